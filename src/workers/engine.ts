/**
 * The search worker: encoder, index and records of the installed library. It has no network; what it needs comes from
 * the store, and ONNX Runtime's WebAssembly from the page.
 */
import type { Bytes } from '../core/bytes.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError, toAppError } from '../core/errors.ts'
import { totalBytes } from '../core/pack/files.ts'
import { parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { createBundleReader } from '../engine/bundle.ts'
import { assertSameEncoder, loadEncoderCard } from '../engine/encoder.ts'
import { checkGoldenMeaning, checkGoldenWords } from '../engine/golden.ts'
import { openLibrary, type OpenLibrary } from '../engine/library.ts'
import { openVerifiedEncoder, type Candidate } from '../engine/openEncoder.ts'
import type { BundleStore, StoredBundle } from '../engine/ports.ts'
import { search, type SearchPorts } from '../engine/search.ts'
import { createSerial } from '../engine/serial.ts'
import { openVectors } from '../engine/vectors.ts'
import { openTransformersEmbedder } from '../platform/transformers/embedder.ts'
import { createHnswLibrary } from '../platform/wasm/hnswlib.ts'
import { listBackends } from '../platform/web/backends.ts'
import { loadHnswlibModule } from '../platform/web/hnswlibModule.ts'
import { openIdbStore } from '../platform/web/idbStore.ts'
import { encoderMemoryBytes } from '../platform/web/memory.ts'
import { configureOrtRuntime } from '../platform/web/ortRuntime.ts'
import type { EncoderStatus, EngineContract, OpenStep, OrtRuntime } from '../protocol/engine.ts'
import { serve } from '../rpc/serve.ts'

const now = () => performance.now()
// A run of the encoder cannot be stopped: queries wait here, where one that was cancelled meanwhile costs nothing.
const oneByOne = createSerial()
let opened: { store: BundleStore; bundles: readonly StoredBundle[]; library: OpenLibrary } | undefined
let plan: Plan | undefined
let meaning: SearchPorts['meaning']

serve<EngineContract>(self, {
  async openLibrary({ id }, { report }) {
    const store = await openIdbStore()
    const bundles = await store.list()
    const chosen = chooseLibrary(bundles, id)
    report({ id: chosen.id })
    const library = await openLibrary(chosen.key, store)
    await checkGoldenWords(library)
    opened = { store, bundles, library }
    const { manifest, key } = library
    return { ...manifest, key, sizeBytes: totalBytes(manifest.files) }
  },

  async planEncoder({ backend }) {
    const { store, bundles, library } = theOpened()
    const { card, reader } = await findEncoder(store, bundles, library.manifest.encoder)
    assertSameEncoder(library.manifest, card)
    plan = { card, readFile: reader.file, candidates: await listBackends(backend) }
    return { runtime: plan.candidates[0]?.backend === 'webgpu' ? 'webgpu' : 'wasm' }
  },

  async openEncoder({ runtime }, { report }) {
    if (!plan) throw new AppError('encoder-missing', 'No encoder was chosen.')
    const { library } = theOpened()
    const { ports, status } = await openMeaning(plan, library, runtime, report)
    meaning = ports
    return status
  },

  search(request, { signal }) {
    const { library } = theOpened()
    return oneByOne(() => search(request, { library, ...(meaning && { meaning }), now }, signal))
  },
})

function theOpened() {
  if (!opened) throw new AppError('library-missing', 'No library is open.')
  return opened
}

/**
 * The one that is asked for; else sample notes are searched only while there is nothing else. What this version cannot
 * read counts as not installed.
 */
function chooseLibrary(
  bundles: readonly StoredBundle[],
  wantedId: string | undefined,
): { id: string; key: string } {
  const libraries = bundles
    .filter(({ kind, isReady }) => kind === 'library' && isReady)
    .flatMap(({ key, manifest }) => {
      const read = readManifest(manifest)
      return read ? [{ key, id: read.id, kind: read.kind }] : []
    })
  const library =
    libraries.find(({ id }) => id === wantedId) ??
    libraries.find(({ kind }) => kind !== 'sample-notes') ??
    libraries[0]
  if (!library) throw new AppError('library-missing', 'No library is installed.')
  return library
}

function readManifest(manifest: string): Manifest | undefined {
  try {
    return parseManifest(manifest)
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code !== 'library-invalid') throw error
    return undefined
  }
}

/** The encoder that is going to be opened, and where it may run. */
interface Plan {
  card: EncoderCard
  readFile(name: string): Promise<Bytes>
  candidates: Candidate[]
}

async function openMeaning(
  { card, readFile, candidates }: Plan,
  library: OpenLibrary,
  runtime: OrtRuntime,
  report: (step: OpenStep) => void,
): Promise<{ ports: NonNullable<SearchPorts['meaning']>; status: EncoderStatus }> {
  report('encoder')
  const threads = configureOrtRuntime(runtime)
  const encoder = await openVerifiedEncoder(candidates, card, {
    open: (backend) =>
      openTransformersEmbedder(card, { backend, memoryBytes: encoderMemoryBytes(), readFile }),
    onSelfTest: () => report('self-test'),
    now,
  })

  report('vectors')
  const { embedder, selfTest, reason, loadMs } = encoder
  const hnsw = await createHnswLibrary(loadHnswlibModule)
  const vectors = await openVectors(library, { hnsw, card })
  await checkGoldenMeaning(library, vectors, embedder)
  const { index, indexProblem } = vectors
  const name = embedder.backend === 'webgpu' ? 'webgpu' : 'wasm'
  return {
    ports: { vectors, embedder, card },
    status: {
      ...{ id: card.id, name: card.name, dims: card.dims, maxTokens: card.maxTokens },
      index: { kind: index.kind, ...(indexProblem !== undefined && { problem: indexProblem }) },
      backend: { name, reason, threads, selfTest, loadMs },
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
