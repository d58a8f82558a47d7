import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTopK } from '../../src/core/topK.ts'

/** Few distinct values among any, so that ties are common. */
const score = fc.oneof(fc.constantFrom(0, -0, 0.5, 1), fc.float({ noNaN: true }), fc.double({ noNaN: true }))

function sorted(scores: readonly number[], k: number) {
  return scores
    .map((value, row) => ({ row, value: Math.fround(value) }))
    .sort((a, b) => Number(b.value > a.value) - Number(b.value < a.value) || a.row - b.row)
    .slice(0, k)
}

describe('the k best of a stream', () => {
  it('agrees with a full sort on any scores, equal ones by the smaller row', () => {
    fc.assert(
      fc.property(fc.array(score), fc.nat(20), (scores, k) => {
        const best = createTopK(k)
        scores.forEach((value, row) => best.offer(row, value))
        const { rows, scores: found } = best.take()
        const expected = sorted(scores, k)
        expect([...rows]).toEqual(expected.map(({ row }) => row))
        expect(found).toEqual(Float32Array.from(expected, ({ value }) => value))
      }),
    )
  })

  it('does not depend on the order of arrival', () => {
    const offers = fc
      .array(score, { maxLength: 30 })
      .chain((scores) =>
        fc.tuple(fc.constant(scores), fc.shuffledSubarray([...scores.keys()], { minLength: scores.length })),
      )
    fc.assert(
      fc.property(offers, fc.nat(10), ([scores, order], k) => {
        const best = createTopK(k)
        for (const row of order) best.offer(row, scores[row] ?? 0)
        expect([...best.take().rows]).toEqual(sorted(scores, k).map(({ row }) => row))
      }),
    )
  })

  it('gives fewer when fewer were offered', () => {
    const best = createTopK(5)
    best.offer(7, 0.25)
    expect(best.take()).toEqual({ rows: Uint32Array.of(7), scores: Float32Array.of(0.25) })
  })
})
