import { countRows, hasRow, intersect, rowsOf, type Bitmap } from './bitmap.ts'
import { ages, sexes, species } from './checkTagGroups.ts'
import { evidenceLevels } from './evidenceLevels.ts'
import { idsOf, type FacetColumn } from './facetTable.ts'
import type { DerivedGroup, FacetIndex, FilterGroup } from './filterRows.ts'
import type { FilterGroupName, ValueGroup } from './filters.ts'

/** How many of a set of records have a value. Those that none has are left out. */
export interface ValueCount {
  value: string
  count: number
}

export interface FacetCounts {
  /** Records in the set. */
  total: number
  /** Of each heading of the list, in its order: records that have it or one below it, each counted once. */
  headings: Uint32Array<ArrayBuffer>
  groups: Record<ValueGroup, ValueCount[]>
  /** Ascending. */
  years: { year: number; count: number }[]
  hasAbstract: number
  retracted: number
  /** Where nothing matches: how many would with one of the conditions less. */
  without: (FilterGroupName & { count: number })[]
}

/** A journal or two has thousands of names: those that most records are in. */
const maxJournals = 50

/**
 * What is counted: `base`, narrowed by all groups. Values of a group of which one is enough are counted over what the other
 * groups leave: that is what choosing them too would bring. Of a heading that sits in several branches the largest number counts.
 */
export function countFacets(base: Bitmap, groups: readonly FilterGroup[], index: FacetIndex): FacetCounts {
  const { table, headings } = index
  const { columns } = table
  const without = (left?: FilterGroup) =>
    intersect(table.count, [base, ...groups.filter((group) => group !== left).map(({ rows }) => rows)])
  const all = without()
  const total = countRows(all)
  const isOwn = (name: string) => (group: FilterGroup) => group.group === name && group.isChoice
  const setFor = (name: string) => {
    const own = groups.find(isOwn(name))
    return own ? without(own) : all
  }
  const values = (group: DerivedGroup, known: readonly { id: string }[]): ValueCount[] => {
    const set = setFor(group)
    return known
      .flatMap(({ id }) => {
        const rows = index.sets[group].get(id)
        return rows ? { value: id, count: countRows(intersect(table.count, [set, rows])) } : []
      })
      .filter((each) => each.count > 0)
  }
  const counts = countHeadings(all, index)
  for (const own of groups.filter(isOwn('headings'))) {
    const ownCounts = countHeadings(without(own), index)
    for (const [place, { ui, treeNumbers }] of headings.headings.entries())
      if (ui === own.branch || treeNumbers.some((number) => number.slice(0, 1) === own.branch))
        counts[place] = Math.max(counts[place] ?? 0, ownCounts[place] ?? 0)
  }
  return {
    total,
    headings: counts,
    groups: {
      types: countValues(columns.type, setFor('types')),
      languages: countValues(columns.lang, setFor('languages')),
      journals: countJournals(columns.jour, setFor('journals')),
      species: values('species', species),
      sexes: values('sexes', sexes),
      ages: values('ages', ages),
      evidence: values('evidence', evidenceLevels),
    },
    years: countColumn(columns.year, setFor('years')).map(([value, found]) => ({
      year: Number(value),
      count: found,
    })),
    hasAbstract: countIn(all, columns.abst.rows),
    retracted: countRows(intersect(table.count, [all, index.retracted])),
    without:
      total > 0
        ? []
        : groups.map((group) => {
            const name = { group: group.group, ...(group.uis && { uis: group.uis }) }
            return { ...name, count: countRows(without(group)) }
          }),
  }
}

/** Exploded: a record counts for each of its headings and for all above them, once for each, however often it comes there. */
export function countHeadings(
  set: Bitmap,
  { table, headings, places }: FacetIndex,
): Uint32Array<ArrayBuffer> {
  const { aboveStarts, above } = headings
  const { idStarts, ids } = table.columns.mesh
  const counts = new Uint32Array(headings.headings.length)
  /** The row that was counted last for a heading. */
  const last = new Int32Array(counts.length).fill(-1)
  const countOnce = (place: number, row: number) => {
    if (last[place] === row) return
    last[place] = row
    counts[place] = (counts[place] ?? 0) + 1
  }
  for (const row of rowsOf(set)) {
    for (let at = idStarts[row] ?? 0; at < (idStarts[row + 1] ?? 0); at++) {
      const place = places[ids[at] ?? 0]
      if (place === undefined) continue
      // Also where it was counted as one above another heading: that one need not lie below it in all of its branches.
      countOnce(place, row)
      for (let i = aboveStarts[place] ?? 0; i < (aboveStarts[place + 1] ?? 0); i++)
        countOnce(above[i] ?? 0, row)
    }
  }
  return counts
}

function countColumn(
  { values, rowStarts, rows }: FacetColumn,
  set: Bitmap,
): [value: string, count: number][] {
  return values
    .map((value, id): [string, number] => [
      value,
      countIn(set, rows.subarray(rowStarts[id], rowStarts[id + 1])),
    ])
    .filter(([, count]) => count > 0)
}

function countValues(column: FacetColumn, set: Bitmap): ValueCount[] {
  return largestFirst(countColumn(column, set))
}

/** A record stands under the title of its journal and under the abbreviation: it counts for the shorter one. */
function countJournals(column: FacetColumn, set: Bitmap): ValueCount[] {
  const counts = new Map<string, number>()
  for (const row of rowsOf(set)) {
    const names = Array.from(idsOf(column, row), (id) => column.values[id] ?? '')
    const [first, ...others] = names
    if (first === undefined) continue
    const name = others.reduce((short, other) => (other.length < short.length ? other : short), first)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return largestFirst([...counts]).slice(0, maxJournals)
}

function largestFirst(counts: readonly (readonly [string, number])[]): ValueCount[] {
  return counts
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

function countIn(set: Bitmap, rows: Iterable<number>): number {
  let count = 0
  for (const row of rows) if (hasRow(set, row)) count++
  return count
}
