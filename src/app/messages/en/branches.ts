import { categoryName } from '../../../core/mesh/categories.ts'
import type { BranchGroup } from '../../map/branchColours.ts'

const nameOf = (letter: BranchGroup) => categoryName(letter) ?? letter

/** Of the map's colours. */
export const branches = {
  A: nameOf('A'),
  B: nameOf('B'),
  C: nameOf('C'),
  D: nameOf('D'),
  E: nameOf('E'),
  F: nameOf('F'),
  G: nameOf('G'),
  N: nameOf('N'),
  other: 'Other branches',
  none: 'No headings',
} satisfies Record<BranchGroup, string>
