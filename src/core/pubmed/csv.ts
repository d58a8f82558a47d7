// Tables of records, with commas, semicolons or tabs between columns: PubMed's own CSV, Zotero's, or anybody's with a
// mapping of columns.

/// <reference path="../papaparse.d.ts" />

import Papa from 'papaparse'
import { AppError } from '../errors.ts'
import { cleanText } from '../text/cleanText.ts'
import { addOnce } from './article.ts'
import { parseFullName, parseShortName } from './author.ts'
import { csvFields, findField, guessDelimiter, type CsvColumns, type CsvField } from './csvHeader.ts'
import { createDraft, handOver, type Draft } from './draft.ts'
import { parseHeading } from './heading.ts'
import type { PubmedHandlers, PubmedParser } from './xml.ts'

const mostColumns = 1000
/** No row of genuine records is as long; an open quote would take in the rest of the file. */
const rowLimitChars = 8 * 1024 * 1024

/**
 * Same behaviour as `createPubmedXmlParser`; every record has version 1. The first row names the columns; one for `pmid` must be
 * there, others are passed over where they are not known. A row with more or fewer cells is skipped.
 */
export function createCsvParser(handlers: PubmedHandlers, columns: CsvColumns = {}): PubmedParser {
  let held = ''
  let delimiter: string | undefined
  let header: (CsvField | undefined)[] | undefined
  let line = 1

  function drain(isLast: boolean): void {
    delimiter ??= guessDelimiter(held, isLast || held.length > rowLimitChars)
    if (delimiter === undefined) return
    const { data, errors, meta } = new Papa.Parser({ delimiter, newline: '\n' }).parse(held, 0, !isLast)
    const problems = new Map(errors.map(({ row, code }) => [row, code]))
    for (const [index, cells] of data.entries()) {
      takeRow(cells, problems.get(index))
      line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
    }
    held = isLast ? '' : held.slice(meta.cursor)
    if (held.length > rowLimitChars) throw refuse(`a row of more than 8 MB. Is a quote not closed?`)
  }

  function takeRow(cells: readonly string[], problem: string | undefined): void {
    if (problem === 'MissingQuotes')
      throw refuse('a quote is not closed. Close it, or download the file again')
    if (cells.every((cell) => cell.trim() === '')) return
    if (!header) header = readHeader(cells)
    else if (problem !== undefined) skip('a quote stands within a quoted cell; write it twice')
    else if (cells.length !== header.length) skip(`expected ${header.length} cells, got ${cells.length}`)
    else takeRecord(header, cells)
  }

  function readHeader(cells: readonly string[]): (CsvField | undefined)[] {
    if (cells.length > mostColumns) throw refuse(`${cells.length} columns. At most ${mostColumns} are read`)
    const names = cells.map((cell) => cleanText(cell).toLowerCase())
    const fields = names.map((name) => findField(name, columns))
    for (const [field, wanted] of Object.entries(columns)) {
      if (!names.includes(wanted.toLowerCase()))
        throw refuse(
          `there is no column “${wanted}” for ${field}. There are ${cells.slice(0, 20).join(', ')}`,
        )
    }
    const twice = csvFields.find((field) => fields.filter((found) => found === field).length > 1)
    if (twice !== undefined) throw refuse(`two columns hold the ${twice}. Rename or map one of them`)
    if (!fields.includes('pmid')) {
      throw refuse(
        `no column for the PMID. Name one “PMID”, or map one, as in --column pmid=NAME. There are ${cells.slice(0, 20).join(', ')}`,
      )
    }
    return fields
  }

  function takeRecord(fields: readonly (CsvField | undefined)[], cells: readonly string[]): void {
    const draft = createDraft(line)
    for (const [index, field] of fields.entries()) {
      const text = cleanText(cells[index] ?? '')
      if (field !== undefined && text !== '') takeCell(draft, field, text)
    }
    handOver(draft, handlers)
  }

  function skip(message: string): void {
    handlers.onSkip({ reason: 'malformed', place: { line }, message: `${message}.` })
  }

  function refuse(what: string): AppError {
    return new AppError('input-invalid', `line ${line}: ${what}.`)
  }

  return {
    write(text) {
      // A CR at the end may be half of a CR LF that lies across two pieces.
      const joined = held + text
      const end = joined.endsWith('\r') ? joined.length - 1 : joined.length
      held = joined.slice(0, end).replace(/\r\n?/g, '\n')
      drain(false)
      held += joined.slice(end)
    },
    close() {
      held = held.replace(/\r$/, '\n')
      drain(true)
      if (!header) throw refuse('no row that names the columns')
    },
  }
}

function takeCell(draft: Draft, field: CsvField, text: string): void {
  switch (field) {
    case 'pmid':
      draft.pmid = text
      return
    case 'title':
      draft.title = text
      return
    case 'abstract':
      return void draft.abstract.push({ text })
    case 'authors':
      return void draft.authors.push(...splitAuthors(text))
    case 'journal':
      draft.journal.title = text
      return
    case 'volume':
    case 'issue':
    case 'pages':
      draft.journal[field] = text
      return
    case 'year':
      draft.dates.issue = { year: text }
      return
    case 'mesh':
      return void draft.headings.push(...splitList(text).map(parseHeading))
    case 'types':
      return splitList(text).forEach((type) => addOnce(draft.publicationTypes, type))
    case 'language':
      return splitList(text.toLowerCase())
        .filter((code) => /^[a-z]{3}$/.test(code))
        .forEach((code) => addOnce(draft.languages, code))
    case 'doi':
      return void draft.dois.push(text)
  }
}

/** Names of headings have commas in them, so these part nothing. */
function splitList(text: string): string[] {
  return text
    .split(/[;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** PubMed's "Smith JA, Doe B." and Zotero's "Smith, John A.; Doe, Bea". */
function splitAuthors(text: string) {
  const isOneInFull = /^[^,]*\p{Ll}, \p{Lu}\p{Ll}[^,]*$/u.test(text)
  if (text.includes(';') || isOneInFull) return splitList(text).map(parseFullName)
  return text.replace(/\.$/, '').split(/, */).map(parseShortName)
}
