import type { NearSentence, RecordSentences } from '../../core/evidence.ts'
import type { SearchHit } from '../../protocol/engine.ts'

/** So many of the best records are read for evidence. */
export const evidenceRecords = 20

/** More of one record would hide the others. */
export const sentencesOfRecord = 2

/** A sentence that may answer a question, and where it stands. */
export interface Evidence {
  hit: SearchHit
  sentence: NearSentence
}

export type EvidenceStage =
  | { stage: 'reading'; done: number; total: number; found: readonly Evidence[] }
  | { stage: 'read'; found: readonly Evidence[] }
  | { stage: 'failed' }

/** With what was found in one more record, the nearest first. */
export function addEvidence(
  found: readonly Evidence[],
  hits: readonly SearchHit[],
  { pmid, sentences }: RecordSentences,
): Evidence[] {
  const hit = hits.find(({ record }) => record.pmid === pmid)
  const added = hit ? sentences.map((sentence) => ({ hit, sentence })) : []
  return [...found, ...added].sort((a, b) => b.sentence.score - a.sentence.score)
}
