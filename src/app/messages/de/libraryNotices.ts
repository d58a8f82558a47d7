import type { Messages } from '../messages.ts'

export const libraryNotices: Messages['libraryNotices'] = {
  notSearched: (title) => `„${title}“ wird nicht durchsucht.`,
  check: 'Prüfen',
  wordsOnly: (title) => `„${title}“ wird nur nach Wörtern durchsucht.`,
  old: (title, date) =>
    `„${title}“ ist vom Stand ${date}. Was seither veröffentlicht wurde, ist nicht darin.`,
  lookForNewer: 'Nach einer neueren sehen',
  otherModel: (mainTitle) => `Sie wurde mit einem anderen Suchmodell erstellt als „${mainTitle}“.`,
}
