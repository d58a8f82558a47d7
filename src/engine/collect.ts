// Records of many files to one list with one record a PMID, and an account of what became of the others.

import type { Manifest } from '../core/pack/manifest.ts'
import type { Notice, PubmedRecord } from '../core/record.ts'
import { fullerRecord } from '../core/record.ts'
import type { SkippedRecord, SkipReason } from '../core/pubmed/skip.ts'
import { skipReasons } from '../core/pubmed/skip.ts'
import type { PubmedHandlers } from '../core/pubmed/xml.ts'

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
  /** Sorted by PMID as a number. */
  records: PubmedRecord[]
  account: ReadAccount
}

interface Held {
  record: PubmedRecord
  version: number
}

/**
 * Of records with one PMID the higher version stays, of equal versions the fuller one, in whatever order they come.
 * A DeleteCitation removes what was read before it, so files of one series must be given in their order. What a record says of
 * another one, such as that it retracts it, is added to that one's notices, whichever comes first.
 */
export async function readRecords(paths: readonly string[], options: CollectOptions): Promise<Collection> {
  const held = new Map<number, Held>()
  const announced = new Map<number, Notice[]>()
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
        if (!counted) return
        const pmid = Number(record.pmid)
        const known = held.get(pmid)
        if (known) skipped[known.version === version ? 'duplicate' : 'older-version']++
        held.set(
          pmid,
          known ? prefer(known, { record: detach(record), version }) : { record: detach(record), version },
        )
      },
      // Beyond the limit it may or may not stand in the last piece that was read, so it never counts.
      onDelete(pmid) {
        if (fromFile < limit && held.delete(Number(pmid))) skipped.deleted++
      },
      onNotice(pmid, notice) {
        if (!counted) return
        const about = Number(pmid)
        announced.set(about, [...(announced.get(about) ?? []), notice])
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

  const found = [...held]
    .sort(([a], [b]) => a - b)
    .map(([pmid, { record }]) => withNotices(record, announced.get(pmid)))
  const records = found.filter((record) => options.keeps?.(record) ?? true)
  skipped.filtered = found.length - records.length
  return { records, account: { read, kept: records.length, skipped } }
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
function withNotices(record: PubmedRecord, announced: readonly Notice[] | undefined): PubmedRecord {
  if (!announced) return record
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

/** Strings cut from a file's text keep all of that text alive in V8; a copy through JSON does not. */
function detach(record: PubmedRecord): PubmedRecord {
  return JSON.parse(JSON.stringify(record)) as PubmedRecord // its own output
}
