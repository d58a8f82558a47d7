import type { Postings } from '../pack/postings.ts'
import { checkTags } from '../mesh/checkTags.ts'
import { categoryLetters } from '../mesh/categories.ts'
import type { MeshTree } from '../mesh/tree.ts'

/** Of a record without headings, or with headings that stand in no branch. */
export const noBranch = 255

/** A major topic says more of what a record is about than its other headings together. */
const majorWeight = 8

/**
 * The branch of MeSH in which most of a record's headings stand, major topics first; of two that have as many, the one whose
 * letter comes first.
 * @param lists rows by facet key, see facets.ts; others than headings are passed over
 * @returns for each row the place of the letter in `categoryLetters`, or `noBranch`
 */
export function toMainBranches(
  lists: Iterable<[key: string, postings: Postings]>,
  mesh: MeshTree,
  count: number,
): Uint8Array<ArrayBuffer> {
  const votes = new Uint16Array(count * categoryLetters.length)
  for (const [key, { rows }] of lists) {
    const [, kind, ui] = /^(mesh|majr):(D\d+)$/.exec(key) ?? []
    const heading = ui === undefined ? undefined : mesh.byUi(ui)
    if (!heading || checkTags.has(heading.name)) continue
    const weight = kind === 'majr' ? majorWeight : 1
    const letters = new Set(heading.treeNumbers.map((number) => number.slice(0, 1)))
    for (const letter of letters) {
      const place = categoryLetters.indexOf(letter)
      for (const row of rows) {
        const at = row * categoryLetters.length + place
        votes[at] = (votes[at] ?? 0) + weight
      }
    }
  }
  return Uint8Array.from({ length: count }, (_, row) => {
    const own = votes.subarray(row * categoryLetters.length, (row + 1) * categoryLetters.length)
    const most = Math.max(...own)
    return most > 0 ? own.indexOf(most) : noBranch
  })
}
