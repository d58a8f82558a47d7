import { noDate, type Author, type Journal, type PartialDate } from '../core/record.ts'
import { language, type Language } from './messages/locale.ts'

/** What Intl makes for a language; making one takes longer than using it a hundred times. */
function createFormats(locale: string, dateLocale: string) {
  const fixed = (digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(dateLocale, { year: 'numeric', timeZone: 'UTC', ...options })
  return {
    counts: new Intl.NumberFormat(locale),
    /** By the number of digits after the point. */
    fixed: [fixed(0), fixed(1), fixed(2), fixed(3), fixed(4)],
    lists: new Intl.ListFormat(locale, { type: 'conjunction' }),
    languages: new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }),
    /** By how much of a date is known. */
    dates: {
      year: date({}),
      month: date({ month: 'short' }),
      day: date({ month: 'short', day: 'numeric' }),
    },
  }
}

const makers: Record<Language, () => ReturnType<typeof createFormats>> = {
  en: () => createFormats('en', 'en-GB'),
  de: () => createFormats('de', 'de'),
}

const made = new Map<Language, ReturnType<typeof createFormats>>()

function formats() {
  const now = language.get()
  const known = made.get(now) ?? makers[now]()
  made.set(now, known)
  return known
}

export const formatCount = (count: number) => formats().counts.format(count)

/** With so many digits after the point, four at most: 0.87, in German 0,87. */
export function formatFixed(value: number, digits: number): string {
  return formats().fixed[digits]?.format(value) ?? String(value)
}

/** `A`, `A and B`, `A, B and C`. */
export const formatList = (items: readonly string[]) => formats().lists.format(items)

/** Decimal units, as operating systems and shops count: 23.4 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${formatCount(Math.ceil(bytes / 1e3))} kB`
  const [value, unit] = bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${formatFixed(value, value < 100 ? 1 : 0)} ${unit}`
}

export function formatMs(ms: number): string {
  if (ms >= 10_000) return `${formatFixed(ms / 1000, 1)} s`
  return ms > 0 && ms < 1 ? '< 1 ms' : `${formatCount(Math.round(ms))} ms`
}

/** Cut, not rounded: 0.99996 is not 1. */
export const formatCosine = (cosine: number) => formatFixed(Math.floor(cosine * 1e4) / 1e4, 4)

export const formatPercent = (share: number) => `${Math.floor(share * 100)} %`

/** As much of the date as is known: 2021, Mar 2021, 4 Mar 2021. */
export function formatDate({ year, month, day }: PartialDate): string {
  const date = new Date(0)
  date.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1)
  const precision = month ? (day ? 'day' : 'month') : 'year'
  return formats().dates[precision].format(date)
}

/** A library's date, 2026-01-31, in words; a dash where none of its records has one. */
export function formatIsoDate(iso: string): string {
  if (iso === noDate) return '–'
  const [year, month, day] = iso.split('-').map(Number)
  return year && month && day ? formatDate({ year, month, day }) : iso
}

export const formatAuthor = ({ name, initials }: Author) => (initials ? `${name} ${initials}` : name)

export function formatAuthors(authors: Author[], most: number): string {
  const names = authors.slice(0, most).map(formatAuthor)
  return authors.length > most ? `${names.join(', ')} et al.` : names.join(', ')
}

/** Volume, issue and pages as PubMed writes them: 384(8):693-702. */
export function formatIssue({ volume, issue, pages }: Journal): string {
  return `${volume ?? ''}${issue ? `(${issue})` : ''}${pages ? `:${pages}` : ''}`
}

export function formatLanguage(code: string): string {
  try {
    return formats().languages.of(code) ?? code
  } catch {
    return code // not a well-formed language code: shown as the source has it
  }
}

/** The beginning of a text, cut at a word. */
export function excerpt(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  const cut = text.slice(0, maxChars)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), maxChars / 2)).replace(/[\s,;:.–-]+$/, '')} …`
}

export const backendNames = { webgpu: 'WebGPU', wasm: 'WebAssembly', node: 'Node.js' }
