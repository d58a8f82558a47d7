import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import { candidateDepth, fuse, meaningShare, toScoring } from '../core/fuse.ts'
import { fuseRanks } from '../core/reciprocalRank.ts'
import type { PubmedRecord } from '../core/record.ts'
import { rankMatches, type Ranking } from '../core/topK.ts'
import { assertUnitVectors } from '../core/vector.ts'
import type { OpenLibrary } from './library.ts'
import type { Backend, Embedder } from './ports.ts'
import type { TextIndex } from './textIndex.ts'
import type { OpenVectors } from './vectors.ts'

/** What a ranking goes by; `both` fuses the two. */
export type SearchMode = 'both' | 'meaning' | 'words'

export interface SearchRequest {
  text: string
  mode: SearchMode
  /** How many records are asked for: 1 to 1000. */
  k: number
  /** Scans every vector instead of walking the graph. */
  isExact: boolean
}

export interface SearchHit {
  /** 1 is the best. */
  rank: number
  /** Cosine between query and record; absent when the record was found by words alone. */
  meaning?: number
  /** BM25 as a share of the most possible, 0 where none of the query's words stands; absent when the record was found by meaning alone. */
  words?: number
  /** Ids of the libraries that have the record, first that which gives it; absent where one library was searched. */
  libraries?: string[]
  record: PubmedRecord
}

export interface SearchAnswer {
  query: string
  /** `words` also where meaning was asked for and there is no encoder (yet). */
  mode: SearchMode
  hits: SearchHit[]
  /** Absent when the search went by words alone. */
  encoding?: Encoding
  timings: { embedMs: number; searchMs: number; recordsMs: number; totalMs: number }
}

/** How the query's meaning was found and compared. */
export interface Encoding {
  index: 'exact' | 'hnsw'
  backend: Backend
  /** How many tokens of the query were left out because the encoder reads no more; 0 when it was read whole. */
  cutTokens: number
}

/** A library, or several as one: see joinLibraries.ts. */
export interface Searchable {
  words: Pick<TextIndex, 'scores'>
  records: OpenLibrary['records']
  librariesOf?(row: number): string[]
}

export interface SearchPorts {
  library: Searchable
  /** Absent where there is no encoder (yet): then searches go by words. */
  meaning?: { vectors: OpenVectors; embedder: Embedder; card: EncoderCard }
  now(): number
}

const maxResults = 1000

/**
 * Query → vector and words → best rows → records.
 * @throws AppError `query-empty`, `cancelled`, `vector-invalid`, `file-damaged`, `index-invalid`
 */
export async function search(
  request: SearchRequest,
  { library, meaning, now }: SearchPorts,
  signal: AbortSignal,
): Promise<SearchAnswer> {
  const { text } = request
  if (!/[\p{L}\p{N}]/u.test(text))
    throw new AppError('query-empty', 'Type a question or a few words to search for.')
  throwIfCancelled(signal) // while it waited for the one before: its text need not be read any more
  const mode = meaning ? request.mode : 'words'
  const start = now()
  const asked = meaning && mode !== 'words' ? await askMeaning(request, meaning) : undefined
  const embedded = now()
  throwIfCancelled(signal)
  const isByMeaning = (row: number) => asked !== undefined && (!asked.has || asked.has(row))
  const isByWords = (row: number) => mode !== 'meaning' || !isByMeaning(row)
  const words = mode === 'meaning' && !asked?.has ? undefined : await library.words.scores(text)
  throwIfCancelled(signal)
  const { rows } = rank(asked, words, mode, toWholeCount(request.k))
  const searched = now()
  const records = await library.records(Array.from(rows))
  throwIfCancelled(signal)

  return {
    query: text,
    mode,
    hits: records.map((record, place) => {
      const row = rows[place] ?? 0
      return {
        rank: place + 1,
        ...(asked && isByMeaning(row) && { meaning: asked.scoreOf(row) }),
        ...(words && isByWords(row) && { words: words[row] ?? 0 }),
        ...(library.librariesOf && { libraries: library.librariesOf(row) }),
        record,
      }
    }),
    ...(asked && { encoding: asked.encoding }),
    timings: {
      embedMs: embedded - start,
      searchMs: searched - embedded,
      recordsMs: now() - searched,
      totalMs: now() - start,
    },
  }
}

/** A query that was turned into a vector, and what that vector is compared with. */
interface AskedMeaning {
  encoding: Encoding
  nearest(k: number): Ranking
  scoreOf(row: number): number
  has?(row: number): boolean
}

async function askMeaning(
  { text, isExact }: SearchRequest,
  { vectors, embedder, card }: NonNullable<SearchPorts['meaning']>,
): Promise<AskedMeaning> {
  const { vectors: query, tokens } = await embedder.embed([text], 'query')
  if (query.length !== card.dims) {
    throw new AppError(
      'vector-invalid',
      `The query's vector has ${query.length} dims, expected ${card.dims}.`,
    )
  }
  assertUnitVectors(query, card.dims, 'query')
  const index = isExact ? vectors.exact : vectors.index
  const cutTokens = Math.max(0, (tokens[0] ?? 0) - card.maxTokens)
  return {
    encoding: { index: index.kind, backend: embedder.backend, cutTokens },
    nearest: (k) => index.search(query, k),
    scoreOf: (row) => vectors.scoreOf(query, row),
    ...(vectors.has && { has: vectors.has }),
  }
}

/** Records without a vector have a score for words only, which cannot be compared with the others': places decide. */
function rank(
  asked: AskedMeaning | undefined,
  words: Float32Array | undefined,
  mode: SearchMode,
  k: number,
): Ranking {
  const { has } = asked ?? {}
  if (!has || !words) return rankOne(asked, words, k)
  const withVector = mode === 'meaning' ? undefined : words.map((score, row) => (has(row) ? score : 0))
  const withoutVector = words.map((score, row) => (has(row) ? 0 : score))
  return fuseRanks([rankOne(asked, withVector, k), rankMatches(withoutVector, k)], k)
}

function rankOne(asked: AskedMeaning | undefined, words: Float32Array | undefined, k: number): Ranking {
  if (!asked) return rankMatches(words ?? new Float32Array(), k)
  if (!words) return asked.nearest(k)
  const depth = Math.max(k, candidateDepth)
  const byMeaning = { best: asked.nearest(depth), scoreOf: (row: number) => asked.scoreOf(row) }
  return fuse(byMeaning, toScoring(rankMatches(words, depth), words), meaningShare, k)
}

/** An index would take 2.5 for three places and fill only two of them. */
function toWholeCount(k: number): number {
  return Math.max(1, Math.min(Math.floor(k) || 1, maxResults))
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'The search was cancelled.')
}
