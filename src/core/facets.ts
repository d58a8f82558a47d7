import type { Postings } from './pack/postings.ts'
import type { Author, PubmedRecord, RecordHeading } from './record.ts'
import { fold, toTerms } from './text/terms.ts'

/**
 * What records are told apart by, beside their text. In a pack each value has a key, and with it a list of rows. Kinds are a
 * few letters before a colon; all keys of a kind stand together, in their order.
 */
export const facetKey = {
  /** The heading itself; those below it have keys of their own. */
  heading: (ui: string) => `mesh:${ui}`,
  majorHeading: (ui: string) => `majr:${ui}`,
  /** A heading with one of its qualifiers (subheadings). */
  qualifiedHeading: (ui: string, qualifier: string) => `mesh:${ui}/${qualifier.toLowerCase()}`,
  qualifiedMajorHeading: (ui: string, qualifier: string) => `majr:${ui}/${qualifier.toLowerCase()}`,
  qualifier: (qualifier: string) => `qual:${qualifier.toLowerCase()}`,
  publicationType: (type: string) => `type:${type.toLowerCase()}`,
  language: (code: string) => `lang:${code}`,
  /** Four digits: years stand in their order. */
  year: (year: number) => `year:${String(year).padStart(4, '0')}`,
  /** By its title and by its abbreviation. */
  journal: (title: string) => `jour:${title.toLowerCase()}`,
  /** Family name and initials, folded: `smith ja`. */
  author: (name: string) => `auth:${name}`,
  /** A term of the title, see text/terms.ts. */
  titleTerm: (term: string) => `titl:${term}`,
  /** What became of it later: `retraction` … */
  notice: (kind: string) => `note:${kind}`,
  abstract: 'abst:',
} as const

export function facetKeys(record: PubmedRecord): string[] {
  const { title, headings, publicationTypes, languages, date, journal, authors, notices, abstract } = record
  const journalNames = journal ? [journal.title, journal.abbreviation ?? journal.title] : []
  return [
    ...headings.flatMap(headingKeys),
    ...headings.flatMap(({ qualifiers }) => qualifiers.map(({ name }) => facetKey.qualifier(name))),
    ...publicationTypes.map(facetKey.publicationType),
    ...languages.map(facetKey.language),
    ...(date ? [facetKey.year(date.year)] : []),
    ...journalNames.map(facetKey.journal),
    ...authors.map((author) => facetKey.author(toAuthorName(author))),
    ...toTerms(title).map(facetKey.titleTerm),
    ...notices.map(({ kind }) => facetKey.notice(kind)),
    ...(abstract.length > 0 ? [facetKey.abstract] : []),
  ]
}

/** As one types it: family name and initials without points, or the name of a group; small letters without accents. */
function toAuthorName({ name, initials }: Author): string {
  return fold([name, initials ?? ''].join(' '))
    .replace(/\./g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A heading is a major topic by itself or through one of its qualifiers. */
function headingKeys({ ui, major, qualifiers }: RecordHeading): string[] {
  if (ui === undefined) return []
  return [
    facetKey.heading(ui),
    ...(major || qualifiers.some((qualifier) => qualifier.major) ? [facetKey.majorHeading(ui)] : []),
    ...qualifiers.flatMap((qualifier) => [
      facetKey.qualifiedHeading(ui, qualifier.name),
      ...(qualifier.major ? [facetKey.qualifiedMajorHeading(ui, qualifier.name)] : []),
    ]),
  ]
}

/** Rows by key. @param records in the order of the rows */
export function indexFacets(records: readonly PubmedRecord[]): Map<string, Postings> {
  const rowsByKey = new Map<string, number[]>()
  for (const [row, record] of records.entries()) {
    for (const key of new Set(facetKeys(record))) {
      const rows = rowsByKey.get(key)
      if (rows) rows.push(row)
      else rowsByKey.set(key, [row])
    }
  }
  const lists = new Map<string, Postings>()
  for (const [key, rows] of rowsByKey)
    lists.set(key, { rows: Uint32Array.from(rows), frequencies: new Uint8Array(rows.length).fill(1) })
  return lists
}
