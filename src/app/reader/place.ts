import type { TextRange } from '../../core/text/sentences.ts'

/** A sentence of a record, at which it was opened. */
export interface ReadPlace extends TextRange {
  pmid: string
  /** Ids of the libraries that have the record, first that which gives it. */
  libraries: readonly string[]
  /** Of the abstract, where `start` and `end` are places in. */
  section: number
}
