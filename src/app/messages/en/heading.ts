import { formatCount } from '../../format.ts'
import { counts } from './counts.ts'

export const heading = {
  title: 'Heading',
  reading: 'Reading the heading …',
  unknown: (ui: string) => `The MeSH of this library has no heading “${ui}”. Another library may have it.`,
  number: (ui: string) => `MeSH heading ${ui}`,
  counts: (exploded: number, own: number, major: number) =>
    `${counts.records(exploded)} with it or a heading below it; ${formatCount(own)} with this very heading, ${formatCount(major)} as a major topic.`,
  searchWithin: 'Search within these records',
  terms: 'Also:',
  moreTerms: (count: number) => `and ${count} more`,
  places: 'Where it stands',
  noPlace: 'It stands in no branch of the tree.',
  treeNumber: (treeNumber: string) => `Tree number ${treeNumber}`,
  below: 'Right below it',
  years: 'By year',
  mostInYear: (count: number) => `most in a year: ${formatCount(count)}`,
  asTable: 'As a table',
  year: 'Year',
  records: 'Records',
  typical: 'Typical records',
  typicalNearest: 'Nearest in meaning to the middle of all its records.',
  typicalWithoutModel: 'They are shown when the model for meaning is there.',
}
