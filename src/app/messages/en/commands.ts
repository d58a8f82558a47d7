import type { SearchMode } from '../../../protocol/engine.ts'

export const commands = {
  title: 'Commands',
  field: 'Command',
  placeholder: 'What to do',
  none: 'There is no such command.',
  goToField: 'Go to the search field',
  goToPage: (title: string) => `Go to ${title}`,
  rankBy: {
    both: 'Rank by meaning and words',
    meaning: 'Rank by meaning',
    words: 'Rank by words',
  } satisfies Record<SearchMode, string>,
  exactOn: 'Turn exact search on',
  exactOff: 'Turn exact search off',
  closeRecord: 'Close the record',
  clearField: 'Clear the search field',
  newLibrary: 'Make a new library',
  showKeys: 'Show the keys',
  print: 'Print this page',
}
