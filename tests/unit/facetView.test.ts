import { describe, expect, it } from 'vitest'
import { listWays } from '../../src/app/facets/Widen.tsx'
import { groupName, listChips } from '../../src/app/facets/filterNames.ts'
import { createForest, listLines } from '../../src/app/facets/forest.ts'
import { readTreeKey } from '../../src/app/facets/treeKeys.ts'
import { noFilters, type Filters } from '../../src/core/filters.ts'
import { createHeadingTable } from '../../src/core/mesh/headingTable.ts'
import { facetTree } from '../fakes/facetedRecords.ts'

const { headings } = createHeadingTable(facetTree)
const forest = createForest(headings)
const countsOf = (counts: Record<string, number>) => Uint32Array.from(headings, ({ ui }) => counts[ui] ?? 0)
const counts = countsOf({ C: 5, F: 2, D001: 5, D003: 2, D004: 2 })
const lines = (...expanded: string[]) => listLines(forest, counts, new Set(expanded), [])
const numbers = (list: ReturnType<typeof lines>) => list.map(({ treeNumber }) => treeNumber)

describe('the tree of headings', () => {
  it('shows what records of the list have, a heading at each of its places, and what is below when it is opened', () => {
    expect(lines()).toMatchObject([
      { treeNumber: 'C', level: 1, position: 1, size: 2, count: 5, hasBelow: true, isExpanded: false },
      { treeNumber: 'F', level: 1, position: 2, size: 2, count: 2, hasBelow: true, isExpanded: false },
    ])
    const open = lines('C', 'C14', 'F', 'F03')
    expect(numbers(open)).toEqual(['C', 'C14', 'C14.200', 'F', 'F03', 'F03.100'])
    expect(open[2]).toMatchObject({ level: 3, hasBelow: false, heading: { name: 'Cardiac Dementia' } })
    expect(numbers(lines('C14'))).toEqual(['C', 'F']) // what is above it is closed
  })

  it('keeps a chosen heading that no record has, with the way to it', () => {
    const kept = listLines(forest, counts, new Set(['D', 'D02']), ['D007'])
    expect(kept.filter(({ treeNumber }) => treeNumber.startsWith('D'))).toMatchObject([
      { treeNumber: 'D', count: 0 },
      { treeNumber: 'D02', count: 0 },
      { treeNumber: 'D02.100', count: 0, hasBelow: true },
    ])
  })

  it.each([
    ['ArrowDown', 'C', { move: 'focus', treeNumber: 'C14' }],
    ['ArrowUp', 'C14', { move: 'focus', treeNumber: 'C' }],
    ['ArrowUp', 'C', undefined],
    ['ArrowDown', 'F', undefined],
    ['Home', 'F', { move: 'focus', treeNumber: 'C' }],
    ['End', 'C', { move: 'focus', treeNumber: 'F' }],
    ['ArrowRight', 'C', { move: 'focus', treeNumber: 'C14' }],
    ['ArrowRight', 'F', { move: 'expand', treeNumber: 'F' }],
    ['ArrowRight', 'C14.200', undefined],
    ['ArrowLeft', 'C', { move: 'collapse', treeNumber: 'C' }],
    ['ArrowLeft', 'C14.200', { move: 'focus', treeNumber: 'C14' }],
    ['ArrowLeft', 'F', undefined],
    [' ', 'C14', { move: 'toggle', treeNumber: 'C14' }],
    ['Enter', 'C14', { move: 'toggle', treeNumber: 'C14' }],
    ['ContextMenu', 'C14', { move: 'menu', treeNumber: 'C14' }],
    ['x', 'C14', undefined],
    ['ArrowDown', 'gone', undefined],
  ])('is walked by keys: %s on %s', (key, current, step) => {
    expect(readTreeKey({ key }, lines('C', 'C14'), current)).toEqual(step)
  })

  it('opens the menu of a line by the keys that open menus', () => {
    const menu = { move: 'menu', treeNumber: 'C' }
    expect(readTreeKey({ key: 'ArrowDown', altKey: true }, lines(), 'C')).toEqual(menu)
    expect(readTreeKey({ key: 'F10', shiftKey: true }, lines(), 'C')).toEqual(menu)
    expect(readTreeKey({ key: 'ArrowUp', altKey: true }, lines(), 'F')).toBeUndefined()
  })
})

describe('chips of filters', () => {
  const filters: Filters = {
    ...noFilters,
    headings: [
      { ui: 'D002', mode: 'exploded' },
      { ui: 'D007', mode: 'major' },
      { ui: 'C', mode: 'exclude' },
      { ui: 'D777', mode: 'exploded' },
    ],
    types: ['review'],
    languages: ['fre'],
    ages: ['infant'],
    years: { from: 2001 },
    hedge: 'therapy-narrow',
    hasAbstract: true,
    hidesRetracted: true,
    pmids: ['1', '2'],
  }
  const chips = listChips(filters, forest, { review: 'Review' })

  it('name each, and take it alone away', () => {
    expect(chips.map(({ label }) => label)).toEqual([
      'Heart Failure',
      'Diuretics (major topic)',
      'not Diseases',
      'D777', // not in this library
      'Review',
      'French',
      'Infant: 1 to 23 months',
      'from 2001',
      'Therapy, narrow',
      'Has abstract',
      'Not retracted',
      'Chosen on the map (2)',
    ])
    const none = chips.reduce((left) => listChips(left, forest, {})[0]?.without ?? left, filters)
    expect(none).toEqual(noFilters)
  })

  it('name the conditions of which one leaves nothing', () => {
    expect(groupName({ group: 'headings', uis: ['D002'] }, filters, chips)).toBe('Heart Failure')
    expect(groupName({ group: 'types' }, filters, chips)).toBe('Review')
    expect(groupName({ group: 'years' }, filters, chips)).toBe('from 2001')
    expect(groupName({ group: 'hidesRetracted' }, filters, chips)).toBe('Not retracted')
  })
})

describe('where a heading leaves few records', () => {
  it('what stands right above it is proposed in its place, in the branch where it was chosen', () => {
    const filters: Filters = {
      ...noFilters,
      headings: [
        { ui: 'D003', treeNumber: 'C14.200', mode: 'major' },
        { ui: 'C', mode: 'exclude' },
      ],
    }
    expect(listWays(filters, forest)).toEqual([
      {
        from: 'Cardiac Dementia',
        to: forest.at('C14')?.heading.name,
        filters: {
          ...noFilters,
          headings: [
            { ui: 'C', mode: 'exclude' },
            { ui: forest.at('C14')?.heading.ui, treeNumber: 'C14', mode: 'exploded' },
          ],
        },
      },
    ])
  })

  it('nothing is proposed above a category, or for what the library does not have', () => {
    const headings = [
      { ui: 'C', mode: 'exploded' as const },
      { ui: 'D777', mode: 'exploded' as const },
    ]
    expect(listWays({ ...noFilters, headings }, forest)).toEqual([])
  })
})
