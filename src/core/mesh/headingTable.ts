import { categoryLetters, categoryName } from './categories.ts'
import { numbersAbove, type MeshTree } from './tree.ts'

/** A heading as lists show it. The categories stand among them, with their letter as identifier and as tree number. */
export interface ListedHeading {
  ui: string
  name: string
  treeNumbers: readonly string[]
}

/** Headings by their place in a list, with what is above each in any branch: what exploded counts are made with. */
export interface HeadingTable {
  /** Those of the tree, sorted by identifier, then the categories that have any. */
  headings: readonly ListedHeading[]
  placeOf(ui: string): number | undefined
  /** Places of all above heading i, its categories included: `above` from `aboveStarts[i]` to `aboveStarts[i + 1]`. */
  aboveStarts: Uint32Array
  above: Uint32Array
}

export function createHeadingTable(mesh: MeshTree | undefined): HeadingTable {
  const known = mesh?.headings ?? []
  const used = new Set(known.flatMap(({ treeNumbers }) => treeNumbers.map((number) => number.slice(0, 1))))
  const headings: ListedHeading[] = [
    ...known.map(({ ui, name, treeNumbers }) => ({ ui, name, treeNumbers })),
    ...categoryLetters
      .filter((letter) => used.has(letter))
      .map((letter) => ({ ui: letter, name: categoryName(letter) ?? letter, treeNumbers: [letter] })),
  ]
  const places = new Map(headings.map(({ ui }, place) => [ui, place]))
  const placeByNumber = new Map(
    headings.flatMap(({ treeNumbers }, place) => treeNumbers.map((number) => [number, place] as const)),
  )
  const aboveStarts = new Uint32Array(headings.length + 1)
  const above: number[] = []
  for (const [place, { treeNumbers }] of headings.entries()) {
    const found = new Set<number>()
    for (const number of treeNumbers) {
      for (const higher of [...numbersAbove(number), number.slice(0, 1)]) {
        const other = placeByNumber.get(higher)
        if (other !== undefined && other !== place) found.add(other)
      }
    }
    for (const other of found) above.push(other)
    aboveStarts[place + 1] = above.length
  }
  return { headings, placeOf: (ui) => places.get(ui), aboveStarts, above: Uint32Array.from(above) }
}

/** Identifiers of a heading, or category, and of all below it; of an unknown one its own. */
export function explode({ headings, placeOf, aboveStarts, above }: HeadingTable, ui: string): string[] {
  const place = placeOf(ui)
  if (place === undefined) return [ui]
  return headings.flatMap((heading, other) =>
    other === place || above.subarray(aboveStarts[other], aboveStarts[other + 1]).includes(place)
      ? [heading.ui]
      : [],
  )
}
