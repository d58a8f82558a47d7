import type { Manifest } from '../core/pack/manifest.ts'
import type { PubmedRecord } from '../core/record.ts'

/** What the page may ask of the search worker, which has no network. Types only: safe to import from either side. */
export interface EngineContract {
  /** Opens the installed library and its encoder. @throws `library-missing` when nothing is installed */
  open: { input: OpenInput; output: EngineStatus; progress: OpenStep }
  search: { input: SearchInput; output: SearchOutput; progress: never }
}

export type BackendName = 'webgpu' | 'wasm'

export interface OpenInput {
  /** `auto` takes WebGPU where it passes the self-test, else WebAssembly. */
  backend: 'auto' | BackendName
  /** ONNX Runtime's WebAssembly and where its glue module is: the worker cannot fetch. */
  runtime: { wasm: ArrayBuffer; mjsUrl: string }
}

export type OpenStep = 'encoder' | 'self-test' | 'library'

export interface EngineStatus {
  library: Pick<Manifest, 'id' | 'title' | 'kind' | 'date' | 'source' | 'licence' | 'meshYear' | 'records' | 'recallAt10'> & {
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
