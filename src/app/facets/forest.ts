import { parentNumber } from '../../core/mesh/tree.ts'
import type { ListedHeading } from '../../core/mesh/headingTable.ts'

/** A place in the tree of headings. A heading may have several. */
export interface TreePlace {
  treeNumber: string
  heading: ListedHeading
  /** Of its counts. */
  index: number
}

/** The headings of what is searched, by identifier and by place. */
export interface Forest {
  byUi(ui: string): ListedHeading | undefined
  at(treeNumber: string): TreePlace | undefined
  /** Those right below a place, in the order of MeSH; the categories where none is given. */
  below(treeNumber?: string): readonly TreePlace[]
}

export function createForest(headings: readonly ListedHeading[]): Forest {
  const byUi = new Map<string, ListedHeading>()
  const byParent = new Map<string, TreePlace[]>()
  const byNumber = new Map<string, TreePlace>()
  for (const [index, heading] of headings.entries()) {
    byUi.set(heading.ui, heading)
    for (const treeNumber of heading.treeNumbers) {
      const parent = aboveNumber(treeNumber) ?? ''
      const places = byParent.get(parent)
      const place = { treeNumber, heading, index }
      byNumber.set(treeNumber, place)
      if (places) places.push(place)
      else byParent.set(parent, [place])
    }
  }
  const sorted = new Set<string>()
  return {
    byUi: (ui) => byUi.get(ui),
    at: (treeNumber) => byNumber.get(treeNumber),
    below(treeNumber = '') {
      const places = byParent.get(treeNumber) ?? []
      if (!sorted.has(treeNumber)) places.sort((a, b) => (a.treeNumber < b.treeNumber ? -1 : 1))
      sorted.add(treeNumber)
      return places
    },
  }
}

/** Above A01 is the category A. */
export function aboveNumber(treeNumber: string): string | undefined {
  return parentNumber(treeNumber) ?? (treeNumber.length > 1 ? treeNumber.slice(0, 1) : undefined)
}

/** A line of the tree as it is shown. */
export interface TreeLine extends TreePlace {
  level: number
  /** Among those beside it, from 1. */
  position: number
  size: number
  count: number
  /** Whether there is anything to see below it. */
  hasBelow: boolean
  isExpanded: boolean
}

/**
 * The lines that are seen: places with records, and those of chosen headings with what leads to them.
 * @param counts by the order of the headings
 */
export function listLines(
  forest: Forest,
  counts: Uint32Array,
  expanded: ReadonlySet<string>,
  chosen: readonly string[],
): TreeLine[] {
  const kept = new Set<string>()
  for (const ui of chosen)
    for (const treeNumber of forest.byUi(ui)?.treeNumbers ?? [])
      for (let at: string | undefined = treeNumber; at !== undefined; at = aboveNumber(at)) kept.add(at)
  const isSeen = ({ treeNumber, index }: TreePlace) => (counts[index] ?? 0) > 0 || kept.has(treeNumber)
  const lines: TreeLine[] = []
  const add = (parent: string | undefined, level: number): void => {
    const places = forest.below(parent).filter(isSeen)
    for (const [at, place] of places.entries()) {
      const { treeNumber, index } = place
      const hasBelow = forest.below(treeNumber).some(isSeen)
      const isExpanded = hasBelow && expanded.has(treeNumber)
      const count = counts[index] ?? 0
      lines.push({ ...place, level, position: at + 1, size: places.length, count, hasBelow, isExpanded })
      if (isExpanded) add(treeNumber, level + 1)
    }
  }
  add(undefined, 1)
  return lines
}
