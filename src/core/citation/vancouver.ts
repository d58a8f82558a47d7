// Vancouver style as NLM's Citing Medicine and the samples for the ICMJE's Recommendations have it: six authors, then et al.;
// date as far as it is known; last pages shortened.

import { cleanText } from '../text/cleanText.ts'
import {
  monthNames,
  sampleWords,
  toNoticeText,
  toDateParts,
  toPageRange,
  withFullStop,
  type CitedRecord,
  type PageRange,
} from './cited.ts'
import { toAuthors, toJournalName, toPlace, toReferenceList } from './reference.ts'

export function toVancouver(records: readonly CitedRecord[]): string {
  return toReferenceList(records, toReference)
}

function toReference(record: CitedRecord): string {
  const { pmid, authors, title, date, doi, journal, isSample, notices } = record
  const [year, month, day] = date ? toDateParts(date) : []
  const when = [year, month && monthNames[month - 1], day].filter(Boolean).join(' ')
  const place = toPlace(record, toShortPages(toPageRange(journal?.pages)))
  return [
    toAuthors(authors, 6, 6),
    withFullStop(cleanText(title)),
    toJournalName(record),
    withFullStop(when && place ? `${when};${place}` : when || place),
    doi && `doi: ${cleanText(doi)}.`,
    isSample ? sampleWords : `PMID: ${pmid}.`,
    ...notices.map(toNoticeText),
  ]
    .filter(Boolean)
    .join(' ')
}

/** `284-7` for pages 284 to 287. */
function toShortPages(range: PageRange | undefined): string {
  if (range?.last === undefined) return range?.first ?? ''
  const { first, last } = range
  if (first.length !== last.length || !/^\d+$/.test(first + last)) return `${first}-${last}`
  let same = 0
  while (same < last.length - 1 && first[same] === last[same]) same++
  return `${first}-${last.slice(same)}`
}
