import { hasRow, rowsOf, type Bitmap } from '../core/bitmap.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import { candidateDepth, fuse, meaningShare, toScoring } from '../core/fuse.ts'
import { fuseRanks } from '../core/reciprocalRank.ts'
import { createTopK, rankMatches, type Ranking } from '../core/topK.ts'
import { assertUnitVectors } from '../core/vector.ts'
import type { Backend, Embedder } from './ports.ts'
import type { SearchMode } from './search.ts'
import type { OpenVectors } from './vectors.ts'

/** What texts are ranked by meaning with. */
export interface MeaningPorts {
  vectors: OpenVectors
  embedder: Embedder
  card: EncoderCard
}

/** How the query's meaning was found and compared. */
export interface Encoding {
  index: 'exact' | 'hnsw'
  backend: Backend
  /** How many tokens of the query were left out because the encoder reads no more; 0 when it was read whole. */
  cutTokens: number
}

/** A query that was turned into a vector, and what that vector is compared with. */
export interface AskedMeaning {
  encoding: Encoding
  nearest(k: number): Ranking
  scoreOf(row: number): number
  has?(row: number): boolean
}

/** @param allowed rows that may be found; all where it is absent */
export async function askMeaning(
  text: string,
  isExact: boolean,
  { vectors, embedder, card }: MeaningPorts,
  allowed: Bitmap | undefined,
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
    // The graph leads to the nearest of all: those that are allowed are scanned instead, which is exact and mostly quicker.
    encoding: { index: allowed ? 'exact' : index.kind, backend: embedder.backend, cutTokens },
    nearest: (k) => (allowed ? scan(vectors, query, allowed, k) : index.search(query, k)),
    scoreOf: (row) => vectors.scoreOf(query, row),
    ...(vectors.has && { has: vectors.has }),
  }
}

/**
 * The best rows by meaning, by words, or by both.
 * @param words BM25 of every row, 0 where a row is not allowed
 */
export function rank(
  asked: AskedMeaning | undefined,
  words: Float32Array | undefined,
  mode: SearchMode,
  k: number,
): Ranking {
  // Records without a vector have a score for words only, which cannot be compared with the others': places decide.
  const { has } = asked ?? {}
  if (!has || !words) return rankOne(asked, words, k)
  const withVector = mode === 'meaning' ? undefined : words.map((score, row) => (has(row) ? score : 0))
  const withoutVector = words.map((score, row) => (has(row) ? 0 : score))
  return fuseRanks([rankOne(asked, withVector, k), rankMatches(withoutVector, k)], k)
}

export function restrict(scores: Float32Array, allowed: Bitmap | undefined): Float32Array {
  return allowed ? scores.map((score, row) => (hasRow(allowed, row) ? score : 0)) : scores
}

function rankOne(asked: AskedMeaning | undefined, words: Float32Array | undefined, k: number): Ranking {
  if (!asked) return rankMatches(words ?? new Float32Array(), k)
  if (!words) return asked.nearest(k)
  const depth = Math.max(k, candidateDepth)
  const byMeaning = { best: asked.nearest(depth), scoreOf: (row: number) => asked.scoreOf(row) }
  return fuse(byMeaning, toScoring(rankMatches(words, depth), words), meaningShare, k)
}

function scan({ scoreOf, has }: OpenVectors, query: Float32Array, allowed: Bitmap, k: number): Ranking {
  const best = createTopK(Math.min(k, allowed.count))
  for (const row of rowsOf(allowed)) if (!has || has(row)) best.offer(row, scoreOf(query, row))
  return best.take()
}
