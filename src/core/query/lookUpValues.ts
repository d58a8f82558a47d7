import { toBitmap, unite } from '../bitmap.ts'
import { facetKey } from '../facets.ts'
import { fold } from '../text/terms.ts'
import { coverOf, isInRange, parseDateRange } from './dates.ts'
import type { QueryField } from './fields.ts'
import type { QueryLists } from './lists.ts'
import type { Lookup } from './lookup.ts'
import { typesBelow } from './publicationTypes.ts'
import { findQualifier, nearestQualifier } from './qualifiers.ts'
import { refuse } from './refuse.ts'
import type { TermNode } from './tree.ts'

export type ValueField = Extract<QueryField, 'au' | 'la' | 'pt' | 'sh' | 'ta'>

type IsWanted = (value: string) => boolean

const kinds = {
  au: { field: 'author', prefix: facetKey.author('') },
  la: { field: 'language', prefix: facetKey.language('') },
  pt: { field: 'type', prefix: facetKey.publicationType('') },
  sh: { field: 'qualifier', prefix: facetKey.qualifier('') },
  ta: { field: 'journal', prefix: facetKey.journal('') },
} as const

/** @throws AppError `query-syntax` for a qualifier that MeSH does not have */
export async function lookUpValues(
  query: string,
  term: TermNode,
  field: ValueField,
  lists: QueryLists,
): Promise<Lookup> {
  const { prefix, field: name } = kinds[field]
  const isCut = term.text.endsWith('*')
  const text = isCut ? term.text.slice(0, -1) : term.text
  const isWanted = isCut ? beginsWith(field, text) : createTest(query, term, field)
  // Names that are known from their first letters are not looked for among all.
  const known = await lists.facetKeys(field === 'au' ? prefix + toAuthorText(text) : prefix)
  const values = known.map((key) => key.slice(prefix.length)).filter(isWanted)
  const rows = await Promise.all(values.map((value) => lists.facet(prefix + value)))
  return { meaning: { what: 'values', field: name, values }, rows: unite(lists.count, rows) }
}

function beginsWith(field: ValueField, text: string): IsWanted {
  if (field === 'au') return (value) => value.startsWith(toAuthorText(text))
  if (field === 'ta') return (value) => toJournalText(value).startsWith(toJournalText(text))
  return (value) => value.startsWith(toSmall(text))
}

function createTest(query: string, term: TermNode, field: ValueField): IsWanted {
  const { text, isQuoted } = term
  switch (field) {
    case 'au':
      return createAuthorTest(toAuthorText(text), isQuoted)
    case 'la':
      return createLanguageTest(toSmall(text))
    case 'ta': {
      const wanted = toJournalText(text)
      return (value) => toJournalText(value) === wanted
    }
    case 'pt': {
      const wanted = typesBelow(toSmall(text))
      return (value) => wanted.has(value)
    }
    case 'sh': {
      const wanted = findQualifier(text)
      if (wanted === undefined) {
        const start = query.indexOf(text, term.start)
        return refuse(query, 'qualifier-unknown', { start, end: start + text.length }, nearestQualifier(text))
      }
      return (value) => value === wanted
    }
  }
}

/** As in PubMed: a family name alone is met by all initials, one letter of the initials by those that follow, too. */
function createAuthorTest(wanted: string, isQuoted: boolean): IsWanted {
  const endsInInitials = / \p{L}{1,2}$/u.test(wanted)
  return (value) => {
    if (value === wanted) return true
    if (isQuoted || !value.startsWith(wanted)) return false
    const rest = value.slice(wanted.length)
    return rest.startsWith(' ') || (endsInInitials && /^\p{L}{1,2}$/u.test(rest))
  }
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' })

/** By code or English name. */
function createLanguageTest(wanted: string): IsWanted {
  const nameOf = (code: string) => {
    try {
      return languageNames.of(code)?.toLowerCase()
    } catch {
      return undefined // not a well-formed code: as the source has it
    }
  }
  return (code) => code === wanted || nameOf(code) === wanted
}

function toSmall(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim()
}

/** As facet keys have it: `Smith, J. A.` is `smith ja`. */
function toAuthorText(text: string): string {
  return fold(text)
    .replace(/\.\s*(?=\p{L}\.)/gu, '')
    .replace(/\./g, '')
    .replace(/[\s,]+/g, ' ')
    .trim()
}

/** Without signs and the article: `The Lancet. Oncology`, `lancet oncology`. */
function toJournalText(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '')
}

export async function lookUpDates(term: TermNode, lists: QueryLists): Promise<Lookup> {
  const range = parseDateRange(term) ?? { from: 1, to: 0 } // parsed before: it is a date
  const years = (await lists.facetKeys(facetKey.year(0).slice(0, -4))).map((key) => Number(key.slice(-4)))
  const rowsOf = async (cover: 'all' | 'part') => {
    const wanted = years.filter((year) => coverOf(year, range) === cover)
    return unite(lists.count, await Promise.all(wanted.map((year) => lists.facet(facetKey.year(year)))))
  }
  const [whole, part] = await Promise.all([rowsOf('all'), rowsOf('part')])
  return {
    meaning: { what: 'dates', ...range },
    rows: unite(lists.count, [whole, part]),
    doubt: { rows: part, fits: ({ date }) => date !== undefined && isInRange(date, range) },
  }
}

export async function lookUpPmids({ text }: TermNode, lists: QueryLists): Promise<Lookup> {
  const asked = new Set(text.match(/[1-9]\d*/g) ?? [])
  const rows = [...asked].flatMap((pmid) => lists.row(pmid) ?? [])
  return {
    meaning: { what: 'pmids', asked: asked.size, found: rows.length },
    rows: toBitmap(lists.count, rows),
  }
}
