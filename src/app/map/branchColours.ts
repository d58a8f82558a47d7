import { noBranch } from '../../core/map/branches.ts'
import { categoryLetters } from '../../core/mesh/categories.ts'

/** Branches with a colour of their own, by letter: more could not be told apart. The others share one. */
const coloured = ['C', 'D', 'E', 'G', 'F', 'N', 'B', 'A'] as const

/** Colours of the map, named as CSS variables are: `--branch-C`. */
export const branchGroups = [...coloured, 'other', 'none'] as const

export type BranchGroup = (typeof branchGroups)[number]

/** Place in `branchGroups` of a branch as toMainBranches (core/map/branches.ts) gives it. */
export function groupOf(branch: number): number {
  if (branch === noBranch) return branchGroups.length - 1
  const place = coloured.findIndex((letter) => letter === categoryLetters[branch])
  return place < 0 ? branchGroups.length - 2 : place
}
