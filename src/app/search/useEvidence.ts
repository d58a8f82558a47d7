import { useEffect, useState } from 'react'
import type { SearchHit } from '../../protocol/engine.ts'
import type { CallEngine } from '../engineCall.ts'
import type { ShownList } from '../readySession.ts'
import { addEvidence, evidenceRecords, sentencesOfRecord, type EvidenceStage } from './evidence.ts'
import { rankTextOf, restMs, toSource } from './useSentences.ts'

/** Looks through the best records for the sentences nearest to the question of the list. */
export function useEvidence(shown: ShownList, call: CallEngine): EvidenceStage {
  const [stage, setStage] = useState<EvidenceStage>({
    stage: 'reading',
    done: 0,
    total: evidenceRecords,
    found: [],
  })

  // A list that has become longer begins as before.
  const { resultSet } = shown.output
  const [list, setList] = useState(shown)
  if (list.output.resultSet !== resultSet) setList(shown)

  useEffect(() => {
    const reading = new AbortController()
    const { signal } = reading
    async function read(): Promise<void> {
      const hits = await findHits(list, call, signal)
      const total = hits.length
      const records = hits.map(({ record }) => toSource(record))
      setStage({ stage: 'reading', done: 0, total, found: [] })
      await call(
        'findSentences',
        { query: rankTextOf(list.output), records, most: sentencesOfRecord },
        {
          signal,
          onProgress: (record) =>
            setStage((before) =>
              before.stage === 'reading'
                ? { ...before, done: before.done + 1, found: addEvidence(before.found, hits, record) }
                : before,
            ),
        },
      )
      setStage((before) => (before.stage === 'reading' ? { stage: 'read', found: before.found } : before))
    }
    const rest = setTimeout(() => {
      read().catch(() => {
        if (!signal.aborted) setStage({ stage: 'failed' })
      })
    }, restMs)
    return () => {
      clearTimeout(rest)
      reading.abort()
    }
  }, [list, call])

  return stage
}

/** The list on the page is often shorter than what is read. */
async function findHits(
  { request, output }: ShownList,
  call: CallEngine,
  signal: AbortSignal,
): Promise<readonly SearchHit[]> {
  const { hits, resultSet } = output
  const missing = evidenceRecords - hits.length
  if (missing <= 0 || hits.length < request.k) return hits.slice(0, evidenceRecords)
  const input = { resultSet, from: hits.length, count: missing }
  return [...hits, ...(await call('moreHits', input, { signal }))]
}
