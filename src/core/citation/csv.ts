// A table for spreadsheets (RFC 4180), with the byte order mark without which Excel takes UTF-8 for something else.

import { cleanText } from '../text/cleanText.ts'
import { toAbstractText, toHeadingText, toRemarks, toShortName, type CitedRecord } from './cited.ts'

const columns: [header: string, cell: (record: CitedRecord) => string | undefined][] = [
  ['PMID', ({ pmid }) => pmid],
  ['Title', ({ title }) => title],
  ['Authors', ({ authors }) => authors.map(toShortName).join('; ')],
  ['Journal', ({ journal }) => journal?.title],
  ['Year', ({ date }) => date && String(date.year)],
  ['Volume', ({ journal }) => journal?.volume],
  ['Issue', ({ journal }) => journal?.issue],
  ['Pages', ({ journal }) => journal?.pages],
  ['DOI', ({ doi }) => doi],
  ['Publication types', ({ publicationTypes }) => publicationTypes.join('; ')],
  ['MeSH headings', ({ headings }) => headings.map(toHeadingText).join('; ')],
  ['Language', ({ languages }) => languages.join('; ')],
  ['Notices', (record) => toRemarks(record).join(' ')],
  ['Abstract', toAbstractText],
  ['Note', ({ note }) => note],
]

export function toCsv(records: readonly CitedRecord[]): string {
  const rows = records.map((record) => columns.map(([, cell]) => toCell(cell(record) ?? '')))
  const header = columns.map(([name]) => name)
  return `\ufeff${[header, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')}`
}

/** A spreadsheet would take a cell that begins so for a formula, and reckon or even run it: an apostrophe makes it text. */
const formula = /^[=+\-@\t\r＝＋－＠]/

function toCell(text: string): string {
  const value = cleanText(text)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
