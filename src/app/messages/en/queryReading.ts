import type { HeadingMeaning, MappedPart, TermMeaning, TextField } from '../../../core/query/meaning.ts'
import type { ReadCondition, ReadPart } from '../../../core/query/reading.ts'
import { formatCount, formatList } from '../../format.ts'
import { counted } from '../counted.ts'
import { counts } from './counts.ts'

type Group = ReadPart & { kind: 'group' }
type Values = TermMeaning & { what: 'values' }

export const queryReading = {
  title: 'How your query was read',
  roles: { must: 'Filters by', 'must-not': 'Leaves out', ranks: 'Ranks by' } satisfies Record<
    ReadCondition['role'],
    string
  >,
  groups: {
    and: 'all of these',
    or: 'any of these',
    not: 'the first of these without the second',
  } satisfies Record<Group['operator'], string>,
  plainText: 'As plain text: it ranks the records by meaning and words, and leaves none out.',
  /** @param rows absent: no record is left out @param rankText empty: nothing ranks */
  left(rows: number | undefined, rankText: string) {
    const left = rows === undefined ? 'No record is left out' : `${counts.records(rows)} left`
    return rankText === '' ? `${left}, the newest first.` : `${left}, ranked by “${rankText}”.`
  },
  askPubmed: 'Ask PubMed the same',
  pubmedGets: (everyPartFilters: boolean) =>
    `The query then leaves this device and goes to PubMed${everyPartFilters ? ', where every part filters' : ''}.`,
  tooLong: 'The query is too long for a link to PubMed.',
  rows: (rows: number, isMost: boolean) => `${isMost ? 'at most ' : ''}${counts.records(rows)}`,
  unread:
    'Too many records to look into: those in which the words stand apart, or other words begin so, are taken in, too.',
  meantPerhaps: 'Meant is perhaps',

  // What a term does, as the end of a sentence that begins with its role.
  heading({ name, entryTerm, qualifier, isMajor, isExploded, below }: HeadingMeaning) {
    const term = entryTerm === undefined ? '' : ` (“${entryTerm}” is another name for it)`
    const depth = below > 0 ? ` and ${counted(below, 'heading', 'headings')} below it` : ''
    const about = qualifier === undefined ? '' : ` with the qualifier “${qualifier}”`
    return `heading “${name}”${term}${depth}${about}${asMajor(isMajor)}${isExploded ? '' : ', without those below it'}`
  },
  /** @param names the first of them @param left how many more there are */
  headingsCut: (count: number, isMajor: boolean, names: readonly string[], left: number) =>
    `${counted(count, 'heading', 'headings')} whose names begin so${asMajor(isMajor)}${count > 0 ? ` (${names.join('; ')}${andMore(left)})` : ''}, each by itself`,
  headingUnknown: 'a heading that this library does not know',
  withoutMesh: 'a heading; this library was made without MeSH',
  words: (words: readonly string[], field: TextField) =>
    `${formatList(words.map((word) => `“${word}”`))} in ${fields[field]}, in ${words.length > 1 ? 'any order and ' : ''}any form`,
  phrase: (words: readonly string[], field: TextField) =>
    `“${words.join(' ')}” in ${fields[field]}, word for word`,
  mapped({ text, heading }: MappedPart) {
    if (!heading) return `“${text}” in title or abstract`
    const depth = heading.below > 0 ? ` and ${formatCount(heading.below)} below it` : ''
    return `“${text}” in title or abstract or as heading “${heading.name}”${depth}`
  },
  /** @param names the first of them @param left how many more there are */
  values: (field: Values['field'], names: readonly string[], left: number) =>
    `${values[field]}: ${names.join(', ')}${andMore(left)}`,
  noValues: (field: Values['field']) => `${values[field]}; the library has none of that name`,
  dates: (from: string, to: string) => `date of publication from ${from} to ${to}`,
  pmids: (asked: number, found: number) =>
    `${counted(asked, 'PMID', 'PMIDs')}; the library has ${formatCount(found)}`,
  meaning: 'nearness in meaning and words',
  commonWords: 'nothing: such words stand in nearly every record',
}

const fields: Record<TextField, string> = { title: 'the title', 'title-abstract': 'title or abstract' }

const values: Record<Values['field'], string> = {
  author: 'author',
  journal: 'journal',
  language: 'language',
  qualifier: 'qualifier',
  type: 'publication type',
}

const asMajor = (isMajor: boolean) => (isMajor ? ' as a major topic' : '')
const andMore = (left: number) => (left > 0 ? ` and ${formatCount(left)} more` : '')
