import type { MeshHeading } from './heading.ts'
import { depth, numbersAbove, type MeshTree } from './tree.ts'

/** Where two headings meet going up the tree: the deepest heading that both are, or lie below. */
export interface Meeting {
  heading: MeshHeading
  /** The place of it at which they meet. */
  treeNumber: string
  /** 1 for the uppermost headings; the deeper, the nearer the two are. */
  depth: number
}

/** @returns undefined where they have no heading in common: two branches, or one that the tree does not know */
export function findMeeting(tree: MeshTree, a: string, b: string): Meeting | undefined {
  const above = new Set(numbersUp(tree, a))
  let deepest: string | undefined
  for (const number of numbersUp(tree, b))
    if (above.has(number) && (deepest === undefined || isDeeper(number, deepest))) deepest = number
  const heading = deepest === undefined ? undefined : tree.byTreeNumber(deepest)
  return deepest === undefined || !heading
    ? undefined
    : { heading, treeNumber: deepest, depth: depth(deepest) }
}

/** Of two at one depth the one that stands first in the tree, so that a pair always meets at one place. */
function isDeeper(number: string, than: string): boolean {
  const [own, other] = [depth(number), depth(than)]
  return own > other || (own === other && number < than)
}

function* numbersUp(tree: MeshTree, ui: string): Generator<string> {
  for (const number of tree.byUi(ui)?.treeNumbers ?? []) {
    yield number
    yield* numbersAbove(number)
  }
}
