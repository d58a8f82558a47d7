import type { BenchFigures, BenchProgress } from '../core/bench/figures.ts'
import type { BackendReport } from './engine.ts'

/** What the search worker measures when it is asked to, between queries. */
export interface BenchContract {
  /** The known-answer test once more, with the encoder that is open. @throws `encoder-missing`, `self-test-failed` */
  selfTest: { input: Record<never, never>; output: BackendReport['selfTest']; progress: never }
  /** Takes a minute or more. @throws `library-missing` */
  bench: { input: Record<never, never>; output: BenchOutput; progress: BenchProgress }
}

export interface BenchOutput {
  figures: BenchFigures
  opening: OpeningTimes
  /** Bytes of the WebAssembly memories of the search worker, the greatest first. */
  wasmHeaps: number[]
}

/** As they were when the libraries were opened, in milliseconds; what was not opened is absent. */
export interface OpeningTimes {
  librariesMs?: number
  encoderMs?: number
  selfTestMs?: number
  vectorsMs?: number
}
