import { noBranch } from '../../core/map/branches.ts'
import { categoryLetters, categoryName } from '../../core/mesh/categories.ts'

/** Branches with a colour of their own, by letter: more could not be told apart. The others share one. */
const coloured = ['C', 'D', 'E', 'G', 'F', 'N', 'B', 'A']

/** A colour of the map: its name is that of a CSS variable, `--branch-C`. */
export interface BranchGroup {
  key: string
  name: string
}

export const branchGroups: readonly BranchGroup[] = [
  ...coloured.map((letter) => ({ key: letter, name: categoryName(letter) ?? letter })),
  { key: 'other', name: 'Other branches' },
  { key: 'none', name: 'No headings' },
]

/** Place in `branchGroups` of a branch as toMainBranches (core/map/branches.ts) gives it. */
export function groupOf(branch: number): number {
  if (branch === noBranch) return branchGroups.length - 1
  const place = coloured.indexOf(categoryLetters[branch] ?? '')
  return place < 0 ? branchGroups.length - 2 : place
}
