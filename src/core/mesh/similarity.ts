import { checkTags } from './checkTags.ts'
import { depth, numbersAbove, type MeshTree } from './tree.ts'

/** Tree numbers of a record's headings and of all that is above them, each with its weight; the length of all weights is 1. */
export type MeshLabels = ReadonlyMap<string, number>

/**
 * Labels of a record as BioHiCL has them: multi-hot over nodes of the tree and their ancestors, weighted by log(depth + 1), where
 * the uppermost nodes have depth 0. Check tags and headings that the tree does not know are left out. Empty where nothing has
 * weight.
 */
export function toMeshLabels(uis: readonly string[], tree: MeshTree): MeshLabels {
  const weights = new Map<string, number>()
  const headings = uis.flatMap((ui) => tree.byUi(ui) ?? [])
  for (const { treeNumbers } of headings.filter(({ name }) => !checkTags.has(name))) {
    for (const node of treeNumbers) {
      for (const number of [node, ...numbersAbove(node)]) {
        const weight = Math.log(depth(number))
        if (weight > 0) weights.set(number, weight)
      }
    }
  }
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight ** 2, 0))
  return new Map([...weights].map(([number, weight]) => [number, weight / length]))
}

/** SimL: cosine of two records' labels, 0 to 1. */
export function labelSimilarity(a: MeshLabels, b: MeshLabels): number {
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [number, weight] of fewer) sum += weight * (more.get(number) ?? 0)
  return Math.min(sum, 1)
}
