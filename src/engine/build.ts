import { toBytes, type Bytes } from '../core/bytes.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import type { MeshTree } from '../core/mesh/tree.ts'
import { subset } from '../core/mesh/tree.ts'
import { toMeshTsv } from '../core/mesh/tsv.ts'
import { overlap } from '../core/metrics.ts'
import { chunkBytes, type FileEntry } from '../core/pack/files.ts'
import { encodeGraph } from '../core/pack/graph.ts'
import { packFile, packSchema, parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { newestDate, toEmbeddingText, type PubmedRecord } from '../core/record.ts'
import { assertUnitVectors } from '../core/vector.ts'
import { toBundleKey, toFileEntry } from './bundle.ts'
import { createExactIndex } from './library.ts'
import type { BundleStore, Embedder, HnswLibrary, HnswParameters, VectorIndex } from './ports.ts'
import { encodeRecords, recordsPerBlock } from './records.ts'
import { sha256OfText } from './hash.ts'

export interface BuildDescription extends Pick<Manifest, 'id' | 'title' | 'kind' | 'source' | 'licence'> {
  /** By default the date of the newest record. */
  date?: string
}

export type BuildStep = 'encode' | 'index' | 'measure' | 'write'

export interface BuildProgress {
  step: BuildStep
  done: number
  total: number
}

/** Vectors that are finished, in the order of encoding: an interrupted build goes on behind them. */
export interface VectorCheckpoint {
  /**
   * The whole batches that are there for this plan, and nothing when they were left by another one. A batch that was
   * torn by the interruption is dropped.
   * @param batchLengths numbers in each batch, in order
   */
  load(plan: string, batchLengths: readonly number[]): Promise<Float32Array>
  append(vectors: Float32Array<ArrayBuffer>): Promise<void>
}

export interface BuildPorts {
  embedder: Embedder
  card: EncoderCard
  hnsw: HnswLibrary
  store: BundleStore
  checkpoint: VectorCheckpoint
  mesh?: MeshTree
  /** Texts that are encoded in one run: see `planBatches`. */
  batchSize: number
  signal: AbortSignal
  onProgress(progress: BuildProgress): void
  /** Told of a text that the encoder reads only in part; not of those that an interrupted run had encoded. */
  onCut(cut: { pmid: string; tokens: number }): void
}

/** Recall@10 of at least 0.99 on 3,000 abstracts with margin; see docs/benchmarks.md. */
const hnswParameters: HnswParameters = { m: 16, efConstruction: 200, efSearch: 100 }
const recallQueries = 100

/**
 * Records → vectors → graph, record blocks and headings → one pack in the store, its manifest last.
 * The same records, encoder and batch size give the same bytes, resumed or not.
 * @param records in PMID order, no PMID twice
 */
export async function buildLibrary(
  description: BuildDescription,
  records: readonly PubmedRecord[],
  account: Manifest['account'],
  ports: BuildPorts,
): Promise<Manifest> {
  const { card, hnsw, store, onProgress } = ports
  if (records.length === 0)
    throw new AppError('input-invalid', 'None of the input files holds a record to build from.')

  const resolved = resolveHeadings(records, ports.mesh)
  const vectors = await encodeAll(resolved, ports)
  const graph = await hnsw.build(vectors, card.dims, hnswParameters, async (done) => {
    if (done % 50 === 0 || done === records.length) await step('index', done, records.length)
  })
  const index = hnsw.open(vectors, card.dims, graph, hnswParameters)
  const recallAt10 = await measureRecall(index, vectors, resolved, ports).finally(() => index.close())

  const { blocks, offsets } = encodeRecords(resolved)
  const files: Record<string, Bytes> = {
    [packFile.vectors]: toBytes(vectors),
    [packFile.graph]: toBytes(encodeGraph(graph)),
    [packFile.pmids]: toBytes(Uint32Array.from(records, ({ pmid }) => Number(pmid))),
    [packFile.records]: blocks,
    [packFile.recordOffsets]: toBytes(offsets),
    [packFile.mesh]: new TextEncoder().encode(toMeshTsv(headingsOf(resolved, ports.mesh))),
  }
  const entries: FileEntry[] = []
  for (const name of Object.keys(files).sort())
    entries.push(await toFileEntry(name, files[name] ?? new Uint8Array()))

  const manifest: Manifest = {
    schema: packSchema,
    ...description,
    date: description.date ?? newestDate(records),
    meshYear: ports.mesh?.year ?? null,
    encoder: { id: card.id, name: card.name },
    records: records.length,
    dims: card.dims,
    recordsPerBlock,
    index: { kind: 'hnsw', ...hnswParameters },
    recallAt10,
    account,
    files: entries,
  }
  await write(manifest, files)
  return manifest

  async function step(name: BuildStep, done: number, total: number): Promise<void> {
    ports.signal.throwIfAborted()
    onProgress({ step: name, done, total })
    await Promise.resolve()
  }

  async function write(described: Manifest, contents: Record<string, Bytes>): Promise<void> {
    const text = `${JSON.stringify(described, null, 1)}\n`
    parseManifest(text) // a pack that no reader would take is not written
    const key = await toBundleKey('library', described.id, new TextEncoder().encode(text))
    await store.begin({ key, kind: 'library', name: described.id, manifest: text })
    const total = described.files.reduce((sum, { chunks }) => sum + chunks.length, 0)
    let done = 0
    for (const { name, chunks } of described.files) {
      for (let at = 0; at < chunks.length; at++) {
        const bytes = contents[name]?.subarray(at * chunkBytes, (at + 1) * chunkBytes) ?? new Uint8Array()
        await store.putChunk(key, name, at, bytes)
        await step('write', ++done, total)
      }
    }
    await store.commit(key)
  }
}

/**
 * Rows in the order in which they are encoded: texts of like length together, so that a batch pads little.
 * The order depends on the texts alone: batch-mates, and so every byte, are the same in a resumed build.
 */
export function planBatches(texts: readonly string[], batchSize: number): number[][] {
  const order = texts
    .map((_, row) => row)
    .sort((a, b) => (texts[a]?.length ?? 0) - (texts[b]?.length ?? 0) || a - b)
  return Array.from({ length: Math.ceil(order.length / batchSize) }, (_, batch) =>
    order.slice(batch * batchSize, (batch + 1) * batchSize),
  )
}

/** @returns count × dims, row-major, in the order of the records */
async function encodeAll(
  records: readonly PubmedRecord[],
  ports: BuildPorts,
): Promise<Float32Array<ArrayBuffer>> {
  const { card, checkpoint, batchSize, signal, onProgress } = ports
  const texts = records.map(toEmbeddingText)
  const batches = planBatches(texts, batchSize)
  const plan = await sha256OfText(JSON.stringify([card.id, ports.embedder.backend, batchSize, texts]))
  const finished = await checkpoint.load(
    plan,
    batches.map(({ length }) => length * card.dims),
  )
  // Disks lose blocks in a power failure: what is left reads as zeros.
  if (finished.length > 0)
    assertUnitVectors(finished, card.dims, 'Vectors of the interrupted build (remove its folder)')

  const vectors = new Float32Array(records.length * card.dims)
  let done = 0
  for (const rows of batches) {
    signal.throwIfAborted()
    const resumed = finished.subarray(done * card.dims, (done + rows.length) * card.dims)
    const isFinished = resumed.length === rows.length * card.dims
    const batch = isFinished ? resumed : await encodeBatch(rows, records, texts, ports)
    if (!isFinished) await checkpoint.append(new Float32Array(batch))
    rows.forEach((row, i) => vectors.set(batch.subarray(i * card.dims, (i + 1) * card.dims), row * card.dims))
    done += rows.length
    onProgress({ step: 'encode', done, total: records.length })
  }
  return vectors
}

async function encodeBatch(
  rows: readonly number[],
  records: readonly PubmedRecord[],
  texts: readonly string[],
  { embedder, card, onCut }: BuildPorts,
): Promise<Float32Array> {
  const batch = rows.map((row) => texts[row] ?? '')
  const { vectors, tokens } = await embedder.embed(batch, 'document')
  tokens.forEach((count, i) => {
    const record = records[rows[i] ?? -1]
    if (record && count > card.maxTokens) onCut({ pmid: record.pmid, tokens: count })
  })
  return vectors
}

/** Mean share of the exact ten nearest that the graph finds, for titles asked as queries. */
async function measureRecall(
  index: VectorIndex,
  vectors: Float32Array,
  records: readonly PubmedRecord[],
  { embedder, card, signal, onProgress }: BuildPorts,
): Promise<number> {
  const exact = createExactIndex(vectors, card.dims)
  const total = Math.min(recallQueries, records.length)
  let sum = 0
  for (let i = 0; i < total; i++) {
    signal.throwIfAborted()
    const record = records[Math.floor((i * records.length) / total)]
    const { vectors: query } = await embedder.embed([record?.title ?? ''], 'query')
    sum += overlap(index.search(query, 10).rows, exact.search(query, 10).rows)
    onProgress({ step: 'measure', done: i + 1, total })
  }
  // Four decimals: the number is read by people.
  return Math.round((sum / total) * 10_000) / 10_000
}

/** Gives headings the identifier that the tree has for their name or entry term; unknown ones stay as text. */
function resolveHeadings(
  records: readonly PubmedRecord[],
  mesh: MeshTree | undefined,
): readonly PubmedRecord[] {
  if (!mesh) return records
  return records.map((record) => ({
    ...record,
    headings: record.headings.map((heading) => {
      if (heading.ui !== undefined) return heading
      const found = mesh.byName(heading.name) ?? mesh.byTerm(heading.name)
      return found ? { ...heading, ui: found.ui } : heading
    }),
  }))
}

function headingsOf(records: readonly PubmedRecord[], mesh: MeshTree | undefined) {
  const uis = records.flatMap(({ headings }) => headings.flatMap(({ ui }) => ui ?? []))
  return mesh ? subset(mesh, new Set(uis)) : []
}
