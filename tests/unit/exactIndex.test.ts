import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dot, searchExact } from '../../src/core/exactIndex.ts'
import { dequantize, quantize } from '../../src/core/quantize.ts'
import { createStoredVectors } from '../../src/engine/storedVectors.ts'
import { randomUnitVectors } from '../fakes/random.ts'

describe('the exact index', () => {
  it('agrees with sorting by a plain dot product, for dims that are no multiple of four too', () => {
    const shape = {
      dims: fc.integer({ min: 1, max: 9 }),
      count: fc.integer({ min: 1, max: 30 }),
      k: fc.integer({ min: 1, max: 35 }),
    }
    fc.assert(
      fc.property(fc.record({ ...shape, seed: fc.nat() }), ({ dims, count, k, seed }) => {
        const vectors = randomUnitVectors(count, dims, seed)
        const query = randomUnitVectors(1, dims, seed + 1)
        const naive = Array.from({ length: count }, (_, row) => {
          let sum = 0
          for (let i = 0; i < dims; i++) sum += (vectors[row * dims + i] ?? 0) * (query[i] ?? 0)
          return { row, sum }
        }).sort((a, b) => b.sum - a.sum)
        const { rows, scores } = searchExact(vectors, dims, query, k)
        expect(rows).toHaveLength(Math.min(k, count))
        // In one dimension every cosine is 1 or -1: there the rows are told apart by their number alone.
        if (dims > 1) expect([...rows]).toEqual(naive.slice(0, k).map(({ row }) => row))
        scores.forEach((score, place) => expect(score).toBeCloseTo(naive[place]?.sum ?? NaN, 5))
      }),
    )
  })

  it('finds the same, to the last bit, in vectors of one byte a number as in the floats that are made of them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(),
        (dims, count, seed) => {
          const rows = quantize(randomUnitVectors(count, dims, seed), dims)
          const query = randomUnitVectors(1, dims, seed + 1)
          const floats = dequantize(rows, dims, 'test')
          const { exact, vectors } = createStoredVectors(rows, dims)
          expect(exact.search(query, 10)).toEqual(searchExact(floats, dims, query, 10))
          expect(vectors.row(count - 1)).toEqual(floats.slice(-dims))
        },
      ),
    )
  })

  it('finds a vector by itself first', () => {
    const vectors = randomUnitVectors(50, 16, 3)
    const { rows, scores } = searchExact(vectors, 16, vectors.slice(31 * 16, 32 * 16), 3)
    expect(rows[0]).toBe(31)
    expect(scores[0]).toBeCloseTo(1, 6)
  })

  it('takes the dot product at the offset it is given', () => {
    expect(dot(Float32Array.of(9, 9, 1, 2, 3, 4, 5, 9), 2, Float32Array.of(1, 10, 100, 1000, 10_000))).toBe(
      54_321,
    )
  })
})
