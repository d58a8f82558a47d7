// What is told of a record beside its rank, in the forms that the search worker gives and the page shows.

import type { PubmedRecord } from './record.ts'
import type { TextRange } from './text/sentences.ts'

/** What sentences are looked for in. */
export type SentenceSource = Pick<PubmedRecord, 'pmid' | 'title' | 'abstract'>

/** A sentence of a record and how near it is to a query. */
export interface NearSentence extends TextRange {
  /** Place among the sections of the abstract that it stands in. */
  section: number
  text: string
  /** Cosine of query and sentence. */
  score: number
  /** Words of the query, in the sentence. */
  words: TextRange[]
}

export interface RecordSentences {
  pmid: string
  /** Nearest first; none where the record has no abstract. */
  sentences: NearSentence[]
  /** Words of the query, in the title. */
  titleWords: TextRange[]
}

export interface HeadingName {
  ui: string
  name: string
}

/** A heading of the record, that of the query which it is nearest to, and where the two meet in the tree. */
export interface HeadingMeeting {
  own: HeadingName
  asked: HeadingName
  meeting: HeadingName
  /** Of the meeting point: 1 for the uppermost headings. */
  depth: number
}

export interface SharedHeadings {
  /** Headings that the query names. */
  asked: HeadingName[]
  /** The same headings first, then by the depth of the meeting point; those that meet none of the query's are left out. */
  meetings: HeadingMeeting[]
}

/** A heading that a record without any may be about. */
export interface PredictedHeading {
  name: string
  ui?: string
  /** Of the neighbours' weight, how much has it: 0 to 1. */
  share: number
}

export interface Predicted {
  headings: PredictedHeading[]
  /** Of the people and animals studied: judged apart, as nearly every record has some. */
  checkTags: PredictedHeading[]
}
