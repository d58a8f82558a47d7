import type { ErrorCode } from '../core/errors.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import type { PubmedRecord } from '../core/record.ts'
import type { DraftEngineContract } from './draft.ts'

/** What the page may ask of the search worker, which has no network. Types only: safe to import from either side. */
export interface EngineContract extends DraftEngineContract {
  /**
   * Opens the libraries with these ids, or one that is installed where none of them is: from then on they are searched by
   * words. Reports which one is to be the main one. @throws `library-missing`, or why the main one cannot be opened where
   * none can
   */
  openLibraries: { input: { ids: string[] }; output: OpenedLibraries; progress: { id: string } }
  /**
   * Looks at the encoder of the main library, or at one that is installed where no library is open, and at the browser.
   * @throws `encoder-missing`, `encoder-mismatch`
   */
  planEncoder: { input: { backend: BackendChoice }; output: { runtime: BackendName }; progress: never }
  /** Opens what was planned: from then on searches go by meaning too. */
  openEncoder: { input: { runtime: OrtRuntime }; output: EncoderStatus; progress: OpenStep }
  /** Opens what was planned where no library is open: for making the first one. */
  openEncoderAlone: { input: { runtime: OrtRuntime }; output: Record<never, never>; progress: OpenStep }
  search: { input: SearchInput; output: SearchOutput; progress: never }
}

export type BackendName = 'webgpu' | 'wasm'

/** `auto` takes WebGPU where it passes the self-test, else WebAssembly. */
export type BackendChoice = 'auto' | BackendName

/** ONNX Runtime's WebAssembly and the address of its glue module: the worker cannot fetch. */
export interface OrtRuntime {
  wasm: ArrayBuffer
  mjsUrl: string
}

export type OpenStep = 'encoder' | 'self-test' | 'vectors'

/** Why something is not as it should be, in a form that crosses to the page. */
export interface Reason {
  code: ErrorCode
  message: string
}

export interface OpenedLibraries {
  /** The first is the main one: its encoder reads the questions. */
  libraries: [LibraryStatus, ...LibraryStatus[]]
  /** Chosen and installed, but not fit to be searched. */
  refused: { id: string; title: string; reason: Reason }[]
}

export interface LibraryStatus extends Pick<
  Manifest,
  'id' | 'title' | 'kind' | 'version' | 'date' | 'source' | 'licence' | 'meshYear' | 'records' | 'recallAt10'
> {
  key: string
  sizeBytes: number
}

export interface EncoderStatus {
  id: string
  name: string
  dims: number
  maxTokens: number
  index: { kind: 'exact' | 'hnsw'; problem?: string }
  backend: BackendReport
  /** Libraries that are searched by words alone, by id. */
  wordsOnly: { id: string; reason: Reason }[]
}

export interface BackendReport {
  name: BackendName
  /** Why this backend and not the other one, in words. */
  reason: string
  threads: number
  /** Known-answer test: smallest cosine to the reference vectors, the floor, and how long it took. */
  selfTest: { minCosine: number; floor: number; probes: number; durationMs: number }
  loadMs: number
}

/** What a ranking goes by; `both` fuses the two. */
export type SearchMode = 'both' | 'meaning' | 'words'

export interface SearchInput {
  text: string
  mode: SearchMode
  k: number
  isExact: boolean
}

export interface SearchOutput {
  query: string
  /** `words` also where meaning was asked for and the encoder is not open. */
  mode: SearchMode
  hits: SearchHit[]
  /** Absent when the search went by words alone. `cutTokens`: tokens of the query that the encoder did not read. */
  encoding?: { index: 'exact' | 'hnsw'; backend: 'webgpu' | 'wasm' | 'node'; cutTokens: number }
  timings: { embedMs: number; searchMs: number; recordsMs: number; totalMs: number }
}

export interface SearchHit {
  rank: number
  /** Cosine; absent when the record was found by words alone. */
  meaning?: number
  /** BM25 as a share of the most possible; absent when the record was found by meaning alone. */
  words?: number
  /** Ids of the libraries that have the record, first that which gives it. */
  libraries?: string[]
  record: PubmedRecord
}
