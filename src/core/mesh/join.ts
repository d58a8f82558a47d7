import type { MeshHeading } from './heading.ts'
import { parentNumber } from './tree.ts'

/**
 * Headings of several libraries as those of one tree. Editions of MeSH differ: what an earlier list says of a heading or of a place
 * in the tree holds, and what does not fit to that is left out.
 * @param lists the newest first
 */
export function joinHeadings(lists: readonly (readonly MeshHeading[])[]): MeshHeading[] {
  const headings = new Map<string, MeshHeading>()
  const names = new Set<string>()
  const owners = new Map<string, string>()
  for (const list of lists) {
    const fresh = list.filter(({ ui, name }) => !headings.has(ui) && !names.has(nameKey(name)))
    for (const { ui, treeNumbers } of fresh)
      for (const number of treeNumbers) if (!owners.has(number)) owners.set(number, ui)
    for (const heading of fresh) {
      headings.set(heading.ui, heading)
      names.add(nameKey(heading.name))
    }
  }
  const isRooted = (number: string): boolean => {
    const parent = parentNumber(number)
    return owners.has(number) && (parent === undefined || isRooted(parent))
  }
  return Array.from(headings.values(), (heading) => ({
    ...heading,
    treeNumbers: heading.treeNumbers.filter(
      (number) => owners.get(number) === heading.ui && isRooted(number),
    ),
  }))
}

const nameKey = (name: string) => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
