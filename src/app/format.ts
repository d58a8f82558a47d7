import type { Author, Journal, PartialDate } from '../core/record.ts'

const counts = new Intl.NumberFormat('en')
const lists = new Intl.ListFormat('en', { type: 'conjunction' })
const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

export const formatCount = (count: number) => counts.format(count)

/** `1 record`, `2 records`. */
export const formatRecords = (count: number) =>
  `${counts.format(count)} ${count === 1 ? 'record' : 'records'}`

/** `A`, `A and B`, `A, B and C`. */
export const formatList = (items: readonly string[]) => lists.format(items)

/** Decimal units, as operating systems and shops count: 23.4 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${counts.format(Math.ceil(bytes / 1e3))} kB`
  const [value, unit] = bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`
}

export function formatMs(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`
  return ms > 0 && ms < 1 ? '< 1 ms' : `${counts.format(Math.round(ms))} ms`
}

/** Cut, not rounded: 0.99996 is not 1. */
export const formatCosine = (cosine: number) => (Math.floor(cosine * 1e4) / 1e4).toFixed(4)

export const formatPercent = (share: number) => `${Math.floor(share * 100)} %`

/** As much of the date as is known: 2021, Mar 2021, 4 Mar 2021. */
export function formatDate({ year, month, day }: PartialDate): string {
  const format: Intl.DateTimeFormatOptions = { year: 'numeric', timeZone: 'UTC' }
  if (month) format.month = 'short'
  if (month && day) format.day = 'numeric'
  const date = new Date(0)
  date.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1)
  return new Intl.DateTimeFormat('en-GB', format).format(date)
}

/** A library's date, 2026-01-31, in words. */
export function formatIsoDate(iso: string): string {
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
    return languages.of(code) ?? code
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
