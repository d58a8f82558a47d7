import { complement, createBitmap } from '../core/bitmap.ts'
import { countHeadings } from '../core/facetCounts.ts'
import { categoryName } from '../core/mesh/categories.ts'
import { createHeadingFinder, type FoundHeading } from '../core/mesh/findHeadings.ts'
import { numbersAbove } from '../core/mesh/tree.ts'
import { once } from '../core/once.ts'
import type { LibraryLists } from './queryLists.ts'

/** A heading as it is proposed while one types. */
export interface ProposedHeading extends FoundHeading {
  treeNumbers: readonly string[]
  /** Names from the category down to what is above it, at its first place in the tree. */
  path: string[]
  /** Records that have it or a heading below it. */
  count: number
}

const maxProposed = 12

/** What it needs is made when it is first asked. @throws AppError `file-damaged`, `index-invalid` */
export function createHeadingSearch(lists: LibraryLists): (text: string) => Promise<ProposedHeading[]> {
  const ready = once(async () => {
    const index = await lists.index()
    const counts = countHeadings(complement(createBitmap(lists.count)), index)
    const countOf = (ui: string) => counts[index.headings.placeOf(ui) ?? -1] ?? 0
    const names = new Map(
      lists.headings.flatMap(({ name, treeNumbers }) => treeNumbers.map((n) => [n, name] as const)),
    )
    const numbers = new Map(lists.headings.map(({ ui, treeNumbers }) => [ui, treeNumbers]))
    return { find: createHeadingFinder(lists.headings), countOf, names, numbers }
  })
  return async (text) => {
    const { find, countOf, names, numbers } = await ready()
    return find(text, maxProposed, countOf).map((found) => {
      const treeNumbers = numbers.get(found.ui) ?? []
      const [first] = treeNumbers
      const path =
        first === undefined
          ? []
          : [
              categoryName(first) ?? first.slice(0, 1),
              ...[...numbersAbove(first)].reverse().map((n) => names.get(n) ?? n),
            ]
      return { ...found, treeNumbers, path, count: countOf(found.ui) }
    })
  }
}
