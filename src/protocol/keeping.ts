import type {
  CollectionInfo,
  HistoryEntry,
  KeptRecord,
  LibraryEdition,
  SavedSearch,
} from '../core/kept/kept.ts'
import type { Notice, PubmedRecord } from '../core/record.ts'

/**
 * What the page may ask of the worker that keeps collections, saved searches and the history. It has no network and lives as
 * long as the page. Whatever changes something answers with how things stand then.
 */
export interface KeepingContract {
  overview: { input: Record<never, never>; output: KeptOverview; progress: never }
  readCollection: { input: { id: string }; output: KeptRecord[]; progress: never }
  /** Makes it, or changes its name and note. */
  putCollection: { input: CollectionInfo; output: KeptOverview; progress: never }
  deleteCollection: { input: { id: string }; output: KeptOverview; progress: never }
  /** A record that is there already stays as it is. */
  addRecords: { input: { id: string; records: KeptRecord[] }; output: KeptOverview; progress: never }
  removeRecords: { input: { id: string; pmids: string[] }; output: KeptOverview; progress: never }
  noteRecord: { input: { id: string; pmid: string; note: string }; output: KeptOverview; progress: never }
  putSearch: { input: SavedSearch; output: KeptOverview; progress: never }
  deleteSearch: { input: { id: string }; output: KeptOverview; progress: never }
  /** Turned off, what there was of it goes. */
  keepHistory: { input: { isKept: boolean }; output: KeptOverview; progress: never }
  /** Does nothing where no history is kept. */
  addHistory: { input: HistoryEntry; output: KeptOverview; progress: never }
  /** What the libraries, as they are now, say of kept records: notices that are new are kept with them, and told of. */
  learnNotices: {
    input: { found: FoundNotices[]; libraries: LibraryEdition[] }
    output: KeptOverview
    progress: never
  }
  /** What is new of records and searches has been seen. */
  settleNews: { input: Record<never, never>; output: KeptOverview; progress: never }
  /** All of it as one file. */
  exportKept: { input: Record<never, never>; output: { text: string }; progress: never }
  /** @throws `input-invalid`, `wrong-body`; then nothing has changed */
  importKept: { input: { text: string }; output: KeptOverview; progress: never }
  /** Removes all of it. */
  forget: { input: Record<never, never>; output: KeptOverview; progress: never }
}

/** What it may ask of the search worker, which has the libraries. */
export interface KeepingEngineContract {
  /** Those of these records that stand in an open library; the newest library's where several have one. */
  findRecords: { input: { pmids: string[] }; output: PubmedRecord[]; progress: never }
}

export interface FoundNotices {
  pmid: string
  notices: Notice[]
}

export interface KeptOverview {
  collections: CollectionOverview[]
  searches: SavedSearch[]
  /** Absent where none is kept. */
  history?: HistoryEntry[]
  /** The libraries that kept records were last compared with. */
  checked: LibraryEdition[]
}

export interface CollectionOverview extends CollectionInfo {
  pmids: string[]
  /** Records with notices that their owner has not seen. */
  news: { pmid: string; title: string; notices: Notice['kind'][] }[]
}
