import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assertUnitVectors } from '../../src/core/vector.ts'
import { randomUnitVectors } from '../fakes/random.ts'
import { refusalOf } from '../fakes/refusal.ts'

const dims = 8
const wrongRows: [what: string, wrong: (row: Float32Array) => unknown][] = [
  ['NaN', (row) => (row[3] = NaN)],
  ['infinity', (row) => (row[3] = Infinity)],
  ['minus infinity', (row) => (row[3] = -Infinity)],
  ['only zeros', (row) => row.fill(0)],
  ['only denormal numbers', (row) => row.fill(1e-45)],
  ['twice the length', (row) => row.forEach((value, i) => (row[i] = 2 * value))],
  ['half the length', (row) => row.forEach((value, i) => (row[i] = value / 2))],
  ['numbers whose squares overflow', (row) => row.fill(3e38)],
]

describe('unit vectors', () => {
  it('passes any that float32 has rounded', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 1024 }),
        (seed, count, width) => {
          expect(() => assertUnitVectors(randomUnitVectors(count, width, seed), width, 'test')).not.toThrow()
        },
      ),
      { numRuns: 30 },
    )
  })

  it.each(wrongRows)('53, 54: refuses a row with %s by its number', (_what, damage) => {
    const vectors = randomUnitVectors(5, dims, 1)
    damage(vectors.subarray(3 * dims, 4 * dims))
    const { code, message } = refusalOf(() => assertUnitVectors(vectors, dims, 'vectors.f32'))
    expect(code).toBe('vector-invalid')
    expect(message).toMatch(/^vectors\.f32: row 3 /)
  })

  it('55: refuses a number of numbers that the dims do not divide', () => {
    const vectors = randomUnitVectors(2, dims, 1)
    expect(refusalOf(() => assertUnitVectors(vectors.subarray(1), dims, 'query'))).toEqual({
      code: 'vector-invalid',
      message: 'query: 15 numbers are not a whole number of 8-d vectors.',
    })
    expect(refusalOf(() => assertUnitVectors(vectors, 0, 'query')).code).toBe('vector-invalid')
  })

  it('refuses nothing at all', () => {
    expect(refusalOf(() => assertUnitVectors(new Float32Array(), dims, 'query')).code).toBe('vector-invalid')
  })
})
