import { describe, expect, it } from 'vitest'
import { fuseRanks } from '../../src/core/reciprocalRank.ts'

const list = (...rows: number[]) => ({ rows: Uint32Array.from(rows), scores: new Float32Array(rows.length) })

describe('ranks of several lists', () => {
  it('alternate where the lists share nothing, the smaller row first at one place', () => {
    expect([...fuseRanks([list(5, 6, 7), list(1, 2)], 10).rows]).toEqual([1, 5, 2, 6, 7])
  })

  it('lift what stands in both', () => {
    expect([...fuseRanks([list(5, 6), list(7, 6)], 2).rows]).toEqual([6, 5])
  })

  it('give nothing for nothing', () => {
    expect(fuseRanks([list(), list()], 10).rows).toHaveLength(0)
  })
})
