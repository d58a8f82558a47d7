import { toInt8, toUint32 } from '../core/bytes.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError, toAppError } from '../core/errors.ts'
import { dot, searchExact } from '../core/exactIndex.ts'
import { parseGraph } from '../core/pack/graph.ts'
import { packFile } from '../core/pack/manifest.ts'
import { dequantize } from '../core/quantize.ts'
import { assertSameEncoder } from './encoder.ts'
import type { OpenLibrary } from './library.ts'
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
 * @throws AppError `encoder-mismatch`, `file-damaged`, `vector-invalid`
 */
export async function openVectors(
  { manifest, reader }: OpenLibrary,
  { hnsw, card }: { hnsw: HnswLibrary; card: EncoderCard },
): Promise<OpenVectors> {
  assertSameEncoder(manifest, card)
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
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code !== 'index-invalid' && error.code !== 'file-damaged') throw error
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

/** @param vectors count × dims, row-major, unit length */
export function createExactIndex(vectors: Float32Array, dims: number): VectorIndex {
  return {
    kind: 'exact',
    count: vectors.length / dims,
    search: (query, k) => searchExact(vectors, dims, query, k),
    close() {},
  }
}
