import { expect, it } from 'vitest'
import { overlap } from '../../src/core/metrics.ts'

it('counts the expected rows that were found, in any order', () => {
  expect(overlap([4, 2, 9], [2, 4, 6, 8])).toBe(0.5)
  expect(overlap(['a', 'b'], ['b', 'a'])).toBe(1)
  expect(overlap([], [1])).toBe(0)
})

it('is complete where nothing is expected', () => {
  expect(overlap([1, 2], [])).toBe(1)
})

it('takes typed arrays as an index gives them', () => {
  expect(overlap(Uint32Array.of(1, 2), Uint32Array.of(2, 3))).toBe(0.5)
})
