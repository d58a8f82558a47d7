/** Why a record of a source file is not in the library: `read = kept + the sum of these` must hold. */
export const skipReasons = [
  'no-pmid',
  'bad-pmid',
  'no-text', // neither title nor abstract
  'malformed', // a JSON line that is not a record
  'too-large', // a line or record over the limit
  'unknown-kind', // an element among the records that is not one
  'duplicate', // the same PMID and version again; the fuller one is kept
  'older-version',
  'deleted', // named by a DeleteCitation that came after it
  'filtered', // not among the records asked for
] as const

export type SkipReason = (typeof skipReasons)[number]

export interface SkippedRecord {
  reason: SkipReason
  /** `line` counts from 1; `pmid` as far as it could be read. */
  place: { line: number; pmid?: string }
  message: string
}
