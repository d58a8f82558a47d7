import type { PartialDate } from '../record.ts'
import type { TermNode } from './tree.ts'

/** Days as numbers, 20190315; both ends belong to it. */
export interface DateRange {
  from: number
  to: number
}

// PubMed's own links write 3000 for an open end.
const [firstYear, lastYear] = [1500, 3000]

/** Of `2019`, `2019/03`, `2019/03/15`, and two of these with a colon between; undefined for what is no date. */
export function parseDateRange({ text, to }: Pick<TermNode, 'text' | 'to'>): DateRange | undefined {
  const [first = '', second = first, ...more] = to === undefined ? text.split(':') : [text, to]
  const [from, until] = [parseDay(first, 1, 1), parseDay(second, 12, 31)]
  return from !== undefined && until !== undefined && more.length === 0 ? { from, to: until } : undefined
}

function parseDay(text: string, openMonth: number, openDay: number): number | undefined {
  const [, year, month, day] = /^\s*(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?\s*$/.exec(text) ?? []
  const numbers = [Number(year), Number(month ?? openMonth), Number(day ?? openDay)] as const
  const isPossible =
    year !== undefined &&
    isWithin(numbers[0], firstYear, lastYear) &&
    isWithin(numbers[1], 1, 12) &&
    isWithin(numbers[2], 1, 31)
  return isPossible ? toDay(...numbers) : undefined
}

/** A missing month or day counts as the first, as in the date of a library. */
export function isInRange({ year, month = 1, day = 1 }: PartialDate, { from, to }: DateRange): boolean {
  return isWithin(toDay(year, month, day), from, to)
}

/** Which years stand in it as a whole, and which only in part. */
export function coverOf(year: number, { from, to }: DateRange): 'all' | 'part' | 'none' {
  const [first, last] = [toDay(year, 1, 1), toDay(year, 12, 31)]
  if (last < from || first > to) return 'none'
  return first >= from && last <= to ? 'all' : 'part'
}

const toDay = (year: number, month: number, day: number) => (year * 100 + month) * 100 + day

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
