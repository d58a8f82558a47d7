import type { PartialDate } from '../record.ts'

const latestPmid = 4294967295

/** Decimal digits without leading zeros, or undefined when it is no PMID or does not fit 32 bits. */
export function toPmid(text: string): string | undefined {
  const digits = /^0*([1-9]\d{0,9})$/.exec(text.trim())?.[1]
  return digits !== undefined && Number(digits) <= latestPmid ? digits : undefined
}

/** A DOI without its resolver, or undefined: a link is made from it, so nothing else may pass. */
export function toDoi(text: string): string | undefined {
  const bare = text.trim().replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '')
  return /^10\.\d{4,9}\/[^\s<>"]+$/.test(bare) ? bare : undefined
}

const firstYear = 1500
const lastYear = 2199

/** Leaves out what is impossible: a day without month, 31 April, the year 0. */
export function toDate(year: number, month?: number, day?: number): PartialDate | undefined {
  if (!Number.isInteger(year) || year < firstYear || year > lastYear) return undefined
  if (month === undefined || !Number.isInteger(month) || month < 1 || month > 12) return { year }
  if (day === undefined || !Number.isInteger(day) || day < 1 || day > daysIn(year, month))
    return { year, month }
  return { year, month, day }
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
