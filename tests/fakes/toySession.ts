import { type Ready, type SearchRequest } from '../../src/app/readySession.ts'
import { initialSession, reduce, type Action, type Session } from '../../src/app/session.ts'
import type { CatalogueEntry } from '../../src/core/catalogue.ts'
import type { EncoderStatus, LibraryStatus, SearchMode, SearchOutput } from '../../src/protocol/engine.ts'
import { toyRecord } from './toyPack.ts'

export const library: LibraryStatus = {
  id: 'heart',
  title: 'Heart',
  kind: 'pubmed',
  version: 1,
  date: '2026-01-31',
  source: 'PubMed',
  licence: 'none',
  meshYear: 2026,
  records: 3,
  recallAt10: 1,
  key: 'old',
  sizeBytes: 1,
}

export const encoder: EncoderStatus = {
  ...{ id: 'e', name: 'encoder', dims: 2, maxTokens: 512 },
  index: { kind: 'hnsw' },
  backend: {
    name: 'wasm',
    reason: 'asked for',
    threads: 1,
    selfTest: { minCosine: 1, floor: 0.99, probes: 1, durationMs: 1 },
    loadMs: 1,
  },
  wordsOnly: [],
}

export const opened: Action = { type: 'opened', libraries: [library], refused: [] }

export const entry: CatalogueEntry = {
  id: 'heart',
  title: 'Heart',
  kind: 'pubmed',
  version: 2,
  records: 3,
  libraryBytes: 100,
  encoderBytes: 200,
  key: 'new',
  encoder: 'small',
}

export const failure = { code: 'network', message: 'no route' } as const

export function createOutput(query: string, pmids = ['1'], mode: SearchMode = 'both'): SearchOutput {
  return {
    query,
    mode,
    ...{ sort: 'relevance', total: 3, resultSet: 1 },
    hits: pmids.map((pmid, place) => ({ rank: place + 1, meaning: 0.5, words: 1, record: toyRecord(pmid) })),
    timings: { embedMs: 1, searchMs: 1, recordsMs: 1, totalMs: 3 },
  }
}

export const toRequest = (text: string): SearchRequest => ({ text, mode: 'both', k: 10, isExact: false })
export const after = (actions: Action[], session: Session = initialSession) => actions.reduce(reduce, session)

export function afterReady(...actions: Action[]): Ready {
  const session = after([opened, { type: 'encoder-opened', status: encoder }, ...actions])
  if (session.phase !== 'ready') throw new Error(`Expected ready, got ${session.phase}.`)
  return session
}

export function reduceTo(ready: Ready, ...actions: Action[]): Ready {
  const session = after(actions, ready)
  if (session.phase !== 'ready') throw new Error(`Expected ready, got ${session.phase}.`)
  return session
}

export const ask = (turn: number, text: string): Action[] => [
  { type: 'typed', text },
  { type: 'search-started', turn, request: toRequest(text) },
]
export const answer = (turn: number, text: string, pmids?: string[]): Action => ({
  type: 'answered',
  turn,
  output: createOutput(text, pmids),
})
