import { toFloat32, toUint32 } from '../core/bytes.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError, toAppError } from '../core/errors.ts'
import { searchExact } from '../core/exactIndex.ts'
import { parseGraph } from '../core/pack/graph.ts'
import { packFile, parseManifest, type Manifest } from '../core/pack/manifest.ts'
import type { PubmedRecord } from '../core/record.ts'
import { assertUnitVectors } from '../core/vector.ts'
import { createBundleReader } from './bundle.ts'
import { assertSameEncoder } from './encoder.ts'
import type { BundleStore, HnswLibrary, VectorIndex } from './ports.ts'
import { createRecordReader } from './records.ts'

/** A library that is ready to be searched. */
export interface OpenLibrary {
  key: string
  manifest: Manifest
  index: VectorIndex
  /** The full scan over the same vectors: asked for by name, and the one that is left when the graph is refused. */
  exact: VectorIndex
  /** Why the approximate index is not used; absent when it is. */
  indexProblem?: string
  records(rows: readonly number[]): Promise<PubmedRecord[]>
  close(): void
}

/**
 * Opens a ready library: binding to the encoder, then vectors, graph and row numbers, each hashed and checked.
 * A refused graph leaves the exact index; refused vectors refuse the library.
 * @throws AppError `encoder-mismatch`, `file-damaged`, `vector-invalid`, `library-invalid`
 */
export async function openLibrary(
  key: string,
  { store, hnsw, card }: { store: BundleStore; hnsw: HnswLibrary; card: EncoderCard },
): Promise<OpenLibrary> {
  const bundle = (await store.list()).find((stored) => stored.key === key && stored.isReady)
  if (!bundle) throw new AppError('library-missing', `The library ${key} is not installed.`)
  const manifest = parseManifest(bundle.manifest)
  assertSameEncoder(manifest, card)
  if (manifest.dims !== card.dims) {
    throw new AppError(
      'encoder-mismatch',
      `“${manifest.title}” has ${manifest.dims} dims, ${card.name} ${card.dims}.`,
    )
  }

  const reader = createBundleReader(store, key, manifest.files)
  const vectors = toFloat32(await reader.file(packFile.vectors))
  assertUnitVectors(vectors, manifest.dims, packFile.vectors)
  assertDistinct(toUint32(await reader.file(packFile.pmids)))
  const records = await createRecordReader(reader, manifest.recordsPerBlock)
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
    key,
    manifest,
    index,
    exact,
    ...(indexProblem !== undefined && { indexProblem }),
    records,
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

/** @throws AppError `library-invalid` */
export function assertDistinct(pmids: Uint32Array): void {
  if (new Set(pmids).size !== pmids.length)
    throw new AppError('library-invalid', 'The library lists a PMID twice.')
}
