import type { Predicted, RecordSentences, SentenceSource, SharedHeadings } from '../core/evidence.ts'
import type { RecordHeading } from '../core/record.ts'
import type { StoredRecord } from '../core/storedRecord.ts'

/** What the page may ask of the search worker about what it shows: why it is there, and what else is like it. */
export interface ReadingContract {
  /**
   * The nearest sentences of records, reported record by record as they are read. Searches go before them.
   * @throws `encoder-missing` while the encoder is not open
   */
  findSentences: {
    input: { query: string; records: SentenceSource[]; most: number }
    output: Record<never, never>
    progress: RecordSentences
  }
  /** Absent where the library was made without MeSH. */
  shareHeadings: {
    input: { query: string; headings: RecordHeading[] }
    output: SharedHeadings | undefined
    progress: never
  }
  /** Absent where the record has no vector that the open encoder could compare. */
  findSimilar: { input: { pmid: string; k: number }; output: SimilarRecord[] | undefined; progress: never }
  /** For a record without headings: those of its nearest. Absent as above. */
  predictHeadings: { input: { pmid: string }; output: Predicted | undefined; progress: never }
}

export interface SimilarRecord {
  record: StoredRecord
  /** Cosine of the two records. */
  score: number
  /** Ids of the libraries that have it, first that which gives it. */
  libraries: string[]
}

/** PMIDs of records that a list is to be more like, and less like. */
export interface Likes {
  more: string[]
  less: string[]
}
