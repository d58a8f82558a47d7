// What a builder measures of the library it has made, for its manifest.

import { measureRanking } from '../core/evaluation/metrics.ts'
import { labelSimilarity, toMeshLabels, type MeshLabels } from '../core/mesh/similarity.ts'
import type { MeshTree } from '../core/mesh/tree.ts'
import { overlap } from '../core/metrics.ts'
import type { GoldenQuery } from '../core/pack/manifest.ts'
import type { PubmedRecord } from '../core/record.ts'
import { rankMatches } from '../core/topK.ts'
import { goldenDepth, toPmids } from './golden.ts'
import type { Embedder, VectorIndex, VectorRows } from './ports.ts'
import type { RecordList } from './recordList.ts'
import type { TextIndex } from './textIndex.ts'

/** Records that figures are means over. */
const sampleSize = 100

/** Rows of the sample, evenly spaced. */
export function sampleRows(count: number, most = sampleSize): number[] {
  const size = Math.min(most, count)
  return Array.from({ length: size }, (_, i) => Math.floor((i * count) / size))
}

/** Mean share of the exact ten nearest that the index finds. */
export async function measureRecall(
  index: VectorIndex,
  exact: VectorIndex,
  queries: readonly string[],
  embedder: Embedder,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  let sum = 0
  for (const [i, text] of queries.entries()) {
    const { vectors: query } = await embedder.embed([text], 'query')
    sum += overlap(index.search(query, 10).rows, exact.search(query, 10).rows)
    onProgress(i + 1, queries.length)
  }
  return round(sum / queries.length)
}

/**
 * Mean nDCG@10 of records as queries for the others, with SimL as gain: how far nearness in this library follows the MeSH tree.
 * @param samples records by row, those of `sampleRows` among them
 * @returns null when no two records share a heading
 */
export async function measureNeighbours(
  vectors: VectorRows,
  exact: VectorIndex,
  records: RecordList,
  samples: ReadonlyMap<number, PubmedRecord>,
  mesh: MeshTree,
): Promise<number | null> {
  const queries = sampleRows(records.length).flatMap((row) => {
    const labels = labelsOf(samples.get(row), mesh)
    if (labels.size === 0) return []
    const found = exact.search(vectors.row(row), 11).rows.filter((other) => other !== row)
    return [{ row, labels, found, gains: new Map<number, number>(), best: [] as number[] }]
  })
  let row = 0
  for await (const record of records) {
    const labels = labelsOf(record, mesh)
    for (const query of queries) {
      const gain = row === query.row ? 0 : labelSimilarity(query.labels, labels)
      if (query.found.includes(row)) query.gains.set(row, gain)
      if (gain > 0) query.best.push(gain)
      if (query.best.length > keptGains) query.best = bestOf(query.best)
    }
    row++
  }
  const figures = queries
    .filter(({ best }) => best.length > 0)
    .map(({ found, gains, best }) => {
      const ranked = Array.from(found, (place) => gains.get(place) ?? 0)
      return measureRanking(ranked, bestOf(best))['nDCG@10']
    })
  return figures.length === 0
    ? null
    : round(figures.reduce((sum, figure) => sum + figure, 0) / figures.length)
}

/** Of the gains that are possible only the best ten count. */
const keptGains = 200
const bestOf = (gains: readonly number[]): number[] => gains.toSorted((a, b) => b - a).slice(0, 10)

function labelsOf(record: PubmedRecord | undefined, mesh: MeshTree): MeshLabels {
  return toMeshLabels(record?.headings.flatMap(({ ui }) => ui ?? []) ?? [], mesh)
}

/** What the builder finds for its golden queries. */
export async function answerGolden(
  texts: readonly string[],
  pmids: Uint32Array,
  exact: VectorIndex,
  words: TextIndex,
  embedder: Embedder,
): Promise<GoldenQuery[]> {
  const queries: GoldenQuery[] = []
  for (const text of texts) {
    const { vectors } = await embedder.embed([text], 'query')
    queries.push({
      text,
      words: toPmids(rankMatches(await words.scores(text), goldenDepth).rows, pmids),
      meaning: toPmids(exact.search(vectors, goldenDepth).rows, pmids),
    })
  }
  return queries
}

/** Four decimals: the number is read by people. */
function round(figure: number): number {
  return Math.round(figure * 10_000) / 10_000
}
