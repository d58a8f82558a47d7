import { concatBytes, type Bytes } from '../../src/core/bytes.ts'
import { encoderIdText, parseEncoderCard, type EncoderCard } from '../../src/core/encoder/card.ts'
import { chunkBytes } from '../../src/core/pack/files.ts'
import { parseManifest, type Manifest } from '../../src/core/pack/manifest.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { textAnalysis } from '../../src/core/text/terms.ts'
import { buildLibrary, type BuildPorts } from '../../src/engine/build.ts'
import { toBundleKey, toFileEntry } from '../../src/engine/bundle.ts'
import { sha256, sha256OfText } from '../../src/engine/hash.ts'
import { memoryScratch } from '../../src/engine/memoryScratch.ts'
import type { BundleKind, BundleStore } from '../../src/engine/ports.ts'
import type { VectorCheckpoint } from '../../src/engine/vectorCheckpoint.ts'
import { FakeEmbedder, toyDims, toyMaxTokens } from './fakeEmbedder.ts'
import { createFakeHnsw } from './fakeHnsw.ts'
import { MemoryStore } from './memoryStore.ts'
import { encodeOnnx } from './onnxModel.ts'
import { randomBytes } from './random.ts'

/** A library or an encoder as it is shipped: its manifest, and its files by name. */
export interface Pack {
  kind: BundleKind
  name: string
  manifest: string
  files: ReadonlyMap<string, Bytes>
}

const topics = ['sepsis', 'asthma', 'stroke', 'diabetes', 'migraine', 'gout', 'anaemia', 'eczema']
const aspects = [
  'treatment',
  'diagnosis',
  'prevention',
  'genetics',
  'nursing',
  'imaging',
  'cost',
  'surgery',
  'diet',
]

export function toyRecord(pmid: string, more: Partial<PubmedRecord> = {}): PubmedRecord {
  return {
    pmid,
    title: `Title ${pmid}`,
    abstract: [],
    authors: [],
    headings: [],
    publicationTypes: [],
    languages: [],
    notices: [],
    ...more,
  }
}

/** Up to 72 records, no two about the same thing. */
export function toyRecords(count = 40): PubmedRecord[] {
  return Array.from({ length: count }, (_, row) => {
    const topic = topics[row % topics.length] ?? ''
    const aspect = aspects[Math.floor(row / topics.length)] ?? ''
    const text = `Outcome ${'word '.repeat(row % 5)}after the ${aspect} of ${topic} in group ${row}.`
    return toyRecord(String(1000 + row), {
      title: `${aspect} of ${topic}`,
      abstract: [{ text }],
      date: { year: 2020, month: 1 + (row % 12) },
    })
  })
}

const toyTokenizer = { model: { type: 'WordPiece', unk_token: '[UNK]', vocab: { '[UNK]': 0 } } }

/** An encoder whose vectors are those of FakeEmbedder; its weights are noise that fills two chunks and a bit. */
export async function toyEncoder(
  overrides: Partial<EncoderCard> = {},
): Promise<{ card: EncoderCard; pack: Pack }> {
  const files = new Map<string, Bytes>([
    ['tokenizer.json', new TextEncoder().encode(JSON.stringify(toyTokenizer).padEnd(500))],
    // With the 117 bytes around its weights the file fills two chunks and 100 bytes.
    ['onnx/toy.onnx', encodeOnnx({ dims: toyDims, weights: randomBytes(2 * chunkBytes - 17, 2) })],
  ])
  const entries = []
  for (const [name, bytes] of files) entries.push(await toFileEntry(name, bytes))
  const embedder = new FakeEmbedder()
  const probe = async (text: string, kind: 'query' | 'document', selfTest = true) => {
    const { vectors, tokens } = await embedder.embed([text], kind)
    return { text, kind, selfTest, tokens: tokens[0] ?? 0, vector: Array.from(vectors) }
  }
  const card: EncoderCard = {
    schema: 1,
    id: '',
    name: 'toy',
    dims: toyDims,
    maxTokens: toyMaxTokens,
    pooling: 'mean',
    normalize: true,
    prefixes: { query: '', document: '' },
    source: { name: 'toy', license: 'none', weights: 'a'.repeat(64) },
    tokenizer: entries[0]?.sha256 ?? '',
    backends: { wasm: 'onnx/toy.onnx', webgpu: 'onnx/toy.onnx' },
    floors: { wasm: 0.98, webgpu: 0.999 },
    probes: [
      await probe('early sepsis', 'query'),
      await probe('Schlaganfall bei älteren Menschen', 'query'),
      await probe('diet in gout and other diseases of the joints', 'document'),
      await probe('sepsis', 'query', false),
    ],
    files: entries,
    ...overrides,
  }
  card.id = await sha256OfText(encoderIdText(card))
  return { card, pack: { kind: 'encoder', name: card.name, manifest: JSON.stringify(card), files } }
}

/** Forgets what it has at each load: a build with it starts anew. */
function createForgetfulCheckpoint(): VectorCheckpoint {
  let vectors: Float32Array[] = []
  return {
    load() {
      vectors = []
      return Promise.resolve(0)
    },
    append: (batch) => Promise.resolve(void vectors.push(batch)),
    async *read() {
      await Promise.resolve()
      yield* vectors
    },
  }
}

/** Ports of a build over fakes, into memory. */
export function toyPorts(card: EncoderCard, overrides: Partial<BuildPorts> = {}): BuildPorts {
  return {
    embedder: new FakeEmbedder(),
    card,
    hnsw: createFakeHnsw(),
    store: new MemoryStore(),
    checkpoint: createForgetfulCheckpoint(),
    scratch: memoryScratch,
    batchSize: 8,
    signal: new AbortController().signal,
    onProgress() {},
    onCut() {},
    ...overrides,
  }
}

export const toyDescription = {
  id: 'toy-library',
  title: 'Toy library',
  kind: 'sample-notes',
  source: 'tests/fakes',
  licence: 'none',
} as const

export function toyAccount(records: { readonly length: number }): Manifest['account'] {
  return { read: records.length, kept: records.length, skipped: {} }
}

export async function toyLibrary(
  card: EncoderCard,
  records = toyRecords(),
  description: Partial<Pick<Manifest, 'id' | 'title'>> = {},
): Promise<Pack> {
  const ports = toyPorts(card)
  await buildLibrary({ ...toyDescription, ...description }, records, toyAccount(records), ports)
  return readPack(ports.store)
}

/** The only bundle of a store as a pack. */
export async function readPack(store: BundleStore): Promise<Pack> {
  const [bundle] = await store.list()
  if (!bundle) throw new Error('The store is empty.')
  const files = new Map<string, Bytes>()
  const parse = bundle.kind === 'library' ? parseManifest : parseEncoderCard
  for (const { name, chunks } of parse(bundle.manifest).files) {
    const parts = await Promise.all(chunks.map((_, index) => store.readChunk(bundle.key, name, index)))
    files.set(name, concatBytes(parts.map((part) => part ?? new Uint8Array())))
  }
  return { kind: bundle.kind, name: bundle.name, manifest: bundle.manifest, files }
}

/** Manifest and the hash of every file: equal for packs that are equal byte for byte. */
export async function fingerprintOf({ manifest, files }: Pack): Promise<Record<string, string>> {
  const hashes = [...files].map(async ([name, bytes]) => [name, await sha256(bytes)] as const)
  return { ...Object.fromEntries(await Promise.all(hashes)), manifest }
}

export function fileOf(pack: Pack, name: string): Bytes {
  const bytes = pack.files.get(name)
  if (!bytes) throw new Error(`The pack has no file ${name}.`)
  return bytes.slice()
}

/** The same library with other members or files, hashed anew: every hash is right, whatever the content. */
export async function changeLibrary(
  pack: Pack,
  {
    manifest: members = {},
    files: changed = {},
  }: { manifest?: Partial<Manifest>; files?: Record<string, Bytes> },
): Promise<Pack> {
  const files = new Map([...pack.files, ...Object.entries(changed)])
  const entries = []
  for (const [name, bytes] of files) entries.push(await toFileEntry(name, bytes))
  const manifest = { ...parseManifest(pack.manifest), files: entries, ...members }
  return { ...pack, name: manifest.id, manifest: JSON.stringify(manifest), files }
}

export async function keyOf(pack: Pack): Promise<string> {
  return toBundleKey(pack.kind, pack.name, new TextEncoder().encode(pack.manifest))
}

/** Puts a pack into a store as it is, unchecked, and commits it. */
export async function storePack<Store extends BundleStore>(pack: Pack, store: Store) {
  const key = await keyOf(pack)
  await store.begin({ key, kind: pack.kind, name: pack.name, manifest: pack.manifest })
  for (const [name, bytes] of pack.files) {
    for (let index = 0; index * chunkBytes < bytes.byteLength; index++) {
      await store.putChunk(key, name, index, bytes.slice(index * chunkBytes, (index + 1) * chunkBytes))
    }
  }
  await store.commit(key)
  return { key, store }
}

/** A manifest that parses; its files are promised, not there. */
export async function toyManifest(overrides: Record<string, unknown> = {}): Promise<Manifest> {
  const hash = await sha256(new Uint8Array())
  const file = (name: string, bytes: number) => ({ name, bytes, sha256: hash, chunks: [hash] })
  const manifest = {
    ...toyDescription,
    schema: 1,
    version: 1,
    date: '2026-01-31',
    sourceDate: '2026-01-30',
    meshYear: 2026,
    encoder: { id: hash, name: 'toy' },
    records: 2,
    dims: 4,
    recordsPerBlock: 32,
    index: { kind: 'hnsw', m: 16, efConstruction: 200, efSearch: 100 },
    recallAt10: 1,
    ndcgAt10: null,
    hasAbstracts: true,
    textAnalysis,
    headings: { given: 2, unknown: 1 },
    golden: { floor: 0.7, queries: [{ text: 'gout', words: [1], meaning: [1, 2] }] },
    account: { read: 3, kept: 2, skipped: { duplicate: 1 } },
    files: [
      file('vectors.i8', 8),
      file('graph.hnsw', 40),
      file('pmids.u32', 8),
      file('records.blocks', 100),
      file('records.offsets', 8),
      file('mesh.tsv', 10),
      file('text.lengths', 8),
      file('text.postings', 10),
      file('text.shards', 10),
      file('facets.postings', 10),
      file('facets.shards', 10),
    ],
    ...overrides,
  }
  return manifest as Manifest // tests override members with wrong ones on purpose
}
