import { complement, createBitmap, toBitmap, unite, type Bitmap } from './bitmap.ts'
import { ages, sexes, species, type CheckTagValue } from './checkTagGroups.ts'
import { levelOf } from './evidenceLevels.ts'
import { idsOf, rowsWith, type FacetTable } from './facetTable.ts'
import {
  groupByBranch,
  valueGroups,
  type FilterGroupName,
  type Filters,
  type HeadingFilter,
  type ValueGroup,
  type YearRange,
} from './filters.ts'
import { explode, type HeadingTable } from './mesh/headingTable.ts'

/** What filters and counts are made with. */
export interface FacetIndex {
  table: FacetTable
  headings: HeadingTable
  /** Place in `headings` of each value of the table's column `mesh`; absent where the tree does not know it. */
  places: readonly (number | undefined)[]
  /** Rows of each value that is told from several lists, by group and id. */
  sets: Record<DerivedGroup, ReadonlyMap<string, Bitmap>>
  /** Rows of what a notice says was retracted, and of what PubMed has made the type of. */
  retracted: Bitmap
}

/** Groups whose values are no keys of lists. */
export const derivedGroups = ['species', 'sexes', 'ages', 'evidence'] as const

export type DerivedGroup = (typeof derivedGroups)[number]

export function createFacetIndex(table: FacetTable, headings: HeadingTable): FacetIndex {
  return {
    table,
    headings,
    places: table.columns.mesh.values.map(headings.placeOf),
    sets: {
      species: groupByTags(table, species),
      sexes: groupByTags(table, sexes),
      ages: groupByTags(table, ages),
      evidence: groupByEvidence(table),
    },
    retracted: toBitmap(
      table.count,
      joined([
        rowsWith(table.columns.note, 'retraction'),
        rowsWith(table.columns.type, 'retracted publication'),
      ]),
    ),
  }
}

/** A condition of the filters and the rows that meet it. */
export interface FilterGroup extends FilterGroupName {
  rows: Bitmap
  /** Letter of the category that its headings were chosen in. */
  branch?: string
  /** One of its values is enough: counts of the others tell what choosing them too would bring. */
  isChoice: boolean
}

/** Rows of what is told by no list of facets. */
export interface OtherRows {
  /** Of the filters' hedge, which is a query and evaluated as one. */
  hedge?: Bitmap
  /** Of the records that were chosen themselves. */
  pmids?: Bitmap
}

export function toFilterGroups(filters: Filters, index: FacetIndex, others: OtherRows = {}): FilterGroup[] {
  const { count } = index.table
  const groups: FilterGroup[] = []
  const treeNumbersOf = (ui: string) =>
    index.headings.headings[index.headings.placeOf(ui) ?? -1]?.treeNumbers ?? []
  for (const [branch, headings] of groupByBranch(filters.headings, treeNumbersOf)) {
    const rows = toBitmap(count, joined(headings.map((heading) => headingRows(heading, index))))
    groups.push({ group: 'headings', uis: headings.map(({ ui }) => ui), rows, branch, isChoice: true })
  }
  const excluded = filters.headings.filter(({ mode }) => mode === 'exclude')
  if (excluded.length > 0) {
    const rows = toBitmap(count, joined(excluded.map((heading) => headingRows(heading, index))))
    const uis = excluded.map(({ ui }) => ui)
    groups.push({ group: 'excluded', uis, rows: complement(rows), isChoice: false })
  }
  for (const group of valueGroups) {
    if (filters[group].length === 0) continue
    const sets = filters[group].map((value) => valueSet(index, group, value))
    groups.push({ group, rows: unite(count, sets), isChoice: true })
  }
  const { years, hasAbstract, hidesRetracted } = filters
  if (years.from !== undefined || years.to !== undefined)
    groups.push({ group: 'years', rows: toBitmap(count, yearRows(index.table, years)), isChoice: true })
  if (others.hedge) groups.push({ group: 'hedge', rows: others.hedge, isChoice: true })
  if (others.pmids) groups.push({ group: 'pmids', rows: others.pmids, isChoice: false })
  if (hasAbstract) {
    const rows = toBitmap(count, rowsWith(index.table.columns.abst, ''))
    groups.push({ group: 'hasAbstract', rows, isChoice: false })
  }
  if (hidesRetracted) {
    groups.push({ group: 'hidesRetracted', rows: complement(index.retracted), isChoice: false })
  }
  return groups
}

/** Rows that have a value. */
function valueSet({ table, sets }: FacetIndex, group: ValueGroup, value: string): Bitmap {
  const { columns, count } = table
  switch (group) {
    case 'types':
      return toBitmap(count, rowsWith(columns.type, value))
    case 'languages':
      return toBitmap(count, rowsWith(columns.lang, value))
    case 'journals':
      return toBitmap(count, rowsWith(columns.jour, value))
    default:
      return sets[group].get(value) ?? createBitmap(count)
  }
}

function headingRows({ ui, mode }: HeadingFilter, { table, headings }: FacetIndex): Iterable<number> {
  if (mode === 'only') return rowsWith(table.columns.mesh, ui)
  if (mode === 'major') return rowsWith(table.columns.majr, ui)
  return joined(explode(headings, ui).map((below) => rowsWith(table.columns.mesh, below)))
}

function groupByTags({ count, columns }: FacetTable, values: readonly CheckTagValue[]): Map<string, Bitmap> {
  const rowsOf = ({ uis }: CheckTagValue) => joined(uis.map((ui) => rowsWith(columns.mesh, ui)))
  return new Map(values.map((value) => [value.id, toBitmap(count, rowsOf(value))]))
}

function yearRows(
  { columns: { year } }: FacetTable,
  { from = -Infinity, to = Infinity }: YearRange,
): number[] {
  const within = year.values.filter((text) => Number(text) >= from && Number(text) <= to)
  return joined(within.map((value) => rowsWith(year, value)))
}

function groupByEvidence({ count, columns: { type } }: FacetTable): Map<string, Bitmap> {
  const levels = new Map<string, number[]>()
  for (let row = 0; row < count; row++) {
    const level = levelOf(Array.from(idsOf(type, row), (id) => type.values[id] ?? ''))
    if (level === undefined) continue
    const rows = levels.get(level.id)
    if (rows) rows.push(row)
    else levels.set(level.id, [row])
  }
  return new Map(Array.from(levels, ([id, rows]) => [id, toBitmap(count, rows)]))
}

function joined(lists: readonly Iterable<number>[]): number[] {
  const all: number[] = []
  for (const list of lists) for (const row of list) all.push(row)
  return all
}
