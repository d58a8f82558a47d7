import type { Draft, PubmedQuery } from '../core/draft.ts'
import type { CsvColumns } from '../core/pubmed/csvHeader.ts'

/** What the page may ask of the transfer worker to get the records of a new library. There is one such draft at a time. */
export interface DraftTransferContract {
  /** The draft that an earlier visit has left, if one has. */
  readDraft: { input: Record<never, never>; output: Draft | undefined; progress: never }
  /** Names of the columns of all tables among the files, each once. */
  readHeaders: { input: { files: File[] }; output: string[]; progress: never }
  /** Reads the records of files; needs no network. A draft that was there makes way for it. */
  collectFiles: {
    input: { files: File[]; columns: CsvColumns }
    output: Draft
    progress: CollectProgress
  }
  /** Sends a search to PubMed, and fetches no record yet. A draft that was there makes way for it. */
  findPubmed: { input: PubmedQuery; output: Draft; progress: PubmedProgress }
  /** Fetches what the draft's search has found; what is there already is not fetched again. */
  fetchDraft: { input: { draftId: string }; output: Draft; progress: PubmedProgress }
  /** Removes the draft and all that has been done for it. */
  discardDraft: { input: Record<never, never>; output: void; progress: never }
}

/** What it may ask of the search worker, which has the encoder. */
export interface DraftEngineContract {
  estimateDraft: { input: { draftId: string }; output: DraftEstimate; progress: never }
  /** Makes the library; ended and called again, it goes on where it was. The title counts at its first call. */
  makeDraft: {
    input: { draftId: string; title: string }
    output: { id: string }
    progress: MakingProgress
  }
}

export interface CollectProgress {
  doneBytes: number
  totalBytes: number
  records: number
}

/** Records that have come, or why it is waited. */
export type PubmedProgress =
  { what: 'fetched'; done: number; total: number } | { what: 'waiting'; reason: string }

/** Both are about. */
export interface DraftEstimate {
  encodeMs: number
  packBytes: number
  /** Title of the library that headings without an identifier are looked up in, where one with MeSH is open. */
  meshFrom?: string
}

export interface MakingProgress {
  step: 'encode' | 'index' | 'measure' | 'map' | 'write'
  done: number
  total: number
  /** Of the step's work, 0 to 1: texts are not equally long. */
  share: number
}
