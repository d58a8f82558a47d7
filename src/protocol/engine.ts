import type { Breadth } from '../core/breadth.ts'
import type { ErrorCode } from '../core/errors.ts'
import type { Filters } from '../core/filters.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import type { QueryReading } from '../core/query/reading.ts'
import type { StoredRecord } from '../core/storedRecord.ts'
import type { BenchContract } from './bench.ts'
import type { DraftEngineContract } from './draft.ts'
import type { FacetContract } from './facets.ts'
import type { HeadingContract } from './heading.ts'
import type { KeepingEngineContract } from './keeping.ts'
import type { MapContract } from './map.ts'
import type { MemoryUserContract } from './memory.ts'
import type { Likes, ReadingContract } from './reading.ts'

/** What the page may ask of the search worker, which has no network. Types only: safe to import from either side. */
export interface EngineContract
  extends
    DraftEngineContract,
    BenchContract,
    FacetContract,
    HeadingContract,
    KeepingEngineContract,
    MapContract,
    MemoryUserContract,
    ReadingContract {
  /**
   * Opens the libraries with these ids, or one that is installed where none of them is: from then on they are searched by
   * words. Reports which one is to be the main one. @throws `library-missing`, or why the main one cannot be opened where
   * none can
   */
  openLibraries: { input: { ids: string[] }; output: OpenedLibraries; progress: { id: string } }
  /**
   * Looks at the encoder with this key, or at that of the main library, or at one that is installed where no library is open,
   * and at the browser.
   * @throws `encoder-missing`, `encoder-mismatch`
   */
  planEncoder: {
    input: { backend: BackendChoice; key?: string }
    output: { runtime: BackendName }
    progress: never
  }
  /** Opens what was planned: from then on searches go by meaning too. */
  openEncoder: { input: { runtime: OrtRuntime }; output: EncoderStatus; progress: OpenStep }
  /** Opens what was planned where no library is open: for making the first one, or to test it. */
  openEncoderAlone: { input: { runtime: OrtRuntime }; output: BackendReport; progress: OpenStep }
  search: { input: SearchInput; output: SearchOutput; progress: never }
  /**
   * What comes after the first `from` of the list that an answer has begun; fewer than asked for where it ends.
   * @throws `cancelled` where another answer has come meanwhile
   */
  moreHits: { input: MoreInput; output: SearchHit[]; progress: never }
}

export type BackendName = 'webgpu' | 'wasm'

/** `auto` takes WebGPU where it passes the self-test, else WebAssembly; `wasm-instead`: WebGPU was lost, or may have ended the page. */
export type BackendChoice = 'auto' | BackendName | 'wasm-instead'

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
  | 'id'
  | 'title'
  | 'kind'
  | 'version'
  | 'date'
  | 'staleAfterDays'
  | 'source'
  | 'licence'
  | 'meshYear'
  | 'records'
  | 'recallAt10'
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

/** By relevance, or the newest first. */
export type SearchSort = 'relevance' | 'date'

export interface SearchInput {
  /** In PubMed's language, or plain; may be empty where there are filters. */
  text: string
  mode: SearchMode
  k: number
  isExact: boolean
  filters?: Filters
  sort?: SearchSort
  /** Puts records nearer to the top for where they stand in MeSH; absent: they are not. */
  breadth?: Breadth
  /** Counts where the search goes by meaning. */
  likes?: Likes
  /** Not for the list on the page: what that was taken from stays, and this cannot be counted. */
  isAside?: boolean
}

export interface MoreInput {
  /** Of the answer. */
  resultSet: number
  from: number
  count: number
}

export interface SearchOutput {
  query: string
  /** `words` also where meaning was asked for and the encoder is not open. */
  mode: SearchMode
  /** `date` also where the query leaves nothing to rank by. */
  sort: SearchSort
  hits: SearchHit[]
  /** Records that match, those beyond the list too: all that are searched where the query only ranks and nothing filters. */
  total: number
  /** By which `countFacets` counts what the answer was taken from, and `moreHits` goes on with it. */
  resultSet: number
  /** How the query was read; absent where there is none. */
  reading?: QueryReading
  /**
   * The part of MeSH that `breadth` has put nearer to the top; absent where the query names no heading. `asked`: those that it
   * names; `counted`: those below which the part lies.
   */
  tree?: { asked: HeadingName[]; counted: HeadingName[]; records: number }
  /** Absent when the search went by words alone. `cutTokens`: tokens of the query that the encoder did not read. */
  encoding?: { index: 'exact' | 'hnsw'; backend: 'webgpu' | 'wasm' | 'node'; cutTokens: number }
  timings: { embedMs: number; searchMs: number; recordsMs: number; totalMs: number }
}

export interface HeadingName {
  ui: string
  name: string
}

export interface SearchHit {
  rank: number
  /** Cosine; absent when the record was found by words alone. */
  meaning?: number
  /** BM25 as a share of the most possible; absent when the record was found by meaning alone. */
  words?: number
  /** Ids of the libraries that have the record, first that which gives it. */
  libraries?: string[]
  record: StoredRecord
}
