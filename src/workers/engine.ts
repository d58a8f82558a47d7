/**
 * The search worker: encoder, indexes and records of the libraries that are searched. It has no network; what it needs comes from
 * the store, and ONNX Runtime's WebAssembly from the page.
 */
import type { Bytes } from '../core/bytes.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError, toAppError } from '../core/errors.ts'
import { totalBytes } from '../core/pack/files.ts'
import { parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { findRecords } from '../engine/findRecords.ts'
import { checkGoldenWords } from '../engine/golden.ts'
import { joinLibraries, type JoinedLibraries } from '../engine/joinLibraries.ts'
import { openLibrary, type OpenLibrary } from '../engine/library.ts'
import { openVerifiedEncoder, type Candidate } from '../engine/openEncoder.ts'
import type { BundleStore, Embedder, StoredBundle } from '../engine/ports.ts'
import { searchSet, type SearchPorts } from '../engine/search.ts'
import { createSerial } from '../engine/serial.ts'
import { openVectorMembers } from '../engine/vectorMembers.ts'
import { openTransformersEmbedder } from '../platform/transformers/embedder.ts'
import { createHnswLibrary } from '../platform/wasm/hnswlib.ts'
import { listBackends } from '../platform/web/backends.ts'
import { loadHnswlibModule } from '../platform/web/hnswlibModule.ts'
import { encoderMemoryBytes } from '../platform/web/memory.ts'
import { configureOrtRuntime } from '../platform/web/ortRuntime.ts'
import type { OpeningTimes } from '../protocol/bench.ts'
import type {
  BackendReport,
  EncoderStatus,
  EngineContract,
  LibraryStatus,
  OpenedLibraries,
  OpenStep,
  OrtRuntime,
  Reason,
} from '../protocol/engine.ts'
import { serve } from '../rpc/serve.ts'
import { createBenching } from './bench.ts'
import { chooseEncoder } from './chosenEncoder.ts'
import { createFaceting } from './facets.ts'
import { createHeadings } from './heading.ts'
import { createMaking } from './making.ts'
import { createMapping } from './map.ts'
import { memoryHandlers, openStore } from './openStore.ts'
import { findOutdated } from './outdated.ts'
import { createReading, withLikes } from './reading.ts'

const now = () => performance.now()
// A run of the encoder cannot be stopped: queries wait here, where one that was cancelled meanwhile costs nothing.
const oneByOne = createSerial()
let opened: Opened | undefined
let plan: Plan | undefined
let encoder: { embedder: Embedder; card: EncoderCard } | undefined
let meaning: SearchPorts['meaning']
let opening: OpeningTimes = {}
const faceting = createFaceting(() => theOpened().joined)

serve<EngineContract>(self, {
  ...memoryHandlers,
  ...createMaking({ encoder: () => encoder, libraries: () => opened?.libraries ?? [], oneByOne }),
  ...createBenching({
    encoder: () => encoder,
    opened: theOpened,
    meaning: () => meaning,
    opening: () => opening,
    ...{ oneByOne, now },
  }),
  ...createReading({
    joined: () => theOpened().joined,
    meaning: () => meaning,
    oneByOne,
  }),
  ...faceting.handlers,
  ...createHeadings({
    lists: () => theOpened().joined.lists(),
    vectorOf: () => meaning?.vectors.vectorOf,
  }),
  ...createMapping(() => theOpened().libraries[0]),

  async openLibraries({ ids }, { report }) {
    const start = now()
    const store = await openStore()
    const bundles = await store.list()
    const outdated = findOutdated(bundles)
    const chosen = chooseLibraries(bundles, ids)
    const [missed] = outdated
    if (chosen.length === 0 && missed) {
      report({ id: missed.id })
      throw new AppError(missed.reason.code, missed.reason.message)
    }
    const { libraries, refused } = await openChosen(chosen, store, report)
    refused.push(...outdated.filter(({ id }) => ids.includes(id)))
    opened = { store, bundles, libraries, joined: joinLibraries(libraries) }
    opening = { librariesMs: now() - start }
    const [main, ...others] = libraries
    return { libraries: [toStatus(main), ...others.map(toStatus)], refused }
  },

  async planEncoder({ backend, key }) {
    const { card, reader } = await chooseEncoder(key, opened)
    plan = { card, readFile: reader.file, candidates: await listBackends(backend) }
    return { runtime: plan.candidates[0]?.backend === 'webgpu' ? 'webgpu' : 'wasm' }
  },

  async openEncoder({ runtime }, { report }) {
    if (!plan) throw new AppError('encoder-missing', 'No encoder was chosen.')
    const { ports, status } = await openMeaning(plan, theOpened(), runtime, report)
    meaning = ports
    return status
  },

  async openEncoderAlone({ runtime }, { report }) {
    if (!plan) throw new AppError('encoder-missing', 'No encoder was chosen.')
    return toBackendReport(await openPlanned(plan, runtime, report))
  },

  findRecords: ({ pmids }) => findRecords(theOpened().libraries, pmids),

  search({ likes, isAside, ...request }, { signal }) {
    const { joined: library } = theOpened()
    const moved = meaning && withLikes(meaning, library, likes)
    return oneByOne(async () => {
      const ports = { library, ...(moved && { meaning: moved }), now }
      const { answer, resultSet } = await searchSet(request, ports, signal)
      return { ...answer, resultSet: isAside ? 0 : faceting.keep(resultSet) }
    })
  },

  moreHits: async ({ resultSet, from, count }) => faceting.kept(resultSet).hits(from, count),
})

/** What is searched. The first library is the main one. */
interface Opened {
  store: BundleStore
  bundles: readonly StoredBundle[]
  libraries: [OpenLibrary, ...OpenLibrary[]]
  joined: JoinedLibraries
}

function theOpened(): Opened {
  if (!opened) throw new AppError('library-missing', 'No library is open.')
  return opened
}

interface ChosenLibrary {
  key: string
  manifest: Manifest
}

/**
 * Those that are asked for; without one, sample notes are searched only while there is nothing else. What this version
 * cannot read counts as not installed.
 */
function chooseLibraries(bundles: readonly StoredBundle[], ids: readonly string[]): ChosenLibrary[] {
  const installed = bundles
    .filter(({ kind, isReady }) => kind === 'library' && isReady)
    .flatMap(({ key, manifest: text }) => {
      const manifest = readManifest(text)
      return manifest ? [{ key, manifest }] : []
    })
  const chosen = ids.flatMap((id) => installed.find(({ manifest }) => manifest.id === id) ?? [])
  if (chosen.length > 0) return chosen
  const library = installed.find(({ manifest }) => manifest.kind !== 'sample-notes') ?? installed[0]
  return library ? [library] : []
}

/** A library that cannot be searched does not take the others with it, but it is told of. */
async function openChosen(
  chosen: readonly ChosenLibrary[],
  store: BundleStore,
  report: (main: { id: string }) => void,
): Promise<{ libraries: Opened['libraries']; refused: OpenedLibraries['refused'] }> {
  const libraries: OpenLibrary[] = []
  const errors: AppError[] = []
  const refused: OpenedLibraries['refused'] = []
  for (const { key, manifest } of chosen) {
    if (libraries.length + errors.length === 0) report({ id: manifest.id })
    try {
      const library = await openLibrary(key, store)
      await checkGoldenWords(library)
      libraries.push(library)
    } catch (thrown) {
      const error = toAppError(thrown)
      errors.push(error)
      refused.push({ id: manifest.id, title: manifest.title, reason: toReason(error) })
    }
  }
  const [main, ...others] = libraries
  if (!main) throw errors[0] ?? new AppError('library-missing', 'No library is installed.')
  return { libraries: [main, ...others], refused }
}

function toStatus({ manifest, key }: OpenLibrary): LibraryStatus {
  return { ...manifest, key, sizeBytes: totalBytes(manifest.files) }
}

const toReason = ({ code, message }: AppError): Reason => ({ code, message })

function readManifest(manifest: string): Manifest | undefined {
  try {
    return parseManifest(manifest)
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code !== 'library-invalid' && error.code !== 'library-outdated') throw error
    return undefined
  }
}

/** The encoder that is going to be opened, and where it may run. */
interface Plan {
  card: EncoderCard
  readFile(name: string): Promise<Bytes>
  candidates: Candidate[]
}

async function openPlanned(
  { card, readFile, candidates }: Plan,
  runtime: OrtRuntime,
  report: (step: OpenStep) => void,
) {
  report('encoder')
  const threads = configureOrtRuntime(runtime)
  const verified = await openVerifiedEncoder(candidates, card, {
    open: (backend) =>
      openTransformersEmbedder(card, { backend, memoryBytes: encoderMemoryBytes(), readFile }),
    onSelfTest: () => report('self-test'),
    now,
  })
  encoder = { embedder: verified.embedder, card }
  return { ...verified, threads }
}

async function openMeaning(
  planned: Plan,
  { libraries, joined }: Opened,
  runtime: OrtRuntime,
  report: (step: OpenStep) => void,
): Promise<{ ports: NonNullable<SearchPorts['meaning']>; status: EncoderStatus }> {
  const { card } = planned
  const verified = await openPlanned(planned, runtime, report)
  const { embedder, selfTest, loadMs } = verified

  report('vectors')
  const start = now()
  const hnsw = await createHnswLibrary(loadHnswlibModule)
  const { members, wordsOnly } = await openVectorMembers(libraries, {
    hnsw,
    card,
    embedder,
    memoryBytes: encoderMemoryBytes(),
  })
  const vectors = joined.joinVectors(members)
  const { index, indexProblem } = vectors
  const { durationMs: selfTestMs } = selfTest
  opening = { ...opening, encoderMs: loadMs, selfTestMs, vectorsMs: now() - start }
  return {
    ports: { vectors, embedder, card },
    status: {
      ...{ id: card.id, name: card.name, dims: card.dims, maxTokens: card.maxTokens },
      index: { kind: index.kind, ...(indexProblem !== undefined && { problem: indexProblem }) },
      backend: toBackendReport(verified),
      wordsOnly: wordsOnly.map(({ library, error }) => ({
        id: library.manifest.id,
        reason: toReason(error),
      })),
    },
  }
}

function toBackendReport({
  embedder: { backend },
  reason,
  threads,
  selfTest,
  loadMs,
}: Awaited<ReturnType<typeof openPlanned>>): BackendReport {
  return { name: backend === 'webgpu' ? 'webgpu' : 'wasm', reason, threads, selfTest, loadMs }
}
