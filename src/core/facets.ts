import type { Postings } from './pack/postings.ts'
import type { PubmedRecord } from './record.ts'

/** What records are told apart by, beside their text. In a pack each value has a key, and with it a list of rows. */
const facetKey = {
  /** The heading itself; those below it have keys of their own. */
  heading: (ui: string) => `mesh:${ui}`,
  majorHeading: (ui: string) => `majr:${ui}`,
  publicationType: (type: string) => `type:${type.toLowerCase()}`,
  language: (code: string) => `lang:${code}`,
  /** Four digits: years stand in their order. */
  year: (year: number) => `year:${String(year).padStart(4, '0')}`,
  journal: (title: string) => `jour:${title.toLowerCase()}`,
} as const

export function facetKeys(record: PubmedRecord): string[] {
  const { headings, publicationTypes, languages, date, journal } = record
  return [
    ...headings.flatMap(({ ui, major }) =>
      ui === undefined ? [] : [facetKey.heading(ui), ...(major ? [facetKey.majorHeading(ui)] : [])],
    ),
    ...publicationTypes.map(facetKey.publicationType),
    ...languages.map(facetKey.language),
    ...(date ? [facetKey.year(date.year)] : []),
    ...(journal ? [facetKey.journal(journal.title)] : []),
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
