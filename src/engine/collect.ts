// Records of many files to one list with one record a PMID, and an account of what became of the others.

import type { Manifest } from '../core/pack/manifest.ts'
import type { Notice, PubmedRecord } from '../core/record.ts'
import { fullerRecord } from '../core/record.ts'
import type { SkippedRecord, SkipReason } from '../core/pubmed/skip.ts'
import { skipReasons } from '../core/pubmed/skip.ts'
import type { PubmedHandlers } from '../core/pubmed/xml.ts'
import { memoryScratch } from './memoryScratch.ts'
import type { Scratch, Sorter } from './ports.ts'
import { toRecordList, type RecordList } from './recordList.ts'

export interface ReadOptions {
  signal?: AbortSignal
  /** Asked between pieces of the file: at `false` the reader stops, which is no error. */
  wantsMore?(): boolean
}

/** Reads one source file to its end or throws; `readSourceFile` is the one for Node. */
export type SourceReader = (path: string, handlers: PubmedHandlers, options: ReadOptions) => Promise<void>

export interface CollectOptions {
  read: SourceReader
  /** Only the first so many records of a file, good or bad: for all files, or by path. */
  limitPerFile?: number | ReadonlyMap<string, number>
  signal?: AbortSignal
  /** Where records are kept meanwhile; in memory by default. */
  scratch?: Scratch
  /** Asked of each record that stays of its PMID, so that an older version is never taken for one that does not fit. */
  keeps?(record: PubmedRecord): boolean
  /** Told of records that could not be read; what is left out later (duplicate, deleted …) is only counted. */
  onSkip?(path: string, skip: SkippedRecord): void
}

/** `read` = `kept` + the sum of `skipped`. */
export interface ReadAccount {
  read: number
  kept: number
  skipped: Record<SkipReason, number>
}

/** As a manifest has it: reasons that nothing was skipped for are left out. */
export function toShortAccount({ read, kept, skipped }: ReadAccount): Manifest['account'] {
  return {
    read,
    kept,
    skipped: Object.fromEntries(Object.entries(skipped).filter(([, count]) => count > 0)),
  }
}

export interface Collection {
  /** Read from the scratch, so not behind its end. */
  records: RecordList
  account: ReadAccount
  /** Whether any of the records has headings. */
  hasHeadings: boolean
}

/** What sources say of a PMID. */
type Event = { record: PubmedRecord; version: number } | { notice: Notice } | 'deleted'

interface Held {
  record: PubmedRecord
  version: number
}

/**
 * Of records with one PMID the higher version stays, of equal versions the fuller one, in whatever order they come.
 * A DeleteCitation removes what was read before it, so files of one series must be given in their order. What a record says of
 * another one, such as that it retracts it, is added to that one's notices, whichever comes first.
 *
 * What is read is sorted by PMID in the scratch, and settled PMID after PMID, so any number of records takes little memory.
 */
export async function readRecords(paths: readonly string[], options: CollectOptions): Promise<Collection> {
  const events = (options.scratch ?? memoryScratch).sorter<Event>()
  const skipped = Object.fromEntries(skipReasons.map((reason) => [reason, 0])) as Record<SkipReason, number>
  let read = 0

  for (const path of paths) {
    const limit = limitOf(path, options.limitPerFile)
    let fromFile = 0
    let counted = false // the record that came last
    const counts = (): boolean => {
      if (fromFile >= limit) return false
      fromFile++
      read++
      return true
    }
    const handlers: PubmedHandlers = {
      onRecord(record, version) {
        counted = counts()
        if (counted) events.add(Number(record.pmid), { record, version })
      },
      // Beyond the limit it may or may not stand in the last piece that was read, so it never counts.
      onDelete(pmid) {
        if (fromFile < limit) events.add(Number(pmid), 'deleted')
      },
      onNotice(pmid, notice) {
        if (counted) events.add(Number(pmid), { notice })
      },
      onSkip(skip) {
        if (!counts()) return
        skipped[skip.reason]++
        options.onSkip?.(path, skip)
      },
    }
    await options.read(path, handlers, {
      ...(options.signal ? { signal: options.signal } : {}),
      wantsMore: () => fromFile < limit,
    })
  }

  const keeps = options.keeps ?? (() => true)
  let kept = 0
  let hasHeadings = false
  for await (const record of settle(events, (reason) => skipped[reason]++)) {
    options.signal?.throwIfAborted()
    if (keeps(record)) {
      kept++
      hasHeadings ||= record.headings.length > 0
    } else skipped.filtered++
  }
  const records = toRecordList(kept, async function* () {
    for await (const record of settle(events)) if (keeps(record)) yield record
  })
  return { records, hasHeadings, account: { read, kept, skipped } }
}

/** The record that stays of each PMID. @param onSkip told why others do not */
async function* settle(
  events: Sorter<Event>,
  onSkip: (reason: SkipReason) => void = () => {},
): AsyncGenerator<PubmedRecord> {
  let pmid = -1
  let held: Held | undefined
  let announced: Notice[] = []
  for await (const { key, value } of events.sorted()) {
    if (key !== pmid) {
      if (held) yield withNotices(held.record, announced)
      held = undefined
      announced = []
      pmid = key
    }
    if (value === 'deleted') {
      if (held) onSkip('deleted')
      held = undefined
    } else if ('notice' in value) announced.push(value.notice)
    else if (held) {
      onSkip(held.version === value.version ? 'duplicate' : 'older-version')
      held = prefer(held, value)
    } else held = value
  }
  if (held) yield withNotices(held.record, announced)
}

function limitOf(path: string, limit: CollectOptions['limitPerFile']): number {
  return (typeof limit === 'number' ? limit : limit?.get(path)) ?? Infinity
}

function prefer(a: Held, b: Held): Held {
  const winner = a.version === b.version ? preferFuller(a, b) : a.version > b.version ? a : b
  const loser = winner === a ? b : a
  const notices = mergeNotices(winner.record.notices, loser.record.notices)
  return { record: { ...winner.record, notices }, version: winner.version }
}

/** Equally full ones are told apart by their text, or the order of the files would decide. */
function preferFuller(a: Held, b: Held): Held {
  const fuller = fullerRecord(a.record, b.record)
  if (fuller === b.record) return b
  const isTie = fullerRecord(b.record, a.record) === b.record
  return isTie && JSON.stringify(b.record) < JSON.stringify(a.record) ? b : a
}

/** NLM writes a notice into both records, though not always in one file: whichever tells of it counts. */
function withNotices(record: PubmedRecord, announced: readonly Notice[]): PubmedRecord {
  if (announced.length === 0) return record
  const inOrder = announced.toSorted((a, b) => (noticeKey(a) < noticeKey(b) ? -1 : 1))
  return { ...record, notices: mergeNotices(record.notices, inOrder) }
}

/** A retraction that only one of two copies tells of must not be lost with it. */
function mergeNotices(winner: readonly Notice[], loser: readonly Notice[]): Notice[] {
  const known = new Set(winner.map(noticeKey))
  return [...winner, ...loser.filter((notice) => !known.has(noticeKey(notice)))]
}

function noticeKey({ kind, pmid, source }: Notice): string {
  return `${kind} ${pmid ?? source ?? ''}`
}
