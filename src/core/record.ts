/** One PubMed citation, as it is kept in a library. Absent fields are absent, never empty strings. */
export interface PubmedRecord {
  /** Decimal digits without leading zeros, 1 to 4294967295: rows of a library refer to it as an unsigned 32-bit number. */
  pmid: string
  title: string
  /** Sections in the order of the abstract; an unstructured abstract is one section without label. */
  abstract: AbstractSection[]
  vernacularTitle?: string
  journal?: Journal
  date?: PartialDate
  authors: Author[]
  headings: RecordHeading[]
  publicationTypes: string[]
  /** ISO 639-2 codes as PubMed gives them: eng, fre, ger … */
  languages: string[]
  notices: Notice[]
  doi?: string
}

export interface AbstractSection {
  label?: string
  text: string
}

export interface Journal {
  title: string
  abbreviation?: string
  volume?: string
  issue?: string
  pages?: string
}

/** Year, or year and month, or year, month (1-12) and day. */
export interface PartialDate {
  year: number
  month?: number
  day?: number
}

/** A person (`name` is the family name) or a group (`name` is the collective name, no initials). */
export interface Author {
  name: string
  initials?: string
}

/** A MeSH heading of a record. `ui` is the descriptor's identifier (D012345) where the source gives it. */
export interface RecordHeading {
  name: string
  ui?: string
  major: boolean
  qualifiers: { name: string; major: boolean }[]
}

/** What became of a publication later. `pmid` is that of the notice. */
export interface Notice {
  kind: 'retraction' | 'expression-of-concern' | 'correction'
  pmid?: string
  source?: string
}

/** The text that is embedded for a record: title, then the abstract without its labels. */
export function toEmbeddingText(record: PubmedRecord): string {
  return [record.title, ...record.abstract.map((section) => section.text)].filter(Boolean).join(' ')
}

/** What a reader who wants this record might ask for: its title, or the beginning of a text without one. */
export function toSampleQuery(record: PubmedRecord): string {
  return (record.title || toEmbeddingText(record)).slice(0, 300)
}

/** Of two records with one PMID the one that tells more: counted over abstract characters and filled fields. */
export function fullerRecord(a: PubmedRecord, b: PubmedRecord): PubmedRecord {
  return fullness(b) > fullness(a) ? b : a
}

function fullness(record: PubmedRecord): number {
  const abstractChars = record.abstract.reduce((sum, section) => sum + section.text.length, 0)
  const fields = [
    record.journal,
    record.date,
    record.authors.length,
    record.headings.length,
    record.publicationTypes.length,
    record.languages.length,
    record.doi,
  ]
  // A field weighs more than a few characters of abstract: two versions of one abstract differ by little.
  return abstractChars + 1000 * fields.filter(Boolean).length
}

/** What stands for the date of records none of which has one. */
export const noDate = '0001-01-01'

/** The date of a record as `YYYY-MM-DD`; a missing month or day counts as the first, and without a year it is `noDate`. */
export function isoDateOf({ date }: PubmedRecord): string {
  return date ? toIsoDate(date) : noDate
}

function toIsoDate({ year, month = 1, day = 1 }: PartialDate): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  )
}
