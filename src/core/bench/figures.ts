// What the benchmark of the page measures in the search worker.

import { quantile } from '../quantile.ts'

/** Of so many runs, in milliseconds. */
export interface Spread {
  runs: number
  p50Ms: number
  p95Ms: number
}

/** Searches are timed between vector and rows, with lists that were read before. */
export interface BenchFigures {
  /** Absent where there is no encoder: then all searches go by words. */
  meaning?: MeaningFigures
  words: Spread
}

export interface MeaningFigures {
  /** Turning a query into a vector. */
  embed: Spread
  /** The whole way of a query by words and meaning that is asked for the first time, from the text to the records. */
  query: Spread
  both: Spread
  texts: TextFigures
  /** Both absent where the approximate index is not used. */
  approximate?: Spread
  recall?: { queries: number; recallAt10: number }
  exact: Spread
}

/** Turning the library's own records into vectors, one at a time. */
export interface TextFigures {
  texts: number
  /** Of a text, on average; as many as the encoder reads. */
  tokens: number
  textsPerSecond: number
}

export type BenchStep = 'warm-up' | 'queries' | 'texts' | 'searches' | 'recall'

export interface BenchProgress {
  step: BenchStep
  done: number
  total: number
}

export function toSpread(valuesMs: readonly number[]): Spread {
  return { runs: valuesMs.length, p50Ms: quantile(valuesMs, 0.5), p95Ms: quantile(valuesMs, 0.95) }
}
