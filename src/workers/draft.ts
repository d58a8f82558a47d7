/** Records for a new library, from files or from PubMed: for the transfer worker. */
import type { Draft } from '../core/draft.ts'
import { AppError } from '../core/errors.ts'
import { eutilsUrl, type Eutils } from '../core/pubmed/eutils.ts'
import { isTableName } from '../core/pubmed/sourceNames.ts'
import { collectDraft, fetchDraft, type DraftStore } from '../engine/draft.ts'
import { discardDraft } from '../engine/makeDraft.ts'
import { findPubmed, type SearchPorts } from '../engine/pubmedSearch.ts'
import { openDraftStore } from '../platform/web/draftStore.ts'
import { createBlobReader, readHeader } from '../platform/web/sourceBlob.ts'
import { sleep } from '../platform/web/sleep.ts'
import type { DraftTransferContract, PubmedProgress } from '../protocol/draft.ts'
import type { CallContext, Handlers } from '../rpc/serve.ts'
import { withDraftLock } from './draftLock.ts'
import { openStore } from './openStore.ts'

/** Fixed, and the policy allows no other: a link must not be able to send searches elsewhere. */
const nlm: Omit<Eutils, 'email'> = { url: eutilsUrl, tool: 'biohicl-search' }

export const draftHandlers: Handlers<DraftTransferContract> = {
  readDraft: () => withDrafts((drafts) => drafts.readDraft()),

  async readHeaders({ files }, { signal }) {
    const tables = files.filter(({ name }) => isTableName(name))
    const headers = await Promise.all(tables.map((file) => readHeader(file.name, file, signal)))
    return [...new Set(headers.flat())]
  },

  collectFiles: ({ files, columns }, { signal, report }) =>
    inDrafts(signal, async (drafts) => {
      await clearDraft(drafts)
      const named = toNamed(files)
      const totalBytes = files.reduce((sum, { size }) => sum + size, 0)
      const progress = { doneBytes: 0, totalBytes, records: 0 }
      const read = createBlobReader(
        named,
        (doneBytes) => report(Object.assign(progress, { doneBytes })),
        columns,
      )
      const names = [...named.keys()].sort()
      const draft: Draft = { id: crypto.randomUUID(), source: { kind: 'files', names } }
      const onRead = (records: number) => void (progress.records = records)
      return collectDraft(draft, names, read, drafts, { signal, onRead })
    }),

  findPubmed: (search, context) =>
    inDrafts(context.signal, async (drafts) => {
      await clearDraft(drafts)
      const { term, limit, email } = search
      const eutils = { ...nlm, ...(email && { email }) }
      const found = await findPubmed(eutils, term, limit, toPorts(drafts, context))
      const draft: Draft = { id: crypto.randomUUID(), source: { kind: 'pubmed', search, found } }
      if (found.count > 0) await drafts.writeDraft(draft)
      return draft
    }),

  fetchDraft: ({ draftId }, context) =>
    inDrafts(context.signal, async (drafts) => {
      const draft = await drafts.readDraft()
      if (draft?.id !== draftId)
        throw new AppError('usage', 'Another library has been begun in another tab, or this one is finished.')
      return fetchDraft(draft, nlm, drafts, {
        ...toPorts(drafts, context),
        onProgress: (progress) => context.report({ what: 'fetched', ...progress }),
      })
    }),

  discardDraft: (_input, { signal }) => inDrafts(signal, clearDraft),
}

function toPorts(drafts: DraftStore, { signal, report }: CallContext<PubmedProgress>): SearchPorts {
  return {
    get: (url, options) =>
      fetch(url, {
        ...options,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      }),
    store: drafts.texts,
    now: Date.now,
    sleep,
    signal,
    onRetry: (reason) => report({ what: 'waiting', reason }),
  }
}

/** With what its making has left among the finished libraries. */
async function clearDraft(drafts: DraftStore): Promise<void> {
  const store = await openStore()
  try {
    await discardDraft(drafts, store)
  } finally {
    store.close()
  }
}

function inDrafts<T>(signal: AbortSignal, task: (drafts: DraftStore) => Promise<T>): Promise<T> {
  return withDraftLock(signal, () => withDrafts(task))
}

async function withDrafts<T>(task: (drafts: DraftStore) => Promise<T>): Promise<T> {
  const drafts = await openDraftStore()
  try {
    return await task(drafts)
  } finally {
    drafts.close()
  }
}

/** Two folders can each give a file of one name. */
function toNamed(files: readonly File[]): Map<string, File> {
  const named = new Map<string, File>()
  for (const file of files) {
    let name = file.name
    for (let n = 2; named.has(name); n++) name = `${n}-${file.name}`
    named.set(name, file)
  }
  return named
}
