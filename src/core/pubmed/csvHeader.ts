// The first row of a table of records, which says what its columns hold.

/// <reference path="../papaparse.d.ts" />

import Papa from 'papaparse'
import { cleanText } from '../text/cleanText.ts'

/** What a column can hold, and by which headers it is known, in small letters. */
const knownHeaders = {
  pmid: ['pmid', 'pubmed id', 'pubmedid', 'pubmed_id'],
  title: ['title', 'article title'],
  abstract: ['abstract', 'abstract note', 'abstracttext'],
  authors: ['authors', 'author'],
  journal: ['journal', 'journal/book', 'publication title', 'source title'],
  year: ['year', 'publication year', 'pubyear'],
  volume: ['volume'],
  issue: ['issue'],
  pages: ['pages'],
  mesh: ['mesh', 'mesh headings', 'mesh terms', 'mesh_terms'],
  types: ['publication types', 'publication type', 'types'],
  language: ['language', 'languages'],
  doi: ['doi'],
} satisfies Record<string, string[]>

export type CsvField = keyof typeof knownHeaders
export const csvFields = Object.keys(knownHeaders) as CsvField[]
/** Headers to be taken for fields, instead of those that are known. */
export type CsvColumns = Partial<Record<CsvField, string>>

/** What a column of this header holds. @param name in small letters */
export function findField(name: string, columns: CsvColumns): CsvField | undefined {
  const isMapped = Object.values(columns).some((header) => header.toLowerCase() === name)
  return csvFields.find((field) => {
    const mapped = columns[field]?.toLowerCase()
    return mapped === undefined ? !isMapped && knownHeaders[field].includes(name) : mapped === name
  })
}

/** What the columns are taken for where nobody says otherwise; a field that two columns could hold is left open. */
export function guessColumns(header: readonly string[]): CsvColumns {
  const columns: CsvColumns = {}
  for (const field of csvFields) {
    const [name, other] = header.filter((each) => findField(each.toLowerCase(), {}) === field)
    if (name !== undefined && other === undefined) columns[field] = name
  }
  return columns
}

/** Names of the columns, in their order. @returns undefined where the text ends before the first row does, and is not all there is */
export function readTableHeader(text: string, isWhole: boolean): string[] | undefined {
  const begun = text.trimStart()
  const delimiter = guessDelimiter(begun, isWhole)
  if (delimiter === undefined) return undefined
  const [first] = new Papa.Parser({ delimiter, newline: '\n', preview: 1 }).parse(
    begun.replace(/\r\n?/g, '\n'),
    0,
    !isWhole,
  ).data
  if (!first) return isWhole ? [] : undefined
  return first.map(cleanText).filter((name) => name !== '')
}

/** That of which the first line has most; undefined while it is not there as a whole. */
export function guessDelimiter(text: string, isWhole: boolean): string | undefined {
  const end = text.trimStart().indexOf('\n')
  if (end < 0 && !isWhole) return undefined
  const first = text.trimStart().slice(0, end < 0 ? undefined : end)
  const count = (delimiter: string) => first.split(delimiter).length
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0]
}
