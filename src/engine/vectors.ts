import { toInt8, toUint32 } from '../core/bytes.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError, toAppError } from '../core/errors.ts'
import { dot, searchExact } from '../core/exactIndex.ts'
import { parseGraph } from '../core/pack/graph.ts'
import { overlap } from '../core/metrics.ts'
import { packFile, type Manifest } from '../core/pack/manifest.ts'
import { dequantize } from '../core/quantize.ts'
import { assertSameEncoder } from './encoder.ts'
import type { OpenLibrary } from './library.ts'
import { sampleRows } from './measure.ts'
import type { HnswLibrary, VectorIndex } from './ports.ts'

/** The side of a library that is searched by meaning. */
export interface OpenVectors {
  index: VectorIndex
  /** The full scan over the same vectors: asked for by name, and the one that is left when the graph is refused. */
  exact: VectorIndex
  /** Why the approximate index is not used; absent when it is. */
  indexProblem?: string
  /** Whether the record at a row has a vector; absent where every one has. */
  has?(row: number): boolean
  /** Cosine between a query and the record at a row. */
  scoreOf(query: Float32Array, row: number): number
  /** Unit vector of the record at a row, not to be written to; undefined where it has none. */
  vectorOf(row: number): Float32Array | undefined
  close(): void
}

/**
 * Binding to the encoder, then vectors and graph, each hashed and checked. A refused graph leaves the exact index; refused
 * vectors leave the words.
 * @param memoryBytes that the vectors may take; nothing is refused where it is not given
 * @throws AppError `encoder-mismatch`, `memory-short`, `file-damaged`, `vector-invalid`
 */
export async function openVectors(
  { manifest, reader }: OpenLibrary,
  { hnsw, card, memoryBytes = Infinity }: { hnsw: HnswLibrary; card: EncoderCard; memoryBytes?: number },
): Promise<OpenVectors> {
  assertSameEncoder(manifest, card)
  assertFits(manifest, memoryBytes)
  if (manifest.dims !== card.dims) {
    throw new AppError(
      'encoder-mismatch',
      `“${manifest.title}” has ${manifest.dims} dims, ${card.name} ${card.dims}.`,
    )
  }
  const vectors = dequantize(toInt8(await reader.file(packFile.vectors)), manifest.dims, packFile.vectors)
  const exact = createExactIndex(vectors, manifest.dims)

  let index = exact
  let indexProblem: string | undefined
  try {
    const graph = parseGraph(toUint32(await reader.file(packFile.graph)), manifest.records)
    index = hnsw.open(vectors, manifest.dims, graph, manifest.index)
    assertFinds(index, exact, manifest, (row) =>
      vectors.subarray(row * manifest.dims, (row + 1) * manifest.dims),
    )
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code !== 'index-invalid' && error.code !== 'file-damaged') throw error
    index = exact
    indexProblem = error.message
  }

  return {
    index,
    exact,
    ...(indexProblem !== undefined && { indexProblem }),
    scoreOf: (query, row) => dot(vectors, row * manifest.dims, query),
    vectorOf: (row) => vectors.subarray(row * manifest.dims, (row + 1) * manifest.dims),
    close: () => index.close(),
  }
}

/** For each number of a vector: as it is stored, as it is compared, and again in hnswlib's memory. */
const bytesPerNumber = 1 + 4 + 4

/** Refuses what would run out of memory in the midst of opening, and take the worker with it. @throws AppError `memory-short` */
function assertFits({ title, records, dims }: Manifest, memoryBytes: number): void {
  const neededBytes = records * dims * bytesPerNumber
  if (neededBytes <= memoryBytes) return
  throw new AppError(
    'memory-short',
    `The vectors of “${title}” need about ${toGigabytes(neededBytes)} of memory, and there are ${toGigabytes(memoryBytes)}.`,
  )
}

const toGigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`

/** Comparisons of a record with another that the check may take: some hundred milliseconds. */
const mostComparisons = 300_000
/** The builder measured with other questions, and few make a rough mean. */
const recallMargin = 0.15

/**
 * Compares what the index finds with the full scan, for records of the library itself (R12): links that are well formed may still lead
 * past half of the records.
 * @throws AppError `index-invalid`
 */
function assertFinds(
  index: VectorIndex,
  exact: VectorIndex,
  { records, recallAt10 }: Manifest,
  vectorOf: (row: number) => Float32Array,
): void {
  const queries = sampleRows(records, Math.min(50, Math.max(5, Math.floor(mostComparisons / records))))
  const shares = queries.map((row) => {
    const query = vectorOf(row)
    return overlap(index.search(query, 10).rows, exact.search(query, 10).rows)
  })
  const recall = shares.reduce((sum, share) => sum + share, 0) / shares.length
  if (recall >= recallAt10 - recallMargin) return
  index.close()
  throw new AppError(
    'index-invalid',
    `The graph finds ${formatShare(recall)} of the ten nearest here; its builder measured ${formatShare(recallAt10)}. Install the library again.`,
  )
}

const formatShare = (share: number) => `${Math.round(share * 100)} %`

/** @param vectors count × dims, row-major, unit length */
export function createExactIndex(vectors: Float32Array, dims: number): VectorIndex {
  return {
    kind: 'exact',
    count: vectors.length / dims,
    search: (query, k) => searchExact(vectors, dims, query, k),
    close() {},
  }
}
