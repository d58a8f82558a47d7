/** What stands on buttons, links and notes in all rooms. */
export const controls = {
  keep: 'Keep it',
  remove: 'Remove',
  tryAgain: 'Try again',
  close: 'Close',
  loading: 'Loading …',
  copied: 'Copied',
  notCopied: 'Not copied: the browser does not allow it',
  opensOutside: '(opens in a new tab, needs a network)',
  technicalDetails: 'Technical details',
  copyDetails: 'Copy details',
  whatToDo: 'What to do:',
  removeTitle: (name: string) => `Remove ${name}?`,
}
