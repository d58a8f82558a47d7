/**
 * How to fuse meaning and words: nDCG@10 over the share of meaning, for the scores as they are, for standardised scores (mean 0 and
 * variance 1 over the candidates, Montague and Aslam 2001, doi:10.1145/502585.502657) and for weighted reciprocal ranks (Cormack et
 * al. 2009, doi:10.1145/1571941.1572114), from vectors that npm run evaluate kept:
 *
 *     npm run evaluate -- biohicl-small DATA --split dev --file model_quantized.onnx --save-vectors FOLDER
 *     npx tsx bench/fusion.ts FOLDER/model_quantized DATA dev
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { indexTexts, scoreTexts } from '../src/core/bm25.ts'
import { toFloat32 } from '../src/core/bytes.ts'
import { meanFigures, measureRanking } from '../src/core/evaluation/metrics.ts'
import { scoreVectors } from '../src/core/exactIndex.ts'
import { candidateDepth, fuse, toScoring } from '../src/core/fuse.ts'
import { createTopK, rankMatches, rankRows, type Ranking } from '../src/core/topK.ts'
import { readRetrievalSet } from '../src/platform/node/sources/evaluation.ts'

const depth = 100
const rankConstant = 60
const shares = Array.from({ length: 11 }, (_, tenth) => tenth / 10)

const [vectors, data, split] = process.argv.slice(2)
if (vectors === undefined || data === undefined)
  throw new Error('Usage: npx tsx bench/fusion.ts VECTORS DATA [SPLIT]')

const set = await readRetrievalSet(data, split, new AbortController().signal)
const [corpus, queries] = ['corpus.f32', 'queries.f32'].map((file) =>
  toFloat32(new Uint8Array(readFileSync(join(vectors, file)))),
)
if (!corpus || !queries) throw new Error(`There are no vectors in ${vectors}.`)
const dims = corpus.length / set.documents.length

const texts = indexTexts(set.documents)
const scores = set.queries.map(({ text }, row) => ({
  meaning: scoreVectors(corpus, dims, queries.subarray(row * dims, (row + 1) * dims)),
  words: scoreTexts(texts, text),
}))

console.log(`${data}, split ${set.split}: ${set.queries.length} queries, ${set.documents.length} documents\n`)
console.log(
  '| share of meaning | scores | standardised scores | reciprocal ranks |\n| --- | --- | --- | --- |',
)
for (const share of shares) {
  const fused = [fuseScores, fuseStandardised, fuseRanks].map((fuseBy) =>
    measure(({ meaning, words }) => fuseBy(meaning, words, share)),
  )
  console.log(`| ${share} | ${fused.join(' | ')} |`)
}

function measure(rank: (scores: { meaning: Float32Array; words: Float32Array }) => Ranking): string {
  const figures = set.queries.map(({ gains }, row) => {
    const { rows } = rank(scores[row] ?? { meaning: new Float32Array(), words: new Float32Array() })
    const ranked = Array.from(rows, (found) => gains.get(set.documents[found]?.id ?? '') ?? 0)
    return measureRanking(ranked, [...gains.values()])
  })
  return meanFigures(figures)['nDCG@10'].toFixed(4)
}

function fuseScores(meaning: Float32Array, words: Float32Array, share: number): Ranking {
  const byMeaning = toScoring(rankRows(meaning, candidateDepth), meaning)
  return fuse(byMeaning, toScoring(rankMatches(words, candidateDepth), words), share, depth)
}

function fuseStandardised(meaning: Float32Array, words: Float32Array, share: number): Ranking {
  const best = [rankRows(meaning, candidateDepth), rankMatches(words, candidateDepth)]
  const candidates = [...new Set(best.flatMap(({ rows }) => [...rows]))]
  const [byMeaning, byWords] = [standardise(meaning, candidates), standardise(words, candidates)]
  const ranked = createTopK(depth)
  for (const [place, row] of candidates.entries())
    ranked.offer(row, share * (byMeaning[place] ?? 0) + (1 - share) * (byWords[place] ?? 0))
  return ranked.take()
}

/** Where all candidates have one score, it says nothing. */
function standardise(scores: Float32Array, rows: readonly number[]): number[] {
  const values = rows.map((row) => scores[row] ?? 0)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return values.map((value) => (variance > 0 ? (value - mean) / Math.sqrt(variance) : 0))
}

function fuseRanks(meaning: Float32Array, words: Float32Array, share: number): Ranking {
  const sums = new Map<number, number>()
  for (const [list, weight] of [
    [meaning, share],
    [words, 1 - share],
  ] as const)
    for (const [place, row] of rankRows(list, depth).rows.entries())
      sums.set(row, (sums.get(row) ?? 0) + weight / (rankConstant + place + 1))
  const best = createTopK(depth)
  for (const [row, sum] of sums) best.offer(row, sum)
  return best.take()
}
