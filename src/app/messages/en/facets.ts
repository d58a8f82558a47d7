import type { HeadingMode, ValueGroup } from '../../../core/filters.ts'
import { formatCount } from '../../format.ts'
import { counts } from './counts.ts'

export const facets = {
  title: 'Filters',
  counting: 'Counting …',
  others: 'Other conditions',
  hasAbstract: 'Has abstract',
  hideRetracted: 'Hide retracted',
  groups: {
    types: 'Publication type',
    languages: 'Language',
    journals: 'Journal',
    species: 'Species',
    sexes: 'Sex',
    ages: 'Age',
    evidence: 'Evidence',
  } satisfies Record<ValueGroup, string>,
  none: 'None in this list.',
  showAll: (count: number) => `Show all ${formatCount(count)}`,
  heading: 'MeSH heading',
  headingPrompt: 'Type a term',
  noHeading: 'No heading here has such a term.',
  /** After the number of records that is seen. */
  unit: (count: number): string => (count === 1 ? 'record' : 'records'),
  options: 'Options',
  modesOf: (heading: string) => `How “${heading}” filters`,
  modes: {
    exploded: 'With all headings below',
    only: 'This heading only',
    major: 'As a major topic only',
    exclude: 'Exclude, with all below',
  } satisfies Record<HeadingMode, string>,
  /** Beside the heading's name; the usual one needs no word. */
  aboutHeading: 'About this heading',
  modeMarks: {
    exploded: '',
    only: 'only',
    major: 'major topic',
    exclude: 'not',
  } satisfies Record<HeadingMode, string>,
  year: 'Year',
  yearFrom: 'From',
  yearTo: 'to',
  filterByYear: 'Filter by year',
  histogram: (count: number, first: number, last: number) =>
    `${counts.records(count)} from ${first} to ${last}`,
}
