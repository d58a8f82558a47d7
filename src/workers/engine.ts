/**
 * The search worker: encoder, index and records of the installed library. It has no network; what it needs comes from
 * the store, and ONNX Runtime's WebAssembly from the page.
 */
import { AppError } from '../core/errors.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { totalBytes } from '../core/pack/files.ts'
import { createBundleReader } from '../engine/bundle.ts'
import { loadEncoderCard } from '../engine/encoder.ts'
import { openLibrary } from '../engine/library.ts'
import { openVerifiedEncoder } from '../engine/openEncoder.ts'
import type { BundleStore, StoredBundle } from '../engine/ports.ts'
import { search, type SearchPorts } from '../engine/search.ts'
import { openTransformersEmbedder } from '../platform/transformers/embedder.ts'
import { createHnswLibrary } from '../platform/wasm/hnswlib.ts'
import { listBackends } from '../platform/web/backends.ts'
import { loadHnswlibModule } from '../platform/web/hnswlibModule.ts'
import { openIdbStore } from '../platform/web/idbStore.ts'
import { configureOrtRuntime } from '../platform/web/ortRuntime.ts'
import type { EngineContract, EngineStatus, OpenInput, OpenStep } from '../protocol/engine.ts'
import { serve } from '../rpc/serve.ts'

const now = () => performance.now()
let ports: SearchPorts | undefined

serve<EngineContract>(self, {
  async open(input, { report }) {
    const opened = await open(input, report)
    ports = opened.ports
    return opened.status
  },

  search(request, { signal }) {
    if (!ports) throw new AppError('library-missing', 'No library is open.')
    return search(request, ports, signal)
  },
})

async function open(
  { backend, runtime }: OpenInput,
  report: (step: OpenStep) => void,
): Promise<{ ports: SearchPorts; status: EngineStatus }> {
  const store = await openIdbStore()
  const bundles = await store.list()
  const { key, manifest } = chooseLibrary(bundles)

  report('encoder')
  const threads = configureOrtRuntime(runtime)
  const { card, reader } = await findEncoder(store, bundles, manifest.encoder)
  const encoder = await openVerifiedEncoder(await listBackends(backend), card, {
    open: (candidate) => openTransformersEmbedder(card, { backend: candidate, readFile: reader.file }),
    onSelfTest: () => report('self-test'),
    now,
  })

  report('library')
  const hnsw = await createHnswLibrary(loadHnswlibModule)
  const library = await openLibrary(key, { store, hnsw, card })
  const { index, indexProblem } = library
  const name = encoder.embedder.backend === 'webgpu' ? 'webgpu' : 'wasm'
  return {
    ports: { library, embedder: encoder.embedder, card, now },
    status: {
      library: { ...manifest, key, sizeBytes: totalBytes(manifest.files) },
      index: { kind: index.kind, ...(indexProblem !== undefined && { problem: indexProblem }) },
      encoder: { id: card.id, name: card.name, dims: card.dims, maxTokens: card.maxTokens },
      backend: { name, reason: encoder.reason, threads, selfTest: encoder.selfTest, loadMs: encoder.loadMs },
    },
  }
}

function chooseLibrary(bundles: readonly StoredBundle[]) {
  const bundle = bundles.find(({ kind, isReady }) => kind === 'library' && isReady)
  if (!bundle) throw new AppError('library-missing', 'No library is installed.')
  return { key: bundle.key, manifest: parseManifest(bundle.manifest) }
}

/**
 * The encoder the library was made with, by id; with only another one at hand the library's opening says so.
 * One whose card this version cannot read counts as not installed: the page then installs it anew.
 */
async function findEncoder(store: BundleStore, bundles: readonly StoredBundle[], wanted: { id: string; name: string }) {
  const installed = bundles.filter(({ kind, isReady }) => kind === 'encoder' && isReady)
  const cards = await Promise.all(
    installed.map(({ key, manifest }) =>
      loadEncoderCard(manifest).then(
        (card) => [{ key, card }],
        () => [],
      ),
    ),
  )
  const encoders = cards.flat()
  const found = encoders.find(({ card }) => card.id === wanted.id) ?? encoders[0]
  if (!found) throw new AppError('encoder-missing', `The encoder ${wanted.name} is not installed.`)
  return { card: found.card, reader: createBundleReader(store, found.key, found.card.files) }
}
