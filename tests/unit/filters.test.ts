import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complement, createBitmap, intersect, rowsOf } from '../../src/core/bitmap.ts'
import { countFacets } from '../../src/core/facetCounts.ts'
import { indexFacets } from '../../src/core/facets.ts'
import { createFacetTable, findFacetRows } from '../../src/core/facetTable.ts'
import { createFacetIndex, toFilterGroups } from '../../src/core/filterRows.ts'
import {
  countFilters,
  noFilters,
  setHeadingMode,
  toggleHeading,
  toFilterText,
  toggleValue,
  withoutGroup,
  type Filters,
} from '../../src/core/filters.ts'
import { createHeadingTable } from '../../src/core/mesh/headingTable.ts'
import { parseFilters } from '../../src/core/parseFilters.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { facetedRecords, facetTree, someFilters } from '../fakes/facetedRecords.ts'
import { refusalOf } from '../fakes/refusal.ts'
import { branchesOf, filterSlowly, hasExploded, isRetracted, valuesOf } from '../fakes/slowFilters.ts'

function createIndex(records: readonly PubmedRecord[]) {
  const lists = Array.from(indexFacets(records), ([key, { rows }]) => [key, rows] as const)
  return createFacetIndex(createFacetTable(records.length, lists), createHeadingTable(facetTree))
}

const everything = (count: number) => complement(createBitmap(count))

describe('filters', () => {
  it('keep the records that meet every condition, as looking at each record does', () => {
    fc.assert(
      fc.property(facetedRecords(), someFilters, (records, filters) => {
        const groups = toFilterGroups(filters, createIndex(records))
        const rows = [
          ...rowsOf(
            intersect(
              records.length,
              groups.map((group) => group.rows),
            ),
          ),
        ]
        expect(rows.map((row) => records[row]?.pmid)).toEqual(
          filterSlowly(records, filters).map(({ pmid }) => pmid),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('take one of several headings within a branch, and one of each branch', () => {
    const ui = (...uis: string[]) => uis.map((each) => ({ ui: each, mode: 'exploded' as const }))
    expect([...branchesOf(ui('D002', 'D001', 'D006', 'D005260')).keys()]).toEqual(['C', 'D', 'D005260'])
    // Cardiac Dementia is a disease and a mental disorder: beside one of either it is an alternative to it.
    expect([...branchesOf(ui('D004', 'D003')).keys()]).toEqual(['F'])
    expect([...branchesOf(ui('D003', 'D004')).keys()]).toEqual(['C', 'F'])
  })

  it('are put on, changed and taken off', () => {
    const one = toggleHeading(noFilters, 'D003', 'F03.100')
    expect(one.headings).toEqual([{ ui: 'D003', treeNumber: 'F03.100', mode: 'exploded' }])
    const excluded = setHeadingMode(one, 'D003', 'exclude')
    expect(excluded.headings).toEqual([{ ui: 'D003', treeNumber: 'F03.100', mode: 'exclude' }])
    expect(toggleHeading(excluded, 'D003')).toEqual(noFilters)
    const many: Filters = { ...toggleValue(excluded, 'types', 'review'), years: { to: 2000 }, hedge: 'x' }
    expect(countFilters(many)).toBe(4)
    const rest = (['types', 'years', 'hedge'] as const).reduce(
      (left, group) => withoutGroup(left, { group }),
      many,
    )
    expect(withoutGroup(rest, { group: 'excluded', uis: ['D003'] })).toEqual(noFilters)
    expect(toggleValue(many, 'types', 'review').types).toEqual([])
  })

  it('travel as text', () => {
    fc.assert(
      fc.property(someFilters, (filters) => {
        expect(parseFilters(toFilterText(filters))).toEqual(filters)
      }),
    )
    expect(toFilterText(noFilters)).toBe('{}')
  })

  it.each([
    ['{"headings":[{"ui":"x","mode":"only"}]}', 'headings.0.ui'],
    ['{"headings":[{"ui":"D001","mode":"maybe"}]}', 'headings.0.mode'],
    ['{"years":{"from":"2000"}}', 'years.from'],
    ['{"types":"review"}', 'types'],
    ['[', 'filters'],
  ])('from outside are refused where they are not well formed: %s', (text, place) => {
    const { code, message } = refusalOf(() => parseFilters(text))
    expect(code).toBe('input-invalid')
    expect(message).toContain(place)
  })
})

describe('counts', () => {
  it('of headings are those of records that have one at or below them, each once', () => {
    fc.assert(
      fc.property(facetedRecords(), (records) => {
        const index = createIndex(records)
        const counts = countFacets(everything(records.length), [], index).headings
        for (const [place, { ui }] of index.headings.headings.entries())
          expect(counts[place], ui).toBe(records.filter((record) => hasExploded(record, ui)).length)
      }),
    )
  })

  it('tell what is in the list, and of alternatives what choosing them too would bring', () => {
    fc.assert(
      fc.property(facetedRecords(), someFilters, (records, filters) => {
        const index = createIndex(records)
        const counts = countFacets(everything(records.length), toFilterGroups(filters, index), index)
        const kept = filterSlowly(records, filters)
        expect(counts.total).toBe(kept.length)
        expect(counts.hasAbstract).toBe(kept.filter(({ abstract }) => abstract.length > 0).length)
        expect(counts.retracted).toBe(kept.filter(isRetracted).length)
        for (const group of ['types', 'languages', 'journals', 'species', 'sexes', 'evidence'] as const)
          expect(sorted(counts.groups[group]), group).toEqual(
            tally(filterSlowly(records, filters, group), group),
          )
        const years = filterSlowly(records, filters, 'years').flatMap(({ date }) => date?.year ?? [])
        expect(counts.years).toEqual(
          [...new Set(years)]
            .sort()
            .map((year) => ({ year, count: years.filter((each) => each === year).length })),
        )
        const branches = [...branchesOf(filters.headings).keys()]
        for (const [place, { ui, treeNumbers }] of index.headings.headings.entries()) {
          const own = branches.filter(
            (branch) => branch === ui || treeNumbers.some((n) => n.startsWith(branch)),
          )
          const sets = [undefined, ...own.map((branch) => `headings:${branch}`)]
          const each = sets.map(
            (left) => filterSlowly(records, filters, left).filter((record) => hasExploded(record, ui)).length,
          )
          expect(counts.headings[place], ui).toBe(Math.max(...each))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('say where nothing is left how much each condition takes away', () => {
    const records = fc.sample(facetedRecords(), { numRuns: 1, seed: 3 })[0] ?? []
    const index = createIndex(records)
    const filters = { ...noFilters, types: ['unheard of'], languages: ['eng'] }
    const { total, without } = countFacets(everything(records.length), toFilterGroups(filters, index), index)
    expect(total).toBe(0)
    expect(without).toEqual([
      { group: 'types', count: filterSlowly(records, filters, 'types').length },
      { group: 'languages', count: 0 },
    ])
  })
})

describe('the table of facets', () => {
  it('gives the rows of every list that it has, and leaves the others to the pack', () => {
    fc.assert(
      fc.property(facetedRecords(30), (records) => {
        const lists = indexFacets(records)
        const { table } = createIndex(records)
        for (const [key, { rows }] of lists) {
          const isInTable = !/^(auth|titl|qual|text)|\//.test(key)
          expect(findFacetRows(table, key), key).toEqual(isInTable ? rows : undefined)
        }
        expect(findFacetRows(table, 'type:unheard of')).toEqual(new Uint32Array())
      }),
    )
  })
})

function tally(records: readonly PubmedRecord[], group: string) {
  const values = records.flatMap((record) => valuesOf(record, group))
  const isOf = (value: string) =>
    group !== 'species' && group !== 'sexes' ? true : (group === 'species') === /humans|animals/.test(value)
  const distinct = [...new Set(values)].filter(isOf).sort()
  return distinct.map((value) => ({ value, count: values.filter((each) => each === value).length }))
}

function sorted(counts: { value: string; count: number }[]) {
  return counts.toSorted((a, b) => (a.value < b.value ? -1 : 1))
}
