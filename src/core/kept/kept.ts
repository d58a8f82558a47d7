import * as v from 'valibot'
import type { Json } from '../canonicalJson.ts'
import type { Notice, PubmedRecord } from '../record.ts'

// What a user keeps on the device: collections of records, saved searches, and, if that was asked for, a history.

export interface CollectionInfo {
  id: string
  name: string
  note?: string
  /** ISO 8601, as all times here. */
  created: string
  changed: string
}

/** A record in a collection, whole: it outlives the library that it is from. */
export interface KeptRecord {
  record: PubmedRecord
  library: LibraryOrigin
  added: string
  note?: string
  /** Notices that came after it was added, until their owner has seen them. */
  news?: Notice[]
}

export interface LibraryOrigin {
  id: string
  title: string
  version: number
  isSample: boolean
}

/** What a search was asked for, but for the number of results. */
export interface Asked {
  text: string
  mode: 'both' | 'meaning' | 'words'
  isExact: boolean
  /** What else it was asked with, filters above all, by name: kept and given back as it is. */
  options?: Record<string, Json>
}

export interface SavedSearch {
  id: string
  asked: Asked
  created: string
  /** The last answer of each set of libraries that it was asked of, the latest last. */
  seen: SeenAnswer[]
  news?: SearchNews
}

export interface SeenAnswer {
  libraries: LibraryEdition[]
  pmids: string[]
  /** Of those records that have notices: which, by kind and number or source. */
  notices: Record<string, string[]>
}

/** A library as it was at a time: its key changes with any of its bytes. */
export interface LibraryEdition {
  id: string
  key: string
}

export interface SearchNews {
  found: string
  fresh: NewsItem[]
  noticed: NewsItem[]
}

export interface NewsItem {
  pmid: string
  title: string
  /** Kinds of notices that were not there before. */
  notices: Notice['kind'][]
}

export interface HistoryEntry {
  asked: Asked
  at: string
}

export interface KeptCollection extends CollectionInfo {
  records: KeptRecord[]
}

/** All of it, as it is saved to a file and read from one. */
export interface Kept {
  collections: KeptCollection[]
  searches: SavedSearch[]
  history: HistoryEntry[]
}

const text = (mostChars: number) => v.pipe(v.string(), v.maxLength(mostChars))
const time = v.pipe(v.string(), v.isoTimestamp())
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'expected 1 to 64 letters, digits and hyphens'))
const kind = v.picklist(['retraction', 'expression-of-concern', 'correction'])
const notice = v.object({
  kind,
  pmid: v.exactOptional(text(20)),
  source: v.exactOptional(text(2000)),
})
const json: v.GenericSchema<Json> = v.lazy(() =>
  v.union([v.null(), v.boolean(), v.number(), v.string(), v.array(json), v.record(v.string(), json)]),
)

const askedSchema = v.object({
  text: text(10_000),
  mode: v.picklist(['both', 'meaning', 'words']),
  isExact: v.boolean(),
  options: v.exactOptional(v.record(v.string(), json)),
})

export const collectionSchema = v.object({
  id,
  name: v.pipe(text(200), v.nonEmpty()),
  note: v.exactOptional(text(100_000)),
  created: time,
  changed: time,
})

/** All of a kept record but the record itself. */
export const keptRecordSchema = v.object({
  library: v.object({ id: text(200), title: text(1000), version: v.number(), isSample: v.boolean() }),
  added: time,
  note: v.exactOptional(text(100_000)),
  news: v.exactOptional(v.array(notice)),
})

const newsItem = v.object({ pmid: text(20), title: text(10_000), notices: v.array(kind) })

export const searchSchema = v.object({
  id,
  asked: askedSchema,
  created: time,
  seen: v.array(
    v.object({
      libraries: v.array(v.object({ id: text(200), key: text(1000) })),
      pmids: v.array(text(20)),
      notices: v.record(v.string(), v.array(v.string())),
    }),
  ),
  news: v.exactOptional(v.object({ found: time, fresh: v.array(newsItem), noticed: v.array(newsItem) })),
})

export const historySchema = v.array(v.object({ asked: askedSchema, at: time }))
