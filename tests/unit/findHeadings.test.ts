import { describe, expect, it } from 'vitest'
import { createHeadingFinder } from '../../src/core/mesh/findHeadings.ts'
import { joinHeadings } from '../../src/core/mesh/join.ts'
import { createMeshTree } from '../../src/core/mesh/tree.ts'
import { facetHeadings } from '../fakes/facetedRecords.ts'

const find = createHeadingFinder(facetHeadings)
const names = (text: string, countOf: (ui: string) => number = () => 0) =>
  find(text, 10, countOf).map(({ name }) => name)

describe('headings are found', () => {
  it('by the beginning of their name, of an entry term, or of a word in either, in this order', () => {
    expect(find('heart', 10, () => 0)).toEqual([
      { ui: 'D002', name: 'Heart Failure' },
      { ui: 'D001', name: 'Diseases of the Heart' },
    ])
    expect(find('cardiac f', 10, () => 0)).toEqual([
      { ui: 'D002', name: 'Heart Failure', term: 'Cardiac Failure' },
    ])
    expect(names('cardiac')).toEqual(['Cardiac Dementia', 'Diseases of the Heart', 'Heart Failure'])
    expect(names('dise')).toEqual(['Diseases of the Heart'])
    expect(names('eart')).toEqual([])
  })

  it('whole terms first, then those that most records have', () => {
    const counts = new Map([['D005', 3], ['D006', 1], ['D007', 9]]) // prettier-ignore
    expect(names('d', (ui) => counts.get(ui) ?? 0)).toEqual([
      'Diuretics',
      'Drugs',
      'Diseases of the Heart',
      'Cardiac Dementia',
      'Mental Disorders',
    ])
    expect(names('ANXIETY')[0]).toBe('Anxiety')
  })

  it('without accents, in any case, with any white space', () => {
    expect(find('  SJOGREN’s   dem', 10, () => 0)).toEqual([
      { ui: 'D003', name: 'Cardiac Dementia', term: 'Sjögren’s Dementia' },
    ])
  })

  it('not at all by nothing', () => {
    for (const text of ['', '  ', '-', '\n']) expect(names(text)).toEqual([])
    expect(find('d', 1, () => 0)).toHaveLength(1)
  })
})

describe('headings of two editions of MeSH', () => {
  it('are one tree, in which the newer one holds', () => {
    const newer = [
      { ui: 'D1000', name: 'Fever', treeNumbers: ['C23'] },
      { ui: 'D2000', name: 'Chills', treeNumbers: ['C23.100'] },
    ]
    const older = [
      { ui: 'D1000', name: 'Fevers', treeNumbers: ['C10'] },
      { ui: 'D3000', name: 'Rigor', treeNumbers: ['C23.100', 'C23.200'] }, // one place is taken
      { ui: 'D4000', name: 'Shiver', treeNumbers: ['C10.100', 'C23.200.100'] }, // nothing stands at C10 any more
      { ui: 'D5000', name: 'CHILLS', treeNumbers: ['C30'] }, // a name that another one has
    ]
    const joined = joinHeadings([newer, older])
    expect(joined).toEqual([
      ...newer,
      { ui: 'D3000', name: 'Rigor', treeNumbers: ['C23.200'] },
      { ui: 'D4000', name: 'Shiver', treeNumbers: ['C23.200.100'] },
    ])
    expect(createMeshTree(joined, 2026).explode('D1000')).toEqual(['D1000', 'D2000', 'D3000', 'D4000'])
  })
})
