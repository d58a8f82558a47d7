import type { Bytes } from '../core/bytes.ts'
import type { Edition } from '../core/edition.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import type { Graph } from '../core/pack/graph.ts'
import type { Ranking } from '../core/topK.ts'
import type { SourceReader } from './collect.ts'

/** What the engine needs of the platform. Adapters are chosen in the composition roots only. */

export type Backend = 'webgpu' | 'wasm' | 'node'
export type TextKind = 'query' | 'document'

export interface Embedding {
  /** texts × dims, row-major, unit length */
  vectors: Float32Array<ArrayBuffer>
  /** Tokens of each text, prefix and special tokens included, before it was cut. */
  tokens: number[]
}

/** Turns texts into unit vectors with one encoder on one backend. */
export interface Embedder {
  readonly backend: Backend
  readonly dims: number
  /** A text with more tokens is cut at its end. */
  readonly maxTokens: number
  /** @throws AppError `vector-invalid` when the model's output is not finite or not of unit length */
  embed(texts: readonly string[], kind: TextKind): Promise<Embedding>
  close(): Promise<void>
}

/**
 * The work of a build that may be done in several threads at once: reading sources and encoding texts. What it gives does not
 * depend on how many there are.
 */
export interface JobEngine {
  /** Jobs that run at once. */
  readonly workers: number
  read: SourceReader
  /** Opens the encoder, which can be asked for as many texts at once as there are workers. */
  openEncoder(): Promise<{ card: EncoderCard; embedder: Embedder }>
  /** Ends what still runs. */
  close(): Promise<void>
}

/** Finds the rows whose vectors are nearest to a query vector. */
export interface VectorIndex {
  readonly kind: 'exact' | 'hnsw'
  readonly count: number
  search(query: Float32Array, k: number): Ranking
  close(): void
}

export interface HnswParameters {
  m: number
  efConstruction: number
  efSearch: number
}

/** Vectors that are asked for one by one. */
export interface VectorRows {
  readonly count: number
  readonly dims: number
  /** Of unit length. */
  row(row: number): Float32Array
}

/** The approximate index: builds a graph over vectors, and searches a graph that was checked before. */
export interface HnswLibrary {
  /**
   * @param onRow told how many rows stand in the graph
   * @returns the graph, and the index in which it was built; that must be closed
   */
  build(
    vectors: VectorRows,
    parameters: HnswParameters,
    onRow?: (rows: number) => void | Promise<void>,
  ): Promise<{ graph: Graph; index: VectorIndex }>
  /** @param vectors count × dims, row-major, unit length */
  open(vectors: Float32Array, dims: number, graph: Graph, parameters: HnswParameters): VectorIndex
}

/** Room for what comes up on the way to a library and memory should not hold. It is gone when the library is made. */
export interface Scratch {
  sorter<T>(): Sorter<T>
  file(): ScratchFile
}

/** Sorts more than memory holds. */
export interface Sorter<T> {
  /** @param key a finite number. @param value is kept as JSON */
  add(key: number, value: T): void
  /** All values by ascending key, those of one key in the order in which they came: each time anew. */
  sorted(): AsyncIterable<{ key: number; value: T }>
}

/** Bytes that come piece by piece and are read in any order. */
export interface ScratchFile {
  /** In bytes. */
  readonly size: number
  /** The bytes must not change afterwards. */
  append(bytes: Bytes): void
  /** Bytes `start` to `end` (exclusive), up to the end of the file. */
  read(start: number, end: number): Promise<Bytes>
  /** Of all bytes, as 64 hex digits. */
  sha256(): Promise<string>
}

export type BundleKind = 'library' | 'encoder'

/** A pack or an encoder as the store knows it. `key` is unique: kind, name and the hash of the manifest. */
export interface Bundle {
  key: string
  kind: BundleKind
  name: string
  /** Text of manifest.json or model.json, exactly as it came. */
  manifest: string
}

export interface StoredBundle extends Bundle {
  /** Only `ready` bundles are complete; a partial one is resumed or removed. */
  isReady: boolean
}

/** Keeps bundles as chunks. It does not judge bytes: whoever writes or reads them checks the hash. */
export interface BundleStore {
  list(): Promise<StoredBundle[]>
  /** Registers a bundle as partial; one that is there already stays as it is. */
  begin(bundle: Bundle): Promise<void>
  putChunk(key: string, file: string, index: number, bytes: Bytes): Promise<void>
  readChunk(key: string, file: string, index: number): Promise<Bytes | undefined>
  /** Marks the bundle ready, durably. Its library is remembered from then on. */
  commit(key: string): Promise<void>
  remove(key: string): Promise<void>
  /** What was committed last under a library's id, also when it was removed since, where the store has a memory for that. */
  recall(id: string): Promise<Edition | undefined>
  /** Forgets a library that is not here any more; without an id, all such. */
  forget(id?: string): Promise<void>
  close(): void
}

/** Where a bundle comes from: a site, a folder, a USB stick. */
export interface BundleSource {
  /** Where it is, for messages. */
  readonly place: string
  manifest(signal: AbortSignal): Promise<Bytes>
  /** Bytes `start` to `end` (exclusive) of a file. */
  range(file: string, start: number, end: number, signal: AbortSignal): Promise<Bytes>
}

/** A file that is read piece by piece and never held whole: on a disk, on a stick, handed over by a user. */
export interface ByteFile {
  /** Its name, for messages. */
  readonly place: string
  /** In bytes. */
  readonly size: number
  /** Bytes `start` to `end` (exclusive), all of them. @throws AppError `input-invalid` when it can no longer be read */
  read(start: number, end: number): Promise<Bytes>
}
