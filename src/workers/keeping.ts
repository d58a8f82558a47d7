/**
 * The worker that keeps what the user wants kept: collections, saved searches, history. It has no network, and is there whatever
 * becomes of the one that searches, which ends with every change of libraries.
 */
import { parseKeptFile, toKeptFile } from '../core/kept/keptFile.ts'
import { mergeKept } from '../core/kept/merge.ts'
import { openKeptStore, type KeptStore } from '../platform/web/keptStore.ts'
import type { KeepingContract, KeptOverview } from '../protocol/keeping.ts'
import { serve } from '../rpc/serve.ts'

serve<KeepingContract>(self, {
  overview: () => changed(async () => {}),
  readCollection: ({ id }) => withStore((store) => store.readCollection(id)),
  putCollection: (info) => changed((store) => store.putCollection(info)),
  deleteCollection: ({ id }) => changed((store) => store.deleteCollection(id)),
  addRecords: ({ id, records }) => changed((store) => store.addRecords(id, records)),
  removeRecords: ({ id, pmids }) => changed((store) => store.removeRecords(id, pmids)),
  noteRecord: ({ id, pmid, note }) => changed((store) => store.noteRecord(id, pmid, note)),
  putSearch: (search) => changed((store) => store.putSearch(search)),
  deleteSearch: ({ id }) => changed((store) => store.deleteSearch(id)),
  keepHistory: ({ isKept }) => changed((store) => store.keepHistory(isKept)),
  addHistory: (entry) => changed((store) => store.addHistory(entry)),
  learnNotices: ({ found, libraries }) =>
    changed((store) =>
      store.learnNotices(new Map(found.map(({ pmid, notices }) => [pmid, notices])), libraries),
    ),
  settleNews: () => changed((store) => store.settleNews()),
  exportKept: () => withStore(async (store) => ({ text: toKeptFile(await store.readAll()) })),
  importKept: ({ text }) => {
    const incoming = parseKeptFile(text)
    return changed((store) => store.change((own) => mergeKept(own, incoming)))
  },
  forget: () => changed((store) => store.clear()),
})

/** Opened each time: where another tab has removed the database, it is made anew. */
async function withStore<T>(use: (store: KeptStore) => Promise<T>): Promise<T> {
  const store = await openKeptStore()
  try {
    return await use(store)
  } finally {
    store.close()
  }
}

function changed(change: (store: KeptStore) => Promise<void>): Promise<KeptOverview> {
  return withStore(async (store) => {
    await change(store)
    const { collections, ...others } = await store.summary()
    return {
      ...others,
      collections: collections.map(({ news, ...collection }) => ({
        ...collection,
        news: news.map(({ record: { pmid, title }, news: notices = [] }) => ({
          ...{ pmid, title },
          notices: [...new Set(notices.map(({ kind }) => kind))],
        })),
      })),
    }
  })
}
