// MEDLINE's tagged format, as PubMed saves it: https://www.nlm.nih.gov/bsd/mms/medlineelements.html. Lines are not broken.

import type { Notice } from '../record.ts'
import { cleanText } from '../text/cleanText.ts'
import {
  monthNames,
  sampleWords,
  toAbstractText,
  toDateParts,
  toHeadingText,
  toShortName,
  withFullStop,
  type CitedRecord,
} from './cited.ts'

const noticeTags: Record<Notice['kind'], string> = {
  retraction: 'RIN',
  'expression-of-concern': 'ECI',
  correction: 'EIN',
}

export function toNbib(records: readonly CitedRecord[]): string {
  return records.map(toEntry).join('\r\n')
}

function toEntry(record: CitedRecord): string {
  const { pmid, title, vernacularTitle, journal, date, doi, isSample, note } = record
  const fields: [tag: string, text: string | undefined][] = [
    ['PMID', pmid],
    ['VI', journal?.volume],
    ['IP', journal?.issue],
    ['DP', date && toMedlineDate(toDateParts(date))],
    ['TI', title],
    ['PG', journal?.pages],
    ['AID', doi && `${doi} [doi]`],
    ['AB', toAbstractText(record)],
    ...record.authors.map((author): [string, string] => [author.initials ? 'AU' : 'CN', toShortName(author)]),
    ...record.languages.map((code): [string, string] => ['LA', code]),
    ...record.publicationTypes.map((type): [string, string] => ['PT', type]),
    ...record.notices.map((notice): [string, string] => [noticeTags[notice.kind], toNotice(notice)]),
    ['TT', vernacularTitle],
    ['TA', journal?.abbreviation],
    ['JT', journal?.title],
    ...record.headings.map((heading): [string, string] => ['MH', toHeadingText(heading)]),
    ['GN', isSample ? sampleWords : undefined],
    ['GN', note],
  ]
  const lines = fields.flatMap(([tag, text]) => {
    const value = cleanText(text ?? '')
    return value === '' ? [] : [`${tag.padEnd(4)}- ${value}`]
  })
  return [...lines, ''].join('\r\n')
}

/** "J Tea. 2001 Jan;2(3):4. PMID: 123" */
function toNotice({ source, pmid }: Notice): string {
  return (
    [source && withFullStop(cleanText(source)), pmid && `PMID: ${pmid}`].filter(Boolean).join(' ') ||
    'Source unknown.'
  )
}

function toMedlineDate([year, month, day]: number[]): string {
  return [year, month && monthNames[month - 1], day].filter((part) => part !== undefined).join(' ')
}
