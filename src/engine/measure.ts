// What a builder measures of the library it has made, for its manifest.

import { measureRanking } from '../core/evaluation/metrics.ts'
import { labelSimilarity, toMeshLabels } from '../core/mesh/similarity.ts'
import type { MeshTree } from '../core/mesh/tree.ts'
import { overlap } from '../core/metrics.ts'
import type { GoldenQuery } from '../core/pack/manifest.ts'
import { toSampleQuery, type PubmedRecord } from '../core/record.ts'
import { rankMatches } from '../core/topK.ts'
import { chooseGoldenTexts, goldenDepth, toPmids } from './golden.ts'
import type { Embedder, VectorIndex } from './ports.ts'

/** Records that figures are means over. */
const sampleSize = 100

/** Rows of the sample, evenly spaced. */
export function sampleRows(count: number, most = sampleSize): number[] {
  const size = Math.min(most, count)
  return Array.from({ length: size }, (_, i) => Math.floor((i * count) / size))
}

export interface MeasureOptions {
  signal: AbortSignal
  onProgress(done: number, total: number): void
}

/** Mean share of the exact ten nearest that the index finds, for titles asked as queries. */
export async function measureRecall(
  index: VectorIndex,
  exact: VectorIndex,
  records: readonly PubmedRecord[],
  embedder: Embedder,
  { signal, onProgress }: MeasureOptions,
): Promise<number> {
  const rows = sampleRows(records.length)
  let sum = 0
  for (const [i, row] of rows.entries()) {
    signal.throwIfAborted()
    const { vectors: query } = await embedder.embed([queryOf(records[row])], 'query')
    sum += overlap(index.search(query, 10).rows, exact.search(query, 10).rows)
    onProgress(i + 1, rows.length)
  }
  return round(sum / rows.length)
}

/**
 * Mean nDCG@10 of records as queries for the others, with SimL as gain: how far nearness in this library follows the MeSH tree.
 * @param vectors count × dims, row-major, unit length
 * @returns null when no two records share a heading
 */
export function measureNeighbours(
  vectors: Float32Array,
  exact: VectorIndex,
  records: readonly PubmedRecord[],
  mesh: MeshTree,
): number | null {
  const labels = records.map(({ headings }) =>
    toMeshLabels(
      headings.flatMap(({ ui }) => ui ?? []),
      mesh,
    ),
  )
  const dims = vectors.length / records.length
  const figures: number[] = []
  for (const row of sampleRows(records.length)) {
    const own = labels[row]
    if (!own || own.size === 0) continue
    const gains = labels.map((other, place) => (place === row ? 0 : labelSimilarity(own, other)))
    const relevant = gains.filter((gain) => gain > 0)
    if (relevant.length === 0) continue
    const { rows } = exact.search(vectors.subarray(row * dims, (row + 1) * dims), 11)
    const ranked = Array.from(
      rows.filter((found) => found !== row),
      (found) => gains[found] ?? 0,
    )
    figures.push(measureRanking(ranked, relevant)['nDCG@10'])
  }
  return figures.length === 0
    ? null
    : round(figures.reduce((sum, figure) => sum + figure, 0) / figures.length)
}

/** What the builder finds for its golden queries. @param wordScores BM25 of every row */
export async function answerGolden(
  records: readonly PubmedRecord[],
  pmids: Uint32Array,
  exact: VectorIndex,
  wordScores: (text: string) => Float32Array,
  embedder: Embedder,
): Promise<GoldenQuery[]> {
  const queries: GoldenQuery[] = []
  for (const text of chooseGoldenTexts(records)) {
    const { vectors } = await embedder.embed([text], 'query')
    queries.push({
      text,
      words: toPmids(rankMatches(wordScores(text), goldenDepth).rows, pmids),
      meaning: toPmids(exact.search(vectors, goldenDepth).rows, pmids),
    })
  }
  return queries
}

const queryOf = (record: PubmedRecord | undefined): string => (record ? toSampleQuery(record) : '')

/** Four decimals: the number is read by people. */
function round(figure: number): number {
  return Math.round(figure * 10_000) / 10_000
}
