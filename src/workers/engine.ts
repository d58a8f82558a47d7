/**
 * The search worker: encoder, index and records of the installed library. It has no network; what it needs comes from
 * the store, and ONNX Runtime's WebAssembly from the page.
 */
import type { Bytes } from '../core/bytes.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import { parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { totalBytes } from '../core/pack/files.ts'
import { createBundleReader } from '../engine/bundle.ts'
import { assertSameEncoder, loadEncoderCard } from '../engine/encoder.ts'
import { openLibrary } from '../engine/library.ts'
import { openVerifiedEncoder, type Candidate } from '../engine/openEncoder.ts'
import type { BundleStore, StoredBundle } from '../engine/ports.ts'
import { search, type SearchPorts } from '../engine/search.ts'
import { createSerial } from '../engine/serial.ts'
import { openTransformersEmbedder } from '../platform/transformers/embedder.ts'
import { createHnswLibrary } from '../platform/wasm/hnswlib.ts'
import { listBackends } from '../platform/web/backends.ts'
import { loadHnswlibModule } from '../platform/web/hnswlibModule.ts'
import { openIdbStore } from '../platform/web/idbStore.ts'
import { encoderMemoryBytes } from '../platform/web/memory.ts'
import { configureOrtRuntime } from '../platform/web/ortRuntime.ts'
import type { BackendChoice, EngineContract, EngineStatus, OpenStep, OrtRuntime } from '../protocol/engine.ts'
import { serve } from '../rpc/serve.ts'

const now = () => performance.now()
// A run of the encoder cannot be stopped: queries wait here, where one that was cancelled meanwhile costs nothing.
const oneByOne = createSerial()
let plan: Plan | undefined
let ports: SearchPorts | undefined

serve<EngineContract>(self, {
  async plan({ backend }) {
    plan = await makePlan(backend)
    const runtime = plan.candidates[0]?.backend === 'webgpu' ? 'webgpu' : 'wasm'
    return { runtime, libraryId: plan.manifest.id }
  },

  async open({ runtime }, { report }) {
    if (!plan) throw new AppError('library-missing', 'No library was chosen.')
    const opened = await open(plan, runtime, report)
    ports = opened.ports
    return opened.status
  },

  search(request, { signal }) {
    if (!ports) throw new AppError('library-missing', 'No library is open.')
    const opened = ports
    return oneByOne(() => search(request, opened, signal))
  },
})

/** What is going to be opened, and where the encoder may run. */
interface Plan {
  store: BundleStore
  libraryKey: string
  manifest: Manifest
  card: EncoderCard
  readEncoderFile(name: string): Promise<Bytes>
  candidates: Candidate[]
}

async function makePlan(backend: BackendChoice): Promise<Plan> {
  const store = await openIdbStore()
  const bundles = await store.list()
  const libraries = bundles
    .filter(({ kind, isReady }) => kind === 'library' && isReady)
    .map(({ key, manifest }) => ({ key, manifest: parseManifest(manifest) }))
  // Sample notes are searched only while there is nothing else.
  const library = libraries.find(({ manifest }) => manifest.kind !== 'sample-notes') ?? libraries[0]
  if (!library) throw new AppError('library-missing', 'No library is installed.')
  const { manifest } = library
  const { card, reader } = await findEncoder(store, bundles, manifest.encoder)
  assertSameEncoder(manifest, card)
  const candidates = await listBackends(backend)
  return { store, libraryKey: library.key, manifest, card, readEncoderFile: reader.file, candidates }
}

async function open(
  { store, libraryKey, manifest, card, readEncoderFile, candidates }: Plan,
  runtime: OrtRuntime,
  report: (step: OpenStep) => void,
): Promise<{ ports: SearchPorts; status: EngineStatus }> {
  report('encoder')
  const threads = configureOrtRuntime(runtime)
  const encoder = await openVerifiedEncoder(candidates, card, {
    open: (backend) =>
      openTransformersEmbedder(card, {
        backend,
        memoryBytes: encoderMemoryBytes(),
        readFile: readEncoderFile,
      }),
    onSelfTest: () => report('self-test'),
    now,
  })

  report('library')
  const hnsw = await createHnswLibrary(loadHnswlibModule)
  const library = await openLibrary(libraryKey, { store, hnsw, card })
  const { index, indexProblem } = library
  const name = encoder.embedder.backend === 'webgpu' ? 'webgpu' : 'wasm'
  return {
    ports: { library, embedder: encoder.embedder, card, now },
    status: {
      library: { ...manifest, key: libraryKey, sizeBytes: totalBytes(manifest.files) },
      index: { kind: index.kind, ...(indexProblem !== undefined && { problem: indexProblem }) },
      encoder: { id: card.id, name: card.name, dims: card.dims, maxTokens: card.maxTokens },
      backend: { name, reason: encoder.reason, threads, selfTest: encoder.selfTest, loadMs: encoder.loadMs },
    },
  }
}

/**
 * The encoder the library was made with, by id; with only another one at hand the library's opening says so.
 * One whose card this version cannot read counts as not installed: the page then installs it anew.
 */
async function findEncoder(
  store: BundleStore,
  bundles: readonly StoredBundle[],
  wanted: { id: string; name: string },
) {
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
