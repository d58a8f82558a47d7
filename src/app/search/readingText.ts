import type { HeadingMeaning, MappedPart, TermMeaning, TextField } from '../../core/query/meaning.ts'
import type { ReadCondition, ReadPart, ReadTerm } from '../../core/query/reading.ts'
import { formatCount, formatLanguage, formatList } from '../format.ts'

export const roleWords: Record<ReadCondition['role'], string> = {
  must: 'Filters by',
  'must-not': 'Leaves out',
  ranks: 'Ranks by',
}

export const groupWords: Record<(ReadPart & { kind: 'group' })['operator'], string> = {
  and: 'all of these',
  or: 'any of these',
  not: 'the first of these without the second',
}

const fieldWords: Record<TextField, string> = { title: 'the title', 'title-abstract': 'title or abstract' }

const valueWords = {
  author: 'author',
  journal: 'journal',
  language: 'language',
  qualifier: 'qualifier',
  type: 'publication type',
}

/** More would hide the rest of the line. */
const mostNames = 4

/** What a term does, as the end of a sentence that begins with its role. */
export function describeMeaning(meaning: TermMeaning): string {
  switch (meaning.what) {
    case 'heading':
      return describeHeading(meaning)
    case 'headings-cut':
      return `${plural(meaning.names.length, 'heading')} whose names begin so${majorWords(meaning.isMajor)}${listed(meaning.names)}, each by itself`
    case 'heading-unknown':
      return 'a heading that this library does not know'
    case 'without-mesh':
      return 'a heading; this library was made without MeSH'
    case 'words':
      return `${quoted(meaning.words)} in ${fieldWords[meaning.field]}, in ${meaning.words.length > 1 ? 'any order and ' : ''}any form`
    case 'phrase':
      return `“${meaning.words.join(' ')}” in ${fieldWords[meaning.field]}, word for word`
    case 'mapped':
      return formatList(meaning.parts.map(describePart))
    case 'values': {
      const { field, values } = meaning
      if (values.length === 0) return `${valueWords[field]}; the library has none of that name`
      const names = field === 'language' ? values.map(formatLanguage) : values
      return `${valueWords[field]}: ${names.slice(0, mostNames).join(', ')}${more(names)}`
    }
    case 'dates':
      return `date of publication from ${formatDay(meaning.from)} to ${formatDay(meaning.to)}`
    case 'pmids':
      return `${plural(meaning.asked, 'PMID')}; the library has ${formatCount(meaning.found)}`
    case 'meaning':
      return 'nearness in meaning and words'
    case 'common-words':
      return 'nothing: such words stand in nearly every record'
  }
}

export function describeRows({ rows = 0, isMost }: ReadTerm): string {
  return `${isMost ? 'at most ' : ''}${plural(rows, 'record')}`
}

function describeHeading({ name, entryTerm, qualifier, isMajor, isExploded, below }: HeadingMeaning): string {
  const about = qualifier === undefined ? '' : ` with the qualifier “${qualifier}”`
  const depth = below > 0 ? ` and ${plural(below, 'heading')} below it` : ''
  const own = isExploded ? '' : ', without those below it'
  const term = entryTerm === undefined ? '' : ` (“${entryTerm}” is another name for it)`
  return `heading “${name}”${term}${depth}${about}${majorWords(isMajor)}${own}`
}

function describePart({ text, heading }: MappedPart): string {
  if (!heading) return `“${text}” in title or abstract`
  const depth = heading.below > 0 ? ` and ${formatCount(heading.below)} below it` : ''
  return `“${text}” in title or abstract or as heading “${heading.name}”${depth}`
}

const majorWords = (isMajor: boolean) => (isMajor ? ' as a major topic' : '')
const quoted = (words: readonly string[]) => formatList(words.map((word) => `“${word}”`))
const listed = (names: readonly string[]) =>
  names.length > 0 ? ` (${names.slice(0, mostNames).join('; ')}${more(names)})` : ''
const more = (names: readonly string[]) =>
  names.length > mostNames ? ` and ${formatCount(names.length - mostNames)} more` : ''
const plural = (count: number, noun: string) => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`

/** 20190315 → 2019/03/15, as dates stand in queries. */
function formatDay(day: number): string {
  const digits = String(day).padStart(8, '0')
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].join('/')
}
