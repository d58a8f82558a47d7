import type { SearchMode } from '../../../protocol/engine.ts'

export const searchBox = {
  label: 'Search',
  placeholder: 'Ask in your own words',
  staysHere: 'Your query stays on this device',
  rankBy: 'Rank by',
  modes: { both: 'Both', meaning: 'Meaning', words: 'Words' } satisfies Record<SearchMode, string>,
  exact: 'Exact search',
  queryHelp: 'Query language',
}
