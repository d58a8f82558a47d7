import { countRows, intersect, rowsOf, unite, type Bitmap } from '../core/bitmap.ts'
import { AppError } from '../core/errors.ts'
import { dot } from '../core/exactIndex.ts'
import { facetKey } from '../core/facets.ts'
import type { MeshHeading } from '../core/mesh/heading.ts'
import { numbersAbove, type MeshTree } from '../core/mesh/tree.ts'
import type { QueryLists } from '../core/query/lists.ts'
import type { PubmedRecord } from '../core/record.ts'
import { rankRows } from '../core/topK.ts'

/** A heading, its place in the tree, and what the library has of it. */
export interface HeadingPage {
  heading: MeshHeading
  /** For each tree number the headings from the uppermost down to this one. */
  paths: { treeNumber: string; headings: HeadingName[] }[]
  children: CountedHeading[]
  /** Records: with this very heading, as a major topic, and with it or one below it. */
  counts: { own: number; major: number; exploded: number }
  /** Records of each year with it or one below it, in the order of the years; those without one are left out. */
  years: { year: number; records: number }[]
  /** The records with it or one below it that are nearest to the middle of all these; none without an encoder. */
  typical: PubmedRecord[]
}

export interface HeadingName {
  ui: string
  name: string
}

export interface CountedHeading extends HeadingName {
  /** With it or one below it. */
  records: number
}

const typicalCount = 5

/**
 * @param vectorOf unit vector of a row; absent where there is no encoder
 * @throws AppError `not-found` where the library's MeSH does not have the heading; what reading throws
 */
export async function readHeadingPage(
  ui: string,
  lists: QueryLists,
  vectorOf?: (row: number) => Float32Array | undefined,
): Promise<HeadingPage> {
  const { mesh } = lists
  const heading = mesh?.byUi(ui)
  if (!mesh || !heading) throw new AppError('not-found', `The library’s MeSH has no heading ${ui}.`)
  const rows = await explodedRows(ui, mesh, lists)
  const children = await Promise.all(
    mesh.children(ui).map(async (child) => ({
      ui: child,
      name: mesh.byUi(child)?.name ?? child,
      records: countRows(await explodedRows(child, mesh, lists)),
    })),
  )
  return {
    heading,
    paths: heading.treeNumbers.map((treeNumber) => ({ treeNumber, headings: pathTo(treeNumber, mesh) })),
    children: children.sort((a, b) => b.records - a.records || a.name.localeCompare(b.name, 'en')),
    counts: {
      own: countRows(await lists.facet(facetKey.heading(ui))),
      major: countRows(await lists.facet(facetKey.majorHeading(ui))),
      exploded: countRows(rows),
    },
    years: await countYears(rows, lists),
    typical: vectorOf ? await lists.records(findTypical([...rowsOf(rows)], vectorOf)) : [],
  }
}

async function explodedRows(ui: string, mesh: MeshTree, lists: QueryLists): Promise<Bitmap> {
  const below = await Promise.all(mesh.explode(ui).map((own) => lists.facet(facetKey.heading(own))))
  return unite(lists.count, below)
}

function pathTo(treeNumber: string, mesh: MeshTree): HeadingName[] {
  return [treeNumber, ...numbersAbove(treeNumber)].toReversed().flatMap((number) => {
    const heading = mesh.byTreeNumber(number)
    return heading ? [{ ui: heading.ui, name: heading.name }] : []
  })
}

async function countYears(rows: Bitmap, lists: QueryLists): Promise<HeadingPage['years']> {
  const keys = await lists.facetKeys('year:')
  const counted = await Promise.all(
    keys.map(async (key) => ({
      year: Number(key.slice('year:'.length)),
      records: countRows(intersect(lists.count, [rows, await lists.facet(key)])),
    })),
  )
  return counted.filter(({ records }) => records > 0)
}

/** Nearest to the mean direction of all: what a reader would call typical, and not what is said most often. */
function findTypical(rows: readonly number[], vectorOf: (row: number) => Float32Array | undefined): number[] {
  const members = rows.flatMap((row) => {
    const vector = vectorOf(row)
    return vector ? [{ row, vector }] : []
  })
  const [first] = members
  if (!first) return []
  const centre = new Float32Array(first.vector.length)
  for (const { vector } of members)
    for (const [i, value] of vector.entries()) centre[i] = (centre[i] ?? 0) + value
  const scores = Float32Array.from(members, ({ vector }) => dot(vector, 0, centre))
  return Array.from(rankRows(scores, typicalCount).rows, (place) => members[place]?.row ?? 0)
}
