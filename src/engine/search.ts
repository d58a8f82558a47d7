import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import type { PubmedRecord } from '../core/record.ts'
import { assertUnitVectors } from '../core/vector.ts'
import type { OpenLibrary } from './library.ts'
import type { Backend, Embedder } from './ports.ts'

export interface SearchRequest {
  text: string
  /** How many records are asked for: 1 to 1000. */
  k: number
  /** Scans every vector instead of walking the graph. */
  isExact: boolean
}

export interface SearchHit {
  /** 1 is the nearest. */
  rank: number
  /** Cosine between query and record: larger is nearer. */
  score: number
  record: PubmedRecord
}

export interface SearchAnswer {
  query: string
  hits: SearchHit[]
  index: 'exact' | 'hnsw'
  backend: Backend
  /** How many tokens of the query were left out because the encoder reads no more; 0 when it was read whole. */
  cutTokens: number
  timings: { embedMs: number; searchMs: number; recordsMs: number; totalMs: number }
}

export interface SearchPorts {
  library: OpenLibrary
  embedder: Embedder
  card: EncoderCard
  now(): number
}

const maxResults = 1000

/**
 * Query → vector → nearest rows → records.
 * @throws AppError `query-empty`, `cancelled`, `vector-invalid`, `file-damaged`
 */
export async function search(
  { text, k, isExact }: SearchRequest,
  { library, embedder, card, now }: SearchPorts,
  signal: AbortSignal,
): Promise<SearchAnswer> {
  if (!/[\p{L}\p{N}]/u.test(text))
    throw new AppError('query-empty', 'Type a question or a few words to search for.')
  throwIfCancelled(signal) // while it waited for the one before: its text need not be read any more
  const start = now()
  const { vectors, tokens } = await embedder.embed([text], 'query')
  if (vectors.length !== card.dims) {
    throw new AppError(
      'vector-invalid',
      `The query's vector has ${vectors.length} dims, expected ${card.dims}.`,
    )
  }
  assertUnitVectors(vectors, card.dims, 'query')
  const embedded = now()
  throwIfCancelled(signal)

  const index = isExact ? library.exact : library.index
  const { rows, scores } = index.search(vectors, toWholeCount(k))
  const searched = now()
  const records = await library.records(Array.from(rows))
  throwIfCancelled(signal)

  return {
    query: text,
    hits: records.map((record, place) => ({ rank: place + 1, score: scores[place] ?? 0, record })),
    index: index.kind,
    backend: embedder.backend,
    cutTokens: Math.max(0, (tokens[0] ?? 0) - card.maxTokens),
    timings: {
      embedMs: embedded - start,
      searchMs: searched - embedded,
      recordsMs: now() - searched,
      totalMs: now() - start,
    },
  }
}

/** An index would take 2.5 for three places and fill only two of them. */
function toWholeCount(k: number): number {
  return Math.max(1, Math.min(Math.floor(k) || 1, maxResults))
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'The search was cancelled.')
}
