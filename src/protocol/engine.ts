import type { Manifest } from '../core/pack/manifest.ts'
import type { PubmedRecord } from '../core/record.ts'

/** What the page may ask of the search worker, which has no network. Types only: safe to import from either side. */
export interface EngineContract {
  /** Looks at what is installed and at the browser. @throws `library-missing`, `encoder-missing` */
  plan: {
    input: { backend: BackendChoice }
    output: { runtime: BackendName; libraryId: string }
    progress: never
  }
  /** Opens what was planned. */
  open: { input: { runtime: OrtRuntime }; output: EngineStatus; progress: OpenStep }
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

export type OpenStep = 'encoder' | 'self-test' | 'library'

export interface EngineStatus {
  library: Pick<
    Manifest,
    'id' | 'title' | 'kind' | 'date' | 'source' | 'licence' | 'meshYear' | 'records' | 'recallAt10'
  > & {
    key: string
    sizeBytes: number
  }
  index: { kind: 'exact' | 'hnsw'; problem?: string }
  encoder: { id: string; name: string; dims: number; maxTokens: number }
  backend: BackendReport
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

export interface SearchInput {
  text: string
  k: number
  isExact: boolean
}

export interface SearchOutput {
  query: string
  hits: { rank: number; score: number; record: PubmedRecord }[]
  index: 'exact' | 'hnsw'
  backend: 'webgpu' | 'wasm' | 'node'
  /** Tokens of the query that the encoder did not read; 0 when it was read whole. */
  cutTokens: number
  timings: { embedMs: number; searchMs: number; recordsMs: number; totalMs: number }
}
