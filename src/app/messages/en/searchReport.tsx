import type { Breadth } from '../../../core/breadth.ts'
import type { SearchReport } from '../../../core/searchReport.ts'
import type { SearchInput, SearchMode } from '../../../protocol/engine.ts'

export const searchReport = {
  title: 'Search report',
  nothing: (searchAddress: string) => (
    <>
      There are no results to report. <a href={searchAddress}>Search</a> first.
    </>
  ),
  reckoning: 'Reckoning …',
  print: 'Print',
  copyText: 'Copy as text',
  saveJson: 'Save as JSON',
  query: 'Query',
  rankedBy: 'Ranked by',
  modes: { both: 'meaning and words', meaning: 'meaning', words: 'words' } satisfies Record<
    SearchMode,
    string
  >,
  options: {
    filters: 'Filters',
    sort: 'Sorted by',
    breadth: 'Along MeSH',
    likes: 'Adjusted by',
  } satisfies Record<keyof Pick<SearchInput, 'filters' | 'sort' | 'breadth' | 'likes'>, string>,
  optionValues: {
    relevance: 'relevance',
    date: 'date',
    narrower: 'narrower',
    same: 'same',
    wider: 'wider',
    widest: 'widest',
  } satisfies Record<Breadth | NonNullable<SearchInput['sort']>, string>,
  moreLike: (pmids: string) => `more like ${pmids}`,
  lessLike: (pmids: string) => `less like ${pmids}`,
  exact: 'Exact search',
  yes: 'yes',
  no: 'no',
  libraries: (count: number): string => (count === 1 ? 'Library' : 'Libraries'),
  library: (
    { id, title, date, source, records }: SearchReport['libraries'][number],
    version: number | undefined,
  ) => `${title} (${id}, version ${version ?? '?'}, ${date}, ${records} records; ${source})`,
  model: 'Search model',
  backend: 'Run by',
  index: 'Index',
  fullScan: 'full scan',
  searched: 'Searched',
  results: 'Results',
  found: (count: number, most: number) => `${count}, at most ${most} were asked for`,
  hash: 'Result hash',
  hashOf:
    'SHA-256 over query, ranking, filters, exactness, number asked for, libraries, search model and the numbers of the results in their order. The date is not part of it: the same search of the same libraries has the same hash.',
}
