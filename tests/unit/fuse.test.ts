import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidateDepth, fuse, toScoring } from '../../src/core/fuse.ts'
import { rankRows } from '../../src/core/topK.ts'

const scores = (count: number) =>
  fc.array(fc.constantFrom(0, 0.125, 0.25, 0.5, 0.75, 1), { minLength: count, maxLength: count })
const lists = fc.integer({ min: 1, max: 30 }).chain((count) => fc.tuple(scores(count), scores(count)))

const score = (list: number[]) => {
  const scores = Float32Array.from(list)
  return toScoring(rankRows(scores, candidateDepth), scores)
}
const run = (meaning: number[], words: number[], share: number, k = 10) =>
  fuse(score(meaning), score(words), share, k)

describe('fusion', () => {
  it('sorts by the weighted sum, equal ones by the smaller row', () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(0, 0.25, 0.5, 1), ([meaning, words], share) => {
        const sums = meaning.map((_, row) =>
          Math.fround(share * (meaning[row] ?? 0) + (1 - share) * (words[row] ?? 0)),
        )
        const expected = [...sums.keys()]
          .sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b)
          .slice(0, 10)
        expect([...run(meaning, words, share).rows]).toEqual(expected)
      }),
    )
  })

  it('lets the other decide where one has nothing to say', () => {
    expect([...run([0.1, 0.3, 0.2], [0, 0, 0], 0.5).rows]).toEqual([1, 2, 0])
    expect([...run([0.2, 0.2, 0.2], [0.1, 0.3, 0.2], 0.5).rows]).toEqual([1, 2, 0])
  })

  it('goes by meaning where words meet little of the query', () => {
    expect([...run([0.6, 0.3], [0.02, 0.12], 0.5).rows]).toEqual([0, 1])
    expect([...run([0.6, 0.5], [0.1, 0.7], 0.5).rows]).toEqual([1, 0])
  })

  it('looks at the best 200 of each alone', () => {
    const rows = Array.from({ length: 1000 }, (_, row) => row)
    const { rows: found } = run(
      rows.map((row) => (row < 250 ? 1000 - row : 0)),
      rows.map((row) => (row >= 750 ? row : 0)),
      0.5,
      1000,
    )
    expect([...found].sort((a, b) => a - b)).toEqual([...rows.slice(0, 200), ...rows.slice(800)])
  })
})
