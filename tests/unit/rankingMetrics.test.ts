import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanFigures, measureRanking, type RetrievalFigures } from '../../src/core/evaluation/metrics.ts'
import { spearman } from '../../src/core/evaluation/spearman.ts'

const gain = fc.constantFrom(0, 0, 0, 1, 2, 3)

/** A ranking of documents, and the gains of relevant documents that are not in it. */
const rankings = fc
  .record({ ranked: fc.array(gain, { maxLength: 130 }), missed: fc.array(fc.constantFrom(1, 2, 3)) })
  .filter(({ ranked, missed }) => missed.length > 0 || ranked.some((value) => value > 0))

/** Each figure from its definition, one rank after the other. */
function measureSlowly(ranked: readonly number[], relevant: readonly number[]): RetrievalFigures {
  let [gained, reciprocal] = [0, 0]
  const found = { 1: 0, 10: 0, 100: 0 }
  for (let rank = 1; rank <= ranked.length; rank++) {
    const value = ranked[rank - 1] ?? 0
    if (value === 0) continue
    if (rank <= 10) gained += value / (Math.log(rank + 1) / Math.log(2))
    if (rank <= 10 && reciprocal === 0) reciprocal = 1 / rank
    for (const depth of [1, 10, 100] as const) if (rank <= depth) found[depth]++
  }
  let best = 0
  const left = [...relevant]
  for (let rank = 1; rank <= 10 && left.length > 0; rank++) {
    const largest = Math.max(...left)
    left.splice(left.indexOf(largest), 1)
    best += largest / (Math.log(rank + 1) / Math.log(2))
  }
  return {
    'nDCG@10': gained / best,
    'recall@1': found[1] / relevant.length,
    'recall@10': found[10] / relevant.length,
    'recall@100': found[100] / relevant.length,
    'MRR@10': reciprocal,
  }
}

describe('the figures of a ranking', () => {
  it('are those of their definitions', () => {
    fc.assert(
      fc.property(rankings, ({ ranked, missed }) => {
        const relevant = [...ranked.filter((value) => value > 0), ...missed]
        const [figures, slow] = [measureRanking(ranked, relevant), measureSlowly(ranked, relevant)]
        for (const [name, value] of Object.entries(slow))
          expect(figures[name as keyof RetrievalFigures], name).toBeCloseTo(value, 12)
      }),
    )
  })

  it('are 1 for the best ranking, but for recall at a depth that cannot hold all', () => {
    expect(measureRanking([3, 2, 1, 0, 0], [1, 2, 3])).toEqual({
      'nDCG@10': 1,
      'recall@1': 1 / 3,
      'recall@10': 1,
      'recall@100': 1,
      'MRR@10': 1,
    })
  })

  it('take the gain as it is, and the ideal from documents that are not in the corpus too', () => {
    // (1 + 3 / log2(3)) / (3 + 2 / log2(3) + 1 / 2)
    expect(measureRanking([1, 3], [1, 2, 3])['nDCG@10']).toBeCloseTo(0.6074915, 7)
  })

  it('are 0 where nothing relevant was found', () => {
    expect(Object.values(measureRanking([0, 0], [1]))).toEqual([0, 0, 0, 0, 0])
  })

  it('are averaged over queries', () => {
    const figures = meanFigures([measureRanking([1], [1]), measureRanking([0, 1], [1])])
    expect(figures).toMatchObject({ 'recall@1': 0.5, 'recall@10': 1, 'MRR@10': 0.75 })
  })
})

describe('the rank correlation', () => {
  const values = fc.array(fc.tuple(fc.integer({ max: 4, min: 0 }), fc.integer({ max: 4, min: 0 })), {
    minLength: 2,
    maxLength: 30,
  })
  /** A value's rank is the number of smaller ones and half of the equal ones, itself included twice. */
  const rankOf = (list: readonly number[], value: number) =>
    list.filter((other) => other < value).length + (list.filter((other) => other === value).length + 1) / 2

  it('is the correlation of the ranks, ties at the mean of theirs', () => {
    fc.assert(
      fc.property(values, (pairs) => {
        const [a, b] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)]
        const [x, y] = [a.map((value) => rankOf(a, value)), b.map((value) => rankOf(b, value))]
        const n = pairs.length
        const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0)
        const products = n * sum(x.map((value, i) => value * (y[i] ?? NaN))) - sum(x) * sum(y)
        const spread = (list: readonly number[]) => n * sum(list.map((value) => value ** 2)) - sum(list) ** 2
        const expected = products / Math.sqrt(spread(x) * spread(y))
        if (Number.isNaN(expected)) expect(spearman(a, b)).toBeNaN()
        else expect(spearman(a, b)).toBeCloseTo(expected, 10)
      }),
    )
  })

  it('sees the order alone, and its reverse', () => {
    expect(spearman([1, 2, 3, 4], [0.1, 0.2, 7, 900])).toBeCloseTo(1, 12)
    expect(spearman([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1, 12)
  })
})
