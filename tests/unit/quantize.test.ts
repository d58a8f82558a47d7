import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dot } from '../../src/core/exactIndex.ts'
import { dequantize, quantize } from '../../src/core/quantize.ts'
import { createRandom, scaleToUnit } from '../fakes/random.ts'
import { refusalOf } from '../fakes/refusal.ts'

const dims = 384

function unitVector(seed: number): Float32Array<ArrayBuffer> {
  const random = createRandom(seed)
  const vector = Float32Array.from({ length: dims }, () => random() - 0.5)
  scaleToUnit(vector)
  return vector
}

describe('vectors in one byte a number', () => {
  it('have length 1 again, and point where they did', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const vector = unitVector(seed)
        const read = dequantize(quantize(vector, dims), dims, 'test')
        expect(dot(read, 0, read)).toBeCloseTo(1, 5)
        expect(dot(read, 0, vector)).toBeGreaterThan(0.9999)
      }),
    )
  })

  it('have 127 or -127 as the largest number of each row, and no -128', () => {
    const rows = quantize(Float32Array.of(0.6, -0.8, 1, 0), 2)
    expect([...rows]).toEqual([95, -127, 127, 0])
  })

  it('are the same bytes when they are quantised again', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const rows = quantize(unitVector(seed), dims)
        expect(quantize(dequantize(rows, dims, 'test'), dims)).toEqual(rows)
      }),
    )
  })

  it('53, 57: are refused where a row is all zeros, as its scale would have no end, naming it', () => {
    const { code, message } = refusalOf(() => dequantize(Int8Array.of(1, 2, 0, 0), 2, 'vectors.i8'))
    expect(code).toBe('vector-invalid')
    expect(message).toBe('vectors.i8: row 1 is all zeros, expected a direction.')
  })
})
