/** Makes new libraries in the search worker, where the encoder is. Queries are answered between its texts. */
import { packFile, type Manifest } from '../core/pack/manifest.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import type { BundleReader } from '../engine/bundle.ts'
import type { DraftStore, MeshSource } from '../engine/draft.ts'
import { estimateDraft, makeDraft } from '../engine/makeDraft.ts'
import type { Embedder, HnswLibrary } from '../engine/ports.ts'
import { createHnswLibrary } from '../platform/wasm/hnswlib.ts'
import { openDraftStore } from '../platform/web/draftStore.ts'
import { loadHnswlibModule } from '../platform/web/hnswlibModule.ts'
import type { DraftEngineContract } from '../protocol/draft.ts'
import type { Handlers } from '../rpc/serve.ts'
import { withDraftLock } from './draftLock.ts'
import { openStore } from './openStore.ts'

export interface MakingPorts {
  encoder(): { embedder: Embedder; card: EncoderCard } | undefined
  /** Open libraries, the first with MeSH gives its headings. */
  libraries(): readonly { manifest: Manifest; reader: BundleReader }[]
  /** The queue that queries wait in. */
  oneByOne<T>(task: () => Promise<T>): Promise<T>
}

/** Rows that are put into the graph before queries get their turn. */
const rowsAtOnce = 20

export function createMaking({ encoder, libraries, oneByOne }: MakingPorts): Handlers<DraftEngineContract> {
  function theEncoder() {
    const opened = encoder()
    if (!opened) throw new AppError('encoder-missing', 'No encoder is open that could encode records.')
    const { embedder, card } = opened
    const queued: Embedder = {
      ...{ backend: embedder.backend, dims: embedder.dims, maxTokens: embedder.maxTokens },
      embed: (texts, kind) => oneByOne(() => embedder.embed(texts, kind)),
      close: () => embedder.close(),
    }
    return { embedder: queued, card }
  }

  const withMesh = () => libraries().find(({ manifest }) => manifest.meshYear !== null)

  async function readMesh(): Promise<MeshSource | undefined> {
    const library = withMesh()
    const year = library?.manifest.meshYear
    if (!library || year === null || year === undefined) return undefined
    return { year, tsv: new TextDecoder().decode(await library.reader.file(packFile.mesh)) }
  }

  return {
    estimateDraft: ({ draftId }, { signal }) =>
      inDrafts(signal, async (drafts) => {
        const { embedder } = theEncoder()
        const ports = { drafts, embedder, signal, mesh: await readMesh(), now: () => performance.now() }
        const estimate = await estimateDraft(draftId, ports)
        const meshFrom = withMesh()?.manifest.title
        return { ...estimate, ...(meshFrom !== undefined && { meshFrom }) }
      }),

    makeDraft: ({ draftId, title }, { signal, report }) =>
      inDrafts(signal, async (drafts) => {
        const store = await openStore()
        try {
          const hnsw = yieldBetweenRows(await createHnswLibrary(loadHnswlibModule))
          const ports = { drafts, store, hnsw, signal, mesh: await readMesh(), onProgress: report }
          return { id: await makeDraft(draftId, title, { ...ports, ...theEncoder() }) }
        } finally {
          store.close()
        }
      }),
  }
}

function inDrafts<T>(signal: AbortSignal, task: (drafts: DraftStore) => Promise<T>): Promise<T> {
  return withDraftLock(signal, async () => {
    const drafts = await openDraftStore()
    try {
      return await task(drafts)
    } finally {
      drafts.close()
    }
  })
}

/** Without it the worker would hear of a query, or that it is to stop, only when the graph is finished. */
function yieldBetweenRows(hnsw: HnswLibrary): HnswLibrary {
  return {
    ...hnsw,
    build: (vectors, parameters, onRow) =>
      hnsw.build(vectors, parameters, async (rows) => {
        await onRow?.(rows)
        if (rows % rowsAtOnce === 0) await new Promise((resolve) => setTimeout(resolve))
      }),
  }
}
