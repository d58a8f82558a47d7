import type { MeshTree } from './mesh/tree.ts'

/**
 * A dial along the tree of MeSH: which records are put nearer to the top for lying near the query's headings. `narrower` are
 * those with something more special than these, `wider` and `widest` those with anything below what stands one or two above.
 */
export const breadths = ['narrower', 'same', 'wider', 'widest'] as const

export type Breadth = (typeof breadths)[number]

/** How much of a score the tree has a say in, while the dial is on. Chosen so that it orders what is near, and lifts nothing far. */
export const treeShare = 0.3

/** The headings at the dial's place: with what is below them they make up the part of the tree that counts. */
export function headingsAt(breadth: Breadth, uis: readonly string[], mesh: MeshTree): string[] {
  const distinct = (lists: readonly string[][]) => [...new Set(lists.flat())].sort()
  const above = (list: readonly string[]) => distinct(list.map((ui) => orItself(mesh.parents(ui), ui)))
  switch (breadth) {
    case 'narrower':
      return distinct(uis.map((ui) => orItself(mesh.children(ui), ui)))
    case 'same':
      return distinct([[...uis]])
    case 'wider':
      return above(uis)
    case 'widest':
      return above(above(uis))
  }
}

/** At either end of the tree the dial goes no further. */
function orItself(uis: string[], ui: string): string[] {
  return uis.length > 0 ? uis : [ui]
}
