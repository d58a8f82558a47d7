import type { PartialDate } from '../record.ts'
import { toDate } from './clean.ts'

/** A date as PubMed's XML spells it, element by element. */
export interface DateParts {
  year?: string
  month?: string
  day?: string
  /** Free text where the date is a range: "1975 Jan-Feb", "Spring 2003", "1998 Dec-1999 Jan". */
  medline?: string
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Of a range its beginning, as PubMed sorts it. A season gives the year only. */
export function parseDate(parts: DateParts): PartialDate | undefined {
  if (parts.year !== undefined) {
    const year = /^\d{4}$/.test(parts.year) ? Number(parts.year) : NaN
    return toDate(year, toMonth(parts.month), parts.day === undefined ? undefined : Number(parts.day))
  }
  if (parts.medline === undefined) return undefined
  const found = /(?<!\d)(\d{4})(?!\d)\s*([a-z]*)/i.exec(parts.medline)
  return found ? toDate(Number(found[1]), toMonth(found[2])) : undefined
}

/** 1-12 from a number or from an English name or its beginning of three letters or more. */
function toMonth(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const index = monthNames.indexOf(text.slice(0, 3).toLowerCase())
  return index < 0 ? undefined : index + 1
}
