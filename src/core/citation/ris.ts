// RIS, in the tags that Zotero and EndNote read and write. Left out are groups' commas: what stands before one counts as a name.

import type { Author, PartialDate } from '../record.ts'
import { cleanText } from '../text/cleanText.ts'
import {
  toAbstractText,
  toBareTitle,
  toGivenName,
  toHeadingText,
  toPageRange,
  toRemarks,
  type CitedRecord,
} from './cited.ts'

export function toRis(records: readonly CitedRecord[]): string {
  return records.map(toEntry).join('\r\n')
}

function toEntry(record: CitedRecord): string {
  const { pmid, journal, date, doi, isSample, vernacularTitle, note } = record
  const pages = toPageRange(journal?.pages)
  const fields: [tag: string, text: string | undefined][] = [
    ['TY', 'JOUR'],
    ['TI', toBareTitle(record)],
    ...record.authors.map((author): [string, string] => ['AU', toName(author)]),
    ['T2', journal?.title],
    ['J2', journal?.abbreviation],
    ['VL', journal?.volume],
    ['IS', journal?.issue],
    ['SP', pages?.first],
    ['EP', pages?.last],
    ['PY', date && String(date.year)],
    ['DA', date && toRisDate(date)],
    ['DO', doi],
    ...(isSample ? [] : toPubmedFields(pmid)),
    ...record.languages.map((code): [string, string] => ['LA', code]),
    ['AB', toAbstractText(record)],
    ...record.headings.map((heading): [string, string] => ['KW', toHeadingText(heading)]),
    ...record.publicationTypes.map((type): [string, string] => ['M3', type]),
    ...toRemarks(record).map((remark): [string, string] => ['N1', remark]),
    ['N1', vernacularTitle && `Original title: ${vernacularTitle}`],
    ['RN', note],
  ]
  const lines = fields.flatMap(([tag, text]) => {
    const value = cleanText(text ?? '')
    return value === '' ? [] : [`${tag}  - ${value}`]
  })
  return [...lines, 'ER  - ', ''].join('\r\n')
}

function toPubmedFields(pmid: string): [string, string][] {
  return [
    ['AN', pmid],
    ['DB', 'PubMed'],
    ['UR', `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`],
  ]
}

function toName(author: Author): string {
  const given = toGivenName(author)
  const name = cleanText(author.name).replace(/\s*,\s*/g, ' ')
  return given ? `${name}, ${given}` : name
}

/** `2002/09/03/`: three slashes, whatever of it is known. */
function toRisDate({ year, month, day }: PartialDate): string {
  const digits = (number: number | undefined) => (number ? String(number).padStart(2, '0') : '')
  return `${year}/${digits(month)}/${digits(day)}/`
}
