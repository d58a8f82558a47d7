import type { Author, Notice, PartialDate, PubmedRecord, RecordHeading } from '../record.ts'
import { cleanText } from '../text/cleanText.ts'

/** A record as it is handed to other programs, with what its owner has written to it. */
export interface CitedRecord extends PubmedRecord {
  /** No publication: its number is no PMID, and nothing of it may look like one. */
  isSample?: boolean
  note?: string
}

export const sampleWords = 'Sample note, not a publication.'

export const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const noticeNames: Record<Notice['kind'], string> = {
  retraction: 'Retraction',
  'expression-of-concern': 'Expression of concern',
  correction: 'Correction',
}

/** `Retraction in: J Tea. 2003;1(2):3. PMID: 12.`, without what is not known. */
export function toNoticeText({ kind, source, pmid }: Notice): string {
  const parts = [source && withFullStop(cleanText(source)), pmid && `PMID: ${pmid}.`].filter(Boolean)
  return parts.length > 0 ? `${noticeNames[kind]} in: ${parts.join(' ')}` : `${noticeNames[kind]}.`
}

export const isRetracted = ({ notices }: PubmedRecord) => notices.some(({ kind }) => kind === 'retraction')

/** Notices, and that it is no publication: for the field in which a format takes remarks. */
export function toRemarks(record: CitedRecord): string[] {
  return [...(record.isSample ? [sampleWords] : []), ...record.notices.map(toNoticeText)]
}

/** Without the full stop that PubMed puts after it: styles bring their own. */
export const toBareTitle = ({ title }: PubmedRecord) => cleanText(title).replace(/(?<!\.)\.$/, '')

export function withFullStop(text: string): string {
  return text === '' || /[.?!]$/.test(text) ? text : `${text}.`
}

/** All sections in one line, each after its label. */
export function toAbstractText({ abstract }: PubmedRecord): string {
  return abstract
    .map(({ label, text }) => cleanText(label ? `${label}: ${text}` : text))
    .filter(Boolean)
    .join(' ')
}

/** `Tea/*therapeutic use`, `*Tea`: major topics have the asterisk, as in MEDLINE. */
export function toHeadingText({ name, major, qualifiers }: RecordHeading): string {
  const star = (isMajor: boolean) => (isMajor ? '*' : '')
  return cleanText([`${star(major)}${name}`, ...qualifiers.map((q) => `${star(q.major)}${q.name}`)].join('/'))
}

/** `Smith JA`; a group has its name alone. */
export const toShortName = ({ name, initials }: Author) => cleanText(initials ? `${name} ${initials}` : name)

/** `J. A.`, as formats want fore names; empty for a group. */
export function toGivenName({ initials = '' }: Author): string {
  const letters = cleanText(initials)
  return /^\p{Lu}+$/u.test(letters) ? Array.from(letters, (letter) => `${letter}.`).join(' ') : letters
}

/** [2002, 9, 3], as far as it is known. */
export function toDateParts({ year, month, day }: PartialDate): number[] {
  return [year, ...(month ? [month, ...(day ? [day] : [])] : [])]
}

export interface PageRange {
  first: string
  /** In full: 697 of `693-7`. */
  last?: string
}

/** A range of pages in two; anything else, as `e12` or `1-3, 7`, stays as it is. */
export function toPageRange(pages: string | undefined): PageRange | undefined {
  const text = cleanText(pages ?? '')
  if (text === '') return undefined
  const [, first, last] = /^([A-Za-z]*\d+)[-–]([A-Za-z]*\d+)$/.exec(text) ?? []
  if (first === undefined || last === undefined) return { first: text }
  const isShort = /^\d+$/.test(last) && last.length < first.length
  return { first, last: isShort ? first.slice(0, first.length - last.length) + last : last }
}
