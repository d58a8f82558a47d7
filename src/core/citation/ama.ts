// AMA Manual of Style, 11th edition, 3.11: up to six authors, of more the first three; year only; pages in full; DOI last.

import { cleanText } from '../text/cleanText.ts'
import { sampleWords, toNoticeText, toPageRange, withFullStop, type CitedRecord } from './cited.ts'
import { toAuthors, toJournalName, toPlace, toReferenceList } from './reference.ts'

export function toAma(records: readonly CitedRecord[]): string {
  return toReferenceList(records, toReference)
}

function toReference(record: CitedRecord): string {
  const { authors, title, date, doi, journal, isSample, notices } = record
  const range = toPageRange(journal?.pages)
  const place = toPlace(record, [range?.first, range?.last].filter(Boolean).join('-'))
  const year = date ? String(date.year) : ''
  return [
    toAuthors(authors, 6, 3),
    withFullStop(cleanText(title)),
    toJournalName(record),
    withFullStop(year && place ? `${year};${place}` : year || place),
    ...notices.map(toNoticeText),
    isSample && sampleWords,
    doi && `doi:${cleanText(doi)}`,
  ]
    .filter(Boolean)
    .join(' ')
}
