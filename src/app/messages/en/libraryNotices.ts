export const libraryNotices = {
  notSearched: (title: string) => `“${title}” is not searched.`,
  check: 'Check it',
  wordsOnly: (title: string) => `“${title}” is searched by words only.`,
  old: (title: string, date: string) =>
    `“${title}” is of ${date}. What has been published since is not in it.`,
  lookForNewer: 'Look for a newer one',
  otherModel: (mainTitle: string) => `It was made with another model than “${mainTitle}”.`,
}
