import { useEffect, useEffectEvent, useState } from 'react'
import type { RecordSentences, SentenceSource } from '../../core/evidence.ts'
import type { PubmedRecord } from '../../core/record.ts'
import type { SearchOutput } from '../../protocol/engine.ts'
import type { ShownList } from '../readySession.ts'
import type { CallEngine } from '../engineCall.ts'

type Sentences = ReadonlyMap<string, RecordSentences>

const none: Sentences = new Map()

/** So long a list has to stand before its records are read: while one types, the next query would wait for a sentence. */
export const restMs = 250

/** Of a list of usual length all are looked at; of a longer one also those that come before the user's eyes. */
const alwaysLooked = 10

/**
 * The nearest sentence of each record that is looked at, by PMID, as they come. Any search goes before them, and ends the looking
 * for sentences of a list that is about to go.
 * @param near PMIDs of the records in the window
 * @param isWaiting another list is on its way, or there is no encoder yet
 */
export function useSentences(
  { output }: ShownList,
  near: ReadonlySet<string>,
  isWaiting: boolean,
  call: CallEngine,
): Sentences {
  const query = rankTextOf(output)
  const [found, setFound] = useState({ query, sentences: none })

  const sentences = found.query === query ? found.sentences : none
  const records = output.hits.flatMap(({ rank, record }) =>
    rank <= alwaysLooked || near.has(record.pmid) ? [record] : [],
  )
  const pmids = records.map(({ pmid }) => pmid).join(' ')
  const listMissing = useEffectEvent(() => records.filter(({ pmid }) => !sentences.has(pmid)).map(toSource))

  useEffect(() => {
    if (isWaiting || query === '' || pmids === '') return
    const input = { query, records: listMissing(), most: 1 }
    if (input.records.length === 0) return
    const looking = new AbortController()
    const rest = setTimeout(() => {
      call('findSentences', input, {
        signal: looking.signal,
        onProgress: (record) =>
          setFound((before) => ({
            query,
            sentences: new Map(before.query === query ? before.sentences : none).set(record.pmid, record),
          })),
      }).catch(() => {}) // the beginnings of the abstracts stay, and the next search tells what is wrong
    }, restMs)
    return () => {
      clearTimeout(rest)
      looking.abort()
    }
  }, [pmids, query, isWaiting, call])

  return sentences
}

/** What of a query the records are ranked by; empty where they are not. */
export function rankTextOf({ query, reading }: SearchOutput): string {
  return reading?.rankText ?? query
}

export function toSource({ pmid, title, abstract }: PubmedRecord): SentenceSource {
  return { pmid, title, abstract }
}
