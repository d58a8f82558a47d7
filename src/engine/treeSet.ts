import { countRows, unite, type Bitmap } from '../core/bitmap.ts'
import { headingsAt, type Breadth } from '../core/breadth.ts'
import { facetKey } from '../core/facets.ts'
import type { Filters } from '../core/filters.ts'
import { findHeadings } from '../core/mesh/headingsInText.ts'
import type { QueryLists } from '../core/query/lists.ts'

/** A part of the tree, and how it came from a query. */
export interface TreeSet {
  /** Those that the query names, or is filtered by. */
  asked: HeadingName[]
  /** Those that the part lies below. */
  counted: HeadingName[]
  rows: Bitmap
}

export interface HeadingName {
  ui: string
  name: string
}

/** What the page is told of it. */
export interface TreeReport extends Pick<TreeSet, 'asked' | 'counted'> {
  records: number
}

/** @returns undefined where the query names no heading, or the library has no MeSH */
export async function openTreeSet(
  text: string,
  filters: Filters,
  breadth: Breadth,
  lists: QueryLists,
): Promise<TreeSet | undefined> {
  const { mesh } = lists
  if (!mesh) return undefined
  const filtered = filters.headings.filter(({ mode, ui }) => mode !== 'exclude' && mesh.byUi(ui))
  const uis = [...new Set([...findHeadings(text, mesh), ...filtered].map(({ ui }) => ui))]
  if (uis.length === 0) return undefined
  const counted = headingsAt(breadth, uis, mesh)
  const below = [...new Set(counted.flatMap((ui) => mesh.explode(ui)))]
  const rows = await Promise.all(below.map((ui) => lists.facet(facetKey.heading(ui))))
  const names = (list: readonly string[]) => list.map((ui) => ({ ui, name: mesh.byUi(ui)?.name ?? ui }))
  return { asked: names(uis), counted: names(counted), rows: unite(lists.count, rows) }
}

export function toTreeReport({ asked, counted, rows }: TreeSet): TreeReport {
  return { asked, counted, records: countRows(rows) }
}
