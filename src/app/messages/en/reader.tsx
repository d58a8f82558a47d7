import type { ReactNode } from 'react'
import { formatFixed } from '../../format.ts'

export const reader = {
  record: 'Record',
  opening: 'Opening the record …',
  back: 'Back',
  notPublication: 'Sample note, not a publication.',
  noAbstract: 'This record has no abstract.',
  allAuthors: (count: number) => `All ${count} authors`,
  fewerAuthors: 'Fewer',
  journal: 'Journal',
  date: 'Date',
  type: 'Type',
  language: 'Language',
  copyPmid: 'Copy PMID',
  headings: 'MeSH headings',
  majorMark: '(* major topic)',
  filterBy: 'Filter by',
  about: (name: ReactNode) => (
    <>
      about<span className="visually-hidden"> {name}</span>
    </>
  ),
  predicted: 'Predicted',
  predictedHow:
    'This record has no headings yet. These are those of the records nearest to it, each with its share of them; no indexer has seen them, and about half of them are right.',
  similar: 'Similar articles',
  similarSought: 'Looking for them …',
  similarFailed: 'They could not be looked for. Open the record again to try once more.',
  similarUnknown:
    'They cannot be told: the search model is not there, or the record’s library was made with another one.',
  nearness: (score: number) => `nearness ${formatFixed(score, 2)}`,
}
