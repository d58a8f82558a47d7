import type { AbstractSection, Author, Journal, Notice, PubmedRecord, RecordHeading } from '../record.ts'
import type { DateParts } from './date.ts'
import { parseDate } from './date.ts'
import { toDoi, toPmid } from './clean.ts'
import type { SkippedRecord, SkipReason } from './skip.ts'
import type { PubmedHandlers } from './xml.ts'

/** What has been read of one article or book document, before it is known to make a record. */
export interface Draft {
  line: number
  pmid?: string // as it stands in the file
  version: number
  title?: string
  bookTitle?: string
  vernacularTitle?: string
  abstract: AbstractSection[]
  otherAbstracts: { language: string; sections: AbstractSection[] }[]
  journal: Partial<Journal> & { startPage?: string; endPage?: string }
  /** In the order in which they are trusted. */
  dates: { issue: DateParts; article: DateParts; contribution: DateParts }
  authors: Author[]
  editors: Author[]
  author: { isValid: boolean; family?: string; fore?: string; initials?: string; group?: string }
  headings: RecordHeading[]
  publicationTypes: string[]
  languages: string[]
  notices: Notice[]
  /** The one that is being read; of a record's own or, where `isOfAnother`, of the record that it names. */
  notice: { kind?: Notice['kind']; isOfAnother?: boolean; pmid?: string; source?: string }
  /** What this record says of others. */
  announced: { pmid: string; kind: Notice['kind'] }[]
  dois: string[]
}

export function createDraft(line: number): Draft {
  return {
    line,
    version: 1,
    abstract: [],
    otherAbstracts: [],
    journal: {},
    dates: { issue: {}, article: {}, contribution: {} },
    authors: [],
    editors: [],
    author: { isValid: true },
    headings: [],
    publicationTypes: [],
    languages: [],
    notices: [],
    notice: {},
    announced: [],
    dois: [],
  }
}

type Finished =
  { kind: 'record'; record: PubmedRecord; version: number } | { kind: 'skipped'; skip: SkippedRecord }

/** Tells of the record, or of why it is none. */
export function handOver(draft: Draft, handlers: PubmedHandlers): void {
  const finished = finish(draft)
  if (finished.kind === 'skipped') return handlers.onSkip(finished.skip)
  const { record, version } = finished
  handlers.onRecord(record, version)
  for (const { pmid, kind } of draft.announced) handlers.onNotice?.(pmid, { kind, pmid: record.pmid })
}

function finish(draft: Draft): Finished {
  const { line } = draft
  if (draft.pmid === undefined) return skipped('no-pmid', { line }, 'A record has no PMID.')
  const pmid = toPmid(draft.pmid)
  if (pmid === undefined) {
    return skipped('bad-pmid', { line }, `${JSON.stringify(draft.pmid.slice(0, 40))} is no PMID.`)
  }
  const title = draft.title ?? draft.bookTitle ?? draft.vernacularTitle ?? ''
  const abstract = chooseAbstract(draft)
  if (title === '' && abstract.length === 0) {
    return skipped('no-text', { line, pmid }, `Record ${pmid} has neither title nor abstract.`)
  }
  const journal = toJournal(draft)
  const { issue, article, contribution } = draft.dates
  const date = parseDate(issue) ?? parseDate(article) ?? parseDate(contribution)
  const doi = draft.dois.map(toDoi).find((found) => found !== undefined)
  const record: PubmedRecord = {
    pmid,
    title,
    abstract,
    ...(draft.vernacularTitle !== undefined && draft.vernacularTitle !== title
      ? { vernacularTitle: draft.vernacularTitle }
      : {}),
    ...(journal ? { journal } : {}),
    ...(date ? { date } : {}),
    authors: draft.authors.length > 0 ? draft.authors : draft.editors,
    headings: draft.headings,
    publicationTypes: draft.publicationTypes,
    languages: draft.languages,
    notices: toNotices(draft),
    ...(doi !== undefined ? { doi } : {}),
  }
  return { kind: 'record', record, version: draft.version }
}

function skipped(reason: SkipReason, place: SkippedRecord['place'], message: string): Finished {
  return { kind: 'skipped', skip: { reason, place, message } }
}

function chooseAbstract({ abstract, otherAbstracts }: Draft): AbstractSection[] {
  if (abstract.length > 0) return abstract
  const filled = otherAbstracts.filter(({ sections }) => sections.length > 0)
  return (filled.find(({ language }) => language === 'eng') ?? filled[0])?.sections ?? []
}

function toJournal({ journal, bookTitle, title: chapter }: Draft): Journal | undefined {
  const { startPage, endPage, ...rest } = journal
  const title = rest.title ?? rest.abbreviation ?? (chapter === undefined ? undefined : bookTitle)
  if (title === undefined) return undefined
  const range = startPage !== undefined && endPage !== undefined ? `${startPage}-${endPage}` : startPage
  const pages = rest.pages ?? range
  return { ...rest, title, ...(pages !== undefined ? { pages } : {}) }
}

/** Some retracted articles are marked by their publication type only; that must not go unseen. */
function toNotices({ notices, publicationTypes }: Draft): Notice[] {
  const isMarked = publicationTypes.includes('Retracted Publication')
  if (!isMarked || notices.some(({ kind }) => kind === 'retraction')) return notices
  return [...notices, { kind: 'retraction' }]
}
