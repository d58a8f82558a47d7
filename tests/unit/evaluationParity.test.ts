// The other half is training/tests/test_metrics_parity.py: both compute on the vectors of one fixture.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { indexTexts } from '../../src/core/bm25.ts'
import { evaluateRetrieval, evaluateSimilarity } from '../../src/engine/evaluate.ts'
import type { Embedder } from '../../src/engine/ports.ts'
import { readRetrievalSet, readTextPairs } from '../../src/platform/node/sources/evaluation.ts'

const folder = 'tests/fixtures/evaluation'
const { signal } = new AbortController()
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))

const vectors = readJson('vectors.json') as {
  corpus: Record<string, number[]>
  queries: Record<string, number[]>
  pairs: { first: number[][]; second: number[][] }
}
const expected = readJson('expected.json') as Record<string, number>

/** Gives the vectors of the fixture for its texts, one run after the other. */
function createReplay(runs: readonly (readonly number[] | undefined)[]): Embedder {
  const left = [...runs]
  return {
    backend: 'node',
    dims: 4,
    maxTokens: 512,
    async embed(texts) {
      expect(texts).toHaveLength(1)
      return { vectors: Float32Array.from(left.shift() ?? []), tokens: [1] }
    },
    close: () => Promise.resolve(),
  }
}

it('measures retrieval as metrics.py does on the same vectors', async () => {
  const set = await readRetrievalSet(join(folder, 'beir'), undefined, signal)
  expect(set).toMatchObject({ split: 'test', queriesLeftOut: 2, unknownQueries: 1, unknownDocuments: 1 })
  expect(set.queries).toHaveLength(expected.queries ?? NaN)
  const embedder = createReplay([
    ...set.documents.map(({ id }) => vectors.corpus[id]),
    ...set.queries.map(({ id }) => vectors.queries[id]),
  ])
  const { figures } = await evaluateRetrieval(set, indexTexts(set.documents), {
    embedder,
    signal,
    onProgress() {},
  })
  for (const [name, figure] of Object.entries(figures.meaning))
    expect(figure, name).toBeCloseTo(expected[name] ?? NaN, 6)
})

it('measures similarity as metrics.py does on the same vectors', async () => {
  const pairs = await readTextPairs(join(folder, 'pairs.tsv'), signal)
  const embedder = createReplay([...vectors.pairs.first, ...vectors.pairs.second])
  const { figures } = await evaluateSimilarity(pairs, { embedder, signal, onProgress() {} })
  expect(figures.Spearman).toBeCloseTo(expected.Spearman ?? NaN, 6)
})
