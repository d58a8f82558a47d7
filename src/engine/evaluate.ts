import { scoreTexts, type IndexedTexts } from '../core/bm25.ts'
import {
  meanFigures,
  measureRanking,
  rankingDepth,
  type RetrievalFigures,
} from '../core/evaluation/metrics.ts'
import type { TextPair } from '../core/evaluation/pairs.ts'
import type { JudgedQuery, RetrievalSet } from '../core/evaluation/retrievalSet.ts'
import { spearman } from '../core/evaluation/spearman.ts'
import { dot, scoreVectors } from '../core/exactIndex.ts'
import { candidateDepth, fuse, meaningShare, toScoring } from '../core/fuse.ts'
import { rankMatches, rankRows, type Ranking } from '../core/topK.ts'
import type { Embedder, TextKind } from './ports.ts'

export type EvaluationStep = 'corpus' | 'queries' | 'first' | 'second'

export interface EvaluationPorts {
  embedder: Embedder
  signal: AbortSignal
  onProgress(progress: { step: EvaluationStep; done: number; total: number }): void
}

/** What an encoder made of a list of texts. */
interface Encoded {
  /** texts × dims, row-major, unit length */
  vectors: Float32Array<ArrayBuffer>
  /** Texts of which the encoder read the beginning only. */
  cutTexts: number
}

export interface RetrievalResult {
  /** `both`: meaning and words fused. */
  figures: { meaning: RetrievalFigures; both: RetrievalFigures }
  corpus: Encoded
  queries: Encoded
}

/**
 * Ranks all documents for each query by the dot product, equal ones in the order of the corpus, and by that and words
 * together, and measures the rankings.
 * @param texts of the set's documents
 * @throws DOMException `AbortError`; whatever the embedder throws
 */
export async function evaluateRetrieval(
  set: RetrievalSet,
  texts: IndexedTexts,
  ports: EvaluationPorts,
): Promise<RetrievalResult> {
  const { dims } = ports.embedder
  const corpus = await encode('corpus', set.documents, 'document', ports)
  const queries = await encode('queries', set.queries, 'query', ports)
  const [meaning, both]: [RetrievalFigures[], RetrievalFigures[]] = [[], []]
  for (const [row, query] of set.queries.entries()) {
    ports.signal.throwIfAborted()
    const scores = scoreVectors(corpus.vectors, dims, queries.vectors.subarray(row * dims, (row + 1) * dims))
    meaning.push(judge(set, query, rankRows(scores, rankingDepth)))
    const words = scoreTexts(texts, query.text)
    const byMeaning = toScoring(rankRows(scores, candidateDepth), scores)
    const byWords = toScoring(rankMatches(words, candidateDepth), words)
    both.push(judge(set, query, fuse(byMeaning, byWords, meaningShare, rankingDepth)))
  }
  return { figures: { meaning: meanFigures(meaning), both: meanFigures(both) }, corpus, queries }
}

/** The same by words alone. Documents without a word of the query come last, in the order of the corpus. */
export function evaluateWords(set: RetrievalSet, texts: IndexedTexts): RetrievalFigures {
  return meanFigures(
    set.queries.map((query) => judge(set, query, rankRows(scoreTexts(texts, query.text), rankingDepth))),
  )
}

function judge({ documents }: RetrievalSet, { gains }: JudgedQuery, { rows }: Ranking): RetrievalFigures {
  const ranked = Array.from(rows, (found) => gains.get(documents[found]?.id ?? '') ?? 0)
  return measureRanking(ranked, [...gains.values()])
}

export interface SimilarityResult {
  figures: { Spearman: number }
  first: Encoded
  second: Encoded
}

/**
 * Compares the cosine of each pair with what people said.
 * @throws DOMException `AbortError`; whatever the embedder throws
 */
export async function evaluateSimilarity(
  pairs: readonly TextPair[],
  ports: EvaluationPorts,
): Promise<SimilarityResult> {
  const { dims } = ports.embedder
  const first = await encode('first', toTexts('first'), 'document', ports)
  const second = await encode('second', toTexts('second'), 'document', ports)
  const cosines = pairs.map((_, row) =>
    dot(first.vectors, row * dims, second.vectors.subarray(row * dims, (row + 1) * dims)),
  )
  const scores = pairs.map(({ score }) => score)
  return { figures: { Spearman: spearman(cosines, scores) }, first, second }

  function toTexts(side: 'first' | 'second') {
    return pairs.map((pair) => ({ text: pair[side] }))
  }
}

/** One text a run: with int8 weights a vector depends on the texts beside it (docs/encoders.md). */
async function encode(
  step: EvaluationStep,
  entries: readonly { text: string }[],
  kind: TextKind,
  { embedder, signal, onProgress }: EvaluationPorts,
): Promise<Encoded> {
  const vectors = new Float32Array(entries.length * embedder.dims)
  let cutTexts = 0
  for (const [row, { text }] of entries.entries()) {
    signal.throwIfAborted()
    const { vectors: vector, tokens } = await embedder.embed([text], kind)
    vectors.set(vector, row * embedder.dims)
    if ((tokens[0] ?? 0) > embedder.maxTokens) cutTexts++
    onProgress({ step, done: row + 1, total: entries.length })
  }
  return { vectors, cutTexts }
}
