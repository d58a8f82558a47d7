import { indexTexts, scoreTexts } from '../core/bm25.ts'
import { toBytes, type Bytes } from '../core/bytes.ts'
import { toCanonicalJson } from '../core/canonicalJson.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import { indexFacets } from '../core/facets.ts'
import { resolveHeadings } from '../core/mesh/resolve.ts'
import type { MeshTree } from '../core/mesh/tree.ts'
import { subset } from '../core/mesh/tree.ts'
import { toMeshTsv } from '../core/mesh/tsv.ts'
import { chunkBytes, type FileEntry } from '../core/pack/files.ts'
import { encodeGraph } from '../core/pack/graph.ts'
import { packFile, packSchema, parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { encodePostings, toShardList } from '../core/pack/postings.ts'
import { dequantize, quantize } from '../core/quantize.ts'
import { newestDate, toEmbeddingText, type PubmedRecord } from '../core/record.ts'
import { textAnalysis } from '../core/text/terms.ts'
import { assertUnitVectors } from '../core/vector.ts'
import { toBundleKey, toFileEntry } from './bundle.ts'
import { goldenFloor } from './golden.ts'
import { sha256OfText } from './hash.ts'
import { answerGolden, measureNeighbours, measureRecall } from './measure.ts'
import type { KnownVectors } from './packSource.ts'
import type { BundleStore, Embedder, HnswLibrary, HnswParameters } from './ports.ts'
import { encodeRecords, recordsPerBlock } from './records.ts'
import { runAhead } from './runAhead.ts'
import { createExactIndex } from './vectors.ts'

/** What a manifest says where nothing else is said. */
export const usualLicence =
  'Titles and abstracts belong to their publishers. MeSH: U.S. National Library of Medicine.'

export interface BuildDescription extends Pick<Manifest, 'id' | 'title' | 'kind' | 'source' | 'licence'> {
  /** Of two packs with one id the one with the larger number is newer; 1 by default. */
  version?: number
  /** By default the date of the newest record. */
  date?: string
  /** False leaves the abstracts out of the pack: words and meaning still find by them. */
  hasAbstracts?: boolean
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
  /** Vectors of this encoder on this backend for texts that need not be encoded again, see packSource.ts. */
  known?: KnownVectors
  /** Texts that are encoded in one run: see `planBatches`. */
  batchSize: number
  /** Runs that the embedder is asked for at once; 1 by default. */
  workers?: number
  signal: AbortSignal
  onProgress(progress: BuildProgress): void
  /** Told of a text that the encoder reads only in part; not of those that an interrupted run had encoded. */
  onCut(cut: { pmid: string; tokens: number }): void
}

/** Recall@10 of at least 0.99 on 3,000 abstracts with margin; see docs/benchmarks.md. */
const hnswParameters: HnswParameters = { m: 16, efConstruction: 200, efSearch: 100 }

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
  const stored = quantize(vectors, card.dims)
  const read = dequantize(stored, card.dims, packFile.vectors) // what every reader of the pack has
  const graph = await hnsw.build(read, card.dims, hnswParameters, async (done) => {
    if (done % 50 === 0 || done === records.length) await step('index', done, records.length)
  })

  const pmids = Uint32Array.from(records, ({ pmid }) => Number(pmid))
  const texts = indexTexts(resolved.map((record) => ({ title: record.title, text: toEmbeddingText(record) })))
  const exact = createExactIndex(read, card.dims)
  const index = hnsw.open(read, card.dims, graph, hnswParameters)
  const recallAt10 = await measureRecall(index, exact, resolved, ports.embedder, {
    signal: ports.signal,
    onProgress: (done, total) => onProgress({ step: 'measure', done, total }),
  }).finally(() => index.close())
  const ndcgAt10 = ports.mesh ? measureNeighbours(read, exact, resolved, ports.mesh) : null
  const golden = await answerGolden(resolved, pmids, exact, (text) => scoreTexts(texts, text), ports.embedder)

  const hasAbstracts = description.hasAbstracts ?? true
  const { blocks, offsets } = encodeRecords(hasAbstracts ? resolved : resolved.map(withoutAbstract))
  const [text, facets] = [encodePostings(texts.postings), encodePostings(indexFacets(resolved))]
  const files: Record<string, Bytes> = {
    [packFile.vectors]: toBytes(stored),
    [packFile.graph]: toBytes(encodeGraph(graph)),
    [packFile.pmids]: toBytes(pmids),
    [packFile.records]: blocks,
    [packFile.recordOffsets]: toBytes(offsets),
    [packFile.mesh]: toUtf8(toMeshTsv(headingsOf(resolved, ports.mesh))),
    [packFile.textLengths]: toBytes(texts.lengths),
    [packFile.text]: text.bytes,
    [packFile.textShards]: toUtf8(toShardList(text.shards)),
    [packFile.facets]: facets.bytes,
    [packFile.facetShards]: toUtf8(toShardList(facets.shards)),
  }
  const entries: FileEntry[] = []
  for (const name of Object.keys(files).sort())
    entries.push(await toFileEntry(name, files[name] ?? new Uint8Array()))

  const sourceDate = newestDate(records)
  const manifest: Manifest = {
    schema: packSchema,
    ...description,
    version: description.version ?? 1,
    date: description.date ?? sourceDate,
    sourceDate,
    meshYear: ports.mesh?.year ?? null,
    encoder: { id: card.id, name: card.name, backend: ports.embedder.backend },
    records: records.length,
    dims: card.dims,
    recordsPerBlock,
    index: { kind: 'hnsw', ...hnswParameters },
    recallAt10,
    ndcgAt10,
    hasAbstracts,
    textAnalysis,
    headings: countHeadings(resolved),
    golden: { floor: goldenFloor, queries: golden },
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
    const json = toCanonicalJson(described)
    parseManifest(json) // a pack that no reader would take is not written
    const key = await toBundleKey('library', described.id, toUtf8(json))
    await store.begin({ key, kind: 'library', name: described.id, manifest: json })
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
  const { card, checkpoint, batchSize, workers = 1, signal, onProgress } = ports
  const texts = records.map(toEmbeddingText)
  const vectors = new Float32Array(records.length * card.dims)
  const unknown = await fillKnown(vectors, texts, ports)
  const unknownTexts = unknown.map((row) => texts[row] ?? '')
  const batches = planBatches(unknownTexts, batchSize).map((batch) => batch.map((i) => unknown[i] ?? -1))
  const plan = await sha256OfText(JSON.stringify([card.id, ports.embedder.backend, batchSize, unknownTexts]))
  const finished = await checkpoint.load(
    plan,
    batches.map(({ length }) => length * card.dims),
  )
  // Disks lose blocks in a power failure: what is left reads as zeros.
  if (finished.length > 0)
    assertUnitVectors(finished, card.dims, 'Vectors of the interrupted build (remove its folder)')

  let planned = 0
  const encode = async (rows: readonly number[]) => {
    signal.throwIfAborted()
    const from = planned
    planned += rows.length
    const resumed = finished.subarray(from * card.dims, planned * card.dims)
    const isFinished = resumed.length === rows.length * card.dims
    return { rows, isFinished, batch: isFinished ? resumed : await encodeBatch(rows, records, texts, ports) }
  }
  const width = workers === 1 ? 1 : 2 * workers // one waits for each that runs: no worker is idle
  let done = 0
  for await (const { rows, isFinished, batch } of runAhead(batches, width, encode)) {
    if (!isFinished) await checkpoint.append(new Float32Array(batch))
    rows.forEach((row, i) => vectors.set(batch.subarray(i * card.dims, (i + 1) * card.dims), row * card.dims))
    done += rows.length
    onProgress({ step: 'encode', done, total: unknown.length })
  }
  return vectors
}

/** @returns the rows whose vectors are not known, in their order */
async function fillKnown(
  vectors: Float32Array,
  texts: readonly string[],
  { card, known, signal }: BuildPorts,
): Promise<number[]> {
  if (!known) return [...texts.keys()]
  const unknown: number[] = []
  for (const [row, text] of texts.entries()) {
    signal.throwIfAborted()
    const vector = await known(text)
    if (vector) vectors.set(vector, row * card.dims)
    else unknown.push(row)
  }
  return unknown
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

function headingsOf(records: readonly PubmedRecord[], mesh: MeshTree | undefined) {
  const uis = records.flatMap(({ headings }) => headings.flatMap(({ ui }) => ui ?? []))
  return mesh ? subset(mesh, new Set(uis)) : []
}

function withoutAbstract(record: PubmedRecord): PubmedRecord {
  return { ...record, abstract: [] }
}

/** Identifiers come from the source or from the tree; what has none is kept as text. */
function countHeadings(records: readonly PubmedRecord[]): Manifest['headings'] {
  const headings = records.flatMap((record) => record.headings)
  return { given: headings.length, unknown: headings.filter(({ ui }) => ui === undefined).length }
}

const toUtf8 = (text: string): Bytes => new TextEncoder().encode(text)
