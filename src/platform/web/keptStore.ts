import type { DBSchema, IDBPObjectStore, IDBPTransaction } from 'idb'
import { withNotices } from '../../core/kept/alerts.ts'
import { addToHistory } from '../../core/kept/history.ts'
import type {
  CollectionInfo,
  HistoryEntry,
  Kept,
  KeptCollection,
  KeptRecord,
  LibraryEdition,
  SavedSearch,
} from '../../core/kept/kept.ts'
import { addSearch } from '../../core/kept/merge.ts'
import type { Notice } from '../../core/record.ts'
import { attempt, openDatabase } from './database.ts'

const schemaVersion = 1

interface Schema extends DBSchema {
  collections: { key: string; value: CollectionInfo }
  /** The index has those with news only: where there are none, it finds no length. */
  records: { key: RecordKey; value: KeptRecord; indexes: { news: number } }
  searches: { key: string; value: SavedSearch }
  /** Absent where no history is kept. */
  history: { key: 'entries'; value: HistoryEntry[] }
  /** The libraries that records were last compared with. */
  checked: { key: 'libraries'; value: LibraryEdition[] }
}

type RecordKey = [collection: string, pmid: string]

const storeNames = ['collections', 'records', 'searches', 'history', 'checked'] as const

export interface KeptSummary {
  collections: (CollectionInfo & { pmids: string[]; news: KeptRecord[] })[]
  searches: SavedSearch[]
  history?: HistoryEntry[]
  checked: LibraryEdition[]
}

export interface KeptStore {
  /** Reads no record but those with news. */
  summary(): Promise<KeptSummary>
  /** In the order in which they were added. */
  readCollection(id: string): Promise<KeptRecord[]>
  putCollection(info: CollectionInfo): Promise<void>
  deleteCollection(id: string): Promise<void>
  /** One that is there already stays as it is. */
  addRecords(id: string, records: readonly KeptRecord[]): Promise<void>
  removeRecords(id: string, pmids: readonly string[]): Promise<void>
  noteRecord(id: string, pmid: string, note: string): Promise<void>
  /** In place of the one with its id; another one that asks the same stays alone. */
  putSearch(search: SavedSearch): Promise<void>
  deleteSearch(id: string): Promise<void>
  keepHistory(isKept: boolean): Promise<void>
  addHistory(entry: HistoryEntry): Promise<void>
  learnNotices(found: ReadonlyMap<string, readonly Notice[]>, libraries: LibraryEdition[]): Promise<void>
  settleNews(): Promise<void>
  readAll(): Promise<Kept>
  /** Changes all at once, or nothing. A history stays off where it is off. */
  change(to: (kept: Kept) => Kept): Promise<void>
  clear(): Promise<void>
  close(): void
}

/**
 * What the user keeps, in a database of its own: it is nothing that could be fetched again.
 * @throws AppError `storage-unavailable`, `storage-newer`, `quota-exceeded`
 */
export async function openKeptStore(
  name = 'biohicl-kept',
  now = () => new Date().toISOString(),
): Promise<KeptStore> {
  const db = await openDatabase<Schema>(name, schemaVersion, (database) => {
    for (const store of storeNames)
      if (store === 'records') database.createObjectStore(store).createIndex('news', 'news.length')
      else database.createObjectStore(store)
  })
  /** All of it or nothing, and durable: what is kept here exists nowhere else. */
  const onKept = <T>(run: (stores: Stores) => Promise<T>) =>
    attempt('collections and saved searches', async () => {
      const transaction = db.transaction(storeNames, 'readwrite', { durability: 'strict' })
      const [result] = await Promise.all([run(toStores(transaction)), transaction.done])
      return result
    })

  const touch = async ({ collections }: Stores, id: string) => {
    const info = await collections.get(id)
    if (info) await collections.put({ ...info, changed: now() }, id)
  }

  return {
    summary: () => onKept(readSummary),
    readCollection: (id) => onKept(async ({ records }) => byTime(await records.getAll(within(id)))),

    putCollection: (info) => onKept(async ({ collections }) => void (await collections.put(info, info.id))),
    deleteCollection: (id) =>
      onKept(async ({ collections, records }) => {
        await collections.delete(id)
        await records.delete(within(id))
      }),

    addRecords: (id, added) =>
      onKept(async (stores) => {
        for (const kept of added) {
          const key: RecordKey = [id, kept.record.pmid]
          if ((await stores.records.getKey(key)) === undefined) await stores.records.put(kept, key)
        }
        await touch(stores, id)
      }),
    removeRecords: (id, pmids) =>
      onKept(async (stores) => {
        for (const pmid of pmids) await stores.records.delete([id, pmid])
        await touch(stores, id)
      }),
    noteRecord: (id, pmid, note) =>
      onKept(async (stores) => {
        const kept = await stores.records.get([id, pmid])
        if (!kept) return
        const { note: _old, ...rest } = kept
        await stores.records.put({ ...rest, ...(note && { note }) }, [id, pmid])
        await touch(stores, id)
      }),

    putSearch: (search) =>
      onKept(async ({ searches }) => {
        const isThere = (await searches.getKey(search.id)) !== undefined
        const isNew = addSearch(await searches.getAll(), search).at(-1) === search
        if (isThere || isNew) await searches.put(search, search.id)
      }),
    deleteSearch: (id) => onKept(({ searches }) => searches.delete(id)),

    keepHistory: (isKept) =>
      onKept(async ({ history }) => {
        if (!isKept) await history.clear()
        else if (!(await history.get('entries'))) await history.put([], 'entries')
      }),
    addHistory: (entry) =>
      onKept(async ({ history }) => {
        const entries = await history.get('entries')
        if (entries) await history.put(addToHistory(entries, entry), 'entries')
      }),

    learnNotices: (found, libraries) =>
      onKept(async ({ records, checked }) => {
        for (const key of await records.getAllKeys()) {
          const notices = found.get(key[1]) ?? []
          const kept = notices.length > 0 ? await records.get(key) : undefined
          const learned = kept && withNotices(kept, notices)
          if (learned && learned !== kept) await records.put(learned, key)
        }
        await checked.put(libraries, 'libraries')
      }),
    settleNews: () =>
      onKept(async ({ records, searches }) => {
        for (const key of await records.index('news').getAllKeys()) {
          const kept = await records.get(key)
          if (kept) await records.put(withoutNews(kept), key)
        }
        for (const search of await searches.getAll()) await searches.put(withoutNews(search), search.id)
      }),

    readAll: () => onKept(readAll),
    change: (to) =>
      onKept(async (stores) => {
        const { collections, searches, history } = to(await readAll(stores))
        await Promise.all([stores.collections.clear(), stores.records.clear(), stores.searches.clear()])
        for (const { records, ...info } of collections) {
          await stores.collections.put(info, info.id)
          for (const kept of records) await stores.records.put(kept, [info.id, kept.record.pmid])
        }
        for (const search of searches) await stores.searches.put(search, search.id)
        if (await stores.history.get('entries')) await stores.history.put(history, 'entries')
      }),
    clear: () => onKept(async (stores) => void (await Promise.all(storeNames.map((s) => stores[s].clear())))),
    close: () => db.close(),
  }
}

type Stores = {
  [Name in (typeof storeNames)[number]]: IDBPObjectStore<Schema, typeof storeNames, Name, 'readwrite'>
}

function toStores(transaction: IDBPTransaction<Schema, typeof storeNames, 'readwrite'>): Stores {
  return {
    collections: transaction.objectStore('collections'),
    records: transaction.objectStore('records'),
    searches: transaction.objectStore('searches'),
    history: transaction.objectStore('history'),
    checked: transaction.objectStore('checked'),
  }
}

async function readSummary({
  collections,
  records,
  searches,
  history,
  checked,
}: Stores): Promise<KeptSummary> {
  const infos = await collections.getAll()
  const keys = await records.getAllKeys()
  const news = records.index('news')
  const [newsKeys, newsRecords] = [await news.getAllKeys(), await news.getAll()]
  const entries = await history.get('entries')
  return {
    collections: byCreation(infos).map((info) => ({
      ...info,
      pmids: keys.flatMap(([collection, pmid]) => (collection === info.id ? [pmid] : [])),
      news: newsRecords.filter((_, place) => newsKeys[place]?.[0] === info.id),
    })),
    searches: byCreation(await searches.getAll()),
    ...(entries && { history: entries }),
    checked: (await checked.get('libraries')) ?? [],
  }
}

async function readAll({ collections, records, searches, history }: Stores): Promise<Kept> {
  const whole: KeptCollection[] = []
  for (const info of byCreation(await collections.getAll()))
    whole.push({ ...info, records: byTime(await records.getAll(within(info.id))) })
  return {
    collections: whole,
    searches: byCreation(await searches.getAll()),
    history: (await history.get('entries')) ?? [],
  }
}

/** All records of a collection: an array comes after every string. */
const within = (id: string) => IDBKeyRange.bound([id], [id, []])

const byCreation = <T extends { created: string }>(items: readonly T[]) =>
  items.toSorted((a, b) => a.created.localeCompare(b.created))

const byTime = (records: readonly KeptRecord[]) => records.toSorted((a, b) => a.added.localeCompare(b.added))

function withoutNews<T extends { news?: unknown }>({ news: _news, ...rest }: T): Omit<T, 'news'> {
  return rest
}
