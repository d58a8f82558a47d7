import { describe, expect, it } from 'vitest'
import { labelSimilarity, toMeshLabels } from '../../src/core/mesh/similarity.ts'
import { createMeshTree } from '../../src/core/mesh/tree.ts'

const tree = createMeshTree(
  [
    { ui: 'D000001', name: 'Diseases', treeNumbers: ['C01'] },
    { ui: 'D000002', name: 'Sepsis', treeNumbers: ['C01.100'] },
    { ui: 'D000003', name: 'Septic Shock', treeNumbers: ['C01.100.500'] },
    { ui: 'D000004', name: 'Gout', treeNumbers: ['C01.200', 'C02.300'] },
    { ui: 'D000005', name: 'Joints', treeNumbers: ['C02'] },
    { ui: 'D000006', name: 'Humans', treeNumbers: ['B01', 'C01.100.600'] },
  ],
  2026,
)
const similarity = (a: string[], b: string[]) => labelSimilarity(toMeshLabels(a, tree), toMeshLabels(b, tree))
const [log2, log3] = [Math.log(2), Math.log(3)]

describe('SimL', () => {
  it('is the cosine of weighted labels, ancestors included', () => {
    // Septic Shock: C01 (log 1 = 0), C01.100 (log 2), C01.100.500 (log 3). Sepsis: C01.100 alone has weight.
    expect(similarity(['D000003'], ['D000002'])).toBeCloseTo(log2 / Math.hypot(log2, log3), 12)
    expect(similarity(['D000003', 'D000004'], ['D000004'])).toBeCloseTo(
      (2 * log2 ** 2) / (Math.hypot(log2, log3, log2, log2) * Math.hypot(log2, log2)),
      12,
    )
  })

  it('is 1 for the same headings, and 0 where only uppermost nodes are shared', () => {
    expect(similarity(['D000003', 'D000004'], ['D000004', 'D000003'])).toBeCloseTo(1, 12)
    expect(similarity(['D000002'], ['D000004'])).toBe(0)
  })

  it('is 0 for a record without headings, with unknown ones, or with check tags alone', () => {
    for (const uis of [[], ['D999999'], ['D000006'], ['D000001']])
      expect(similarity(uis, ['D000003'])).toBe(0)
    expect(toMeshLabels(['D000006', 'D000002'], tree)).toEqual(toMeshLabels(['D000002'], tree))
  })
})
