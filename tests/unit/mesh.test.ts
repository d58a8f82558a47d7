import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import { categoryLetters, categoryName } from '../../src/core/mesh/categories.ts'
import type { MeshHeading } from '../../src/core/mesh/heading.ts'
import type { MeshTree } from '../../src/core/mesh/tree.ts'
import { createMeshTree, depth, parentNumber, subset } from '../../src/core/mesh/tree.ts'
import {
  parseMeshDescriptors,
  parseMeshTerms,
  parseMeshTsv,
  toMeshTsv,
  withTerms,
} from '../../src/core/mesh/tsv.ts'
import { dataDir } from '../fixtures/dataDir.ts'

// Tea is a beverage and a plant product; Green Tea sits below it at both places.
const rows: MeshHeading[] = [
  { ui: 'D0005', name: 'Female', treeNumbers: [] },
  { ui: 'D0003', name: 'Tea', treeNumbers: ['G07.100.200', 'J02.300'], terms: ['Black Tea', 'Tea,  Black'] },
  { ui: 'D0001', name: 'Beverages', treeNumbers: ['G07.100', 'J02'], terms: ['Drinks'] },
  { ui: 'D0002', name: 'Food', treeNumbers: ['G07'] },
  { ui: 'D0004', name: 'Green Tea', treeNumbers: ['G07.100.200.500', 'J02.300.010'], terms: ['Matcha'] },
]

describe('the MeSH tree', () => {
  const tree = createMeshTree(rows, 2024)

  it('finds headings by identifier, name, term and tree number', () => {
    expect(tree.byUi('D0003')?.name).toBe('Tea')
    expect(tree.byName('  green\tTEA ')?.ui).toBe('D0004')
    expect(tree.byName('Matcha')).toBeUndefined()
    expect(tree.byTerm('matcha')?.ui).toBe('D0004')
    expect(tree.byTerm('tea, black')?.ui).toBe('D0003')
    expect(tree.byTerm('Green Tea')?.ui).toBe('D0004')
    expect(tree.byTreeNumber('J02')?.ui).toBe('D0001')
    expect(tree.headings.map(({ ui }) => ui)).toEqual(['D0001', 'D0002', 'D0003', 'D0004', 'D0005'])
    expect(tree.year).toBe(2024)
  })

  it('goes up and down in every branch', () => {
    expect(tree.ancestors('D0004')).toEqual(['D0001', 'D0002', 'D0003'])
    expect(tree.parents('D0001')).toEqual(['D0002'])
    expect(tree.children('D0001')).toEqual(['D0003'])
    expect(tree.descendants('D0001')).toEqual(['D0003', 'D0004'])
    expect(tree.explode('D0002')).toEqual(['D0001', 'D0002', 'D0003', 'D0004'])
  })

  it('has Female without a place in it', () => {
    expect(tree.ancestors('D0005')).toEqual([])
    expect(tree.children('D0005')).toEqual([])
    expect(tree.explode('D0005')).toEqual(['D0005'])
  })

  it('knows nothing of unknown headings and of what every object has', () => {
    for (const name of ['D9999', '__proto__', 'constructor', 'toString', '']) {
      expect(
        tree.byUi(name) ?? tree.byName(name) ?? tree.byTerm(name) ?? tree.byTreeNumber(name),
      ).toBeUndefined()
      expect([...tree.explode(name), ...tree.ancestors(name), ...tree.parents(name)]).toEqual([])
    }
  })

  it('counts depth from 1 and names the categories', () => {
    expect([depth('G07'), depth('G07.100.200')]).toEqual([1, 3])
    expect([parentNumber('G07.100'), parentNumber('G07')]).toEqual(['G07', undefined])
    expect(categoryName('A')).toBe('Anatomy')
    expect(categoryName('C04.557')).toBe('Diseases')
    expect(categoryName('X')).toBeUndefined()
    expect(categoryLetters).toHaveLength(16)
  })

  it('gives the part that some headings need, ancestors included, sorted', () => {
    const part = subset(tree, ['D0005', 'D0003', 'D9999', 'D0003'])
    expect(part.map(({ ui }) => ui)).toEqual(['D0001', 'D0002', 'D0003', 'D0005'])
    expect(createMeshTree(part, 2024).ancestors('D0003')).toEqual(['D0001', 'D0002'])
  })

  it('gives a part that is a tree itself when an ancestor sits in another branch too', () => {
    const branched = createMeshTree(
      [
        { ui: 'D0001', name: 'Below', treeNumbers: ['A01.001'] },
        { ui: 'D0002', name: 'Above', treeNumbers: ['A01', 'B01.001'] },
        { ui: 'D0003', name: 'Elsewhere', treeNumbers: ['B01'] },
      ],
      2024,
    )
    expect(branched.ancestors('D0001')).toEqual(['D0002'])
    expect(subset(branched, ['D0001']).map(({ ui }) => ui)).toEqual(['D0001', 'D0002', 'D0003'])
  })

  it.each([
    ['an identifier twice', { ui: 'D0001', name: 'X', treeNumbers: [] }, /D0001 comes twice/],
    ['a name twice', { ui: 'D0009', name: 'green  tea', treeNumbers: [] }, /the same name/],
    [
      'a tree number twice',
      { ui: 'D0009', name: 'X', treeNumbers: ['J02'] },
      /J02 belongs to D0001 and to D0009/,
    ],
    ['nothing above it', { ui: 'D0009', name: 'X', treeNumbers: ['A01.001'] }, /D0009 sits at A01.001/],
    ['a bad tree number', { ui: 'D0009', name: 'X', treeNumbers: ['A1'] }, /"A1" is no tree number/],
    ['a bad identifier', { ui: 'Q0009', name: 'X', treeNumbers: [] }, /"Q0009" is no descriptor/],
    ['no name', { ui: 'D0009', name: ' ', treeNumbers: [] }, /D0009 has no name/],
  ])('refuses a heading with %s', (_what, row, words) => {
    expect(() => createMeshTree([...rows, row], 2024)).toThrow(words)
    expect(() => createMeshTree([...rows, row], 2024)).toThrow(AppError)
  })

  it('agrees with a scan over all tree numbers', () => {
    fc.assert(
      fc.property(randomHeadings(), (headings) => {
        const random = createMeshTree(headings, 2024)
        for (const { ui } of headings) {
          const below = headings.filter((other) => isAbove(ui, other.ui, headings))
          const above = headings.filter((other) => isAbove(other.ui, ui, headings))
          expect(random.descendants(ui)).toEqual(uisOf(below, ui))
          expect(random.explode(ui)).toEqual(uisOf([...below, { ui }]))
          expect(random.ancestors(ui)).toEqual(uisOf(above, ui))
          for (const child of random.children(ui)) expect(random.parents(child)).toContain(ui)
        }
      }),
      { numRuns: 200, seed: 5 },
    )
  })
})

/** The slow twin: by the strings alone. */
function isAbove(upper: string, lower: string, headings: readonly MeshHeading[]): boolean {
  const numbersOf = (ui: string) => headings.find((heading) => heading.ui === ui)?.treeNumbers ?? []
  return numbersOf(lower).some((below) => numbersOf(upper).some((above) => below.startsWith(`${above}.`)))
}

function uisOf(headings: readonly { ui: string }[], without?: string): string[] {
  return [...new Set(headings.map(({ ui }) => ui))].filter((ui) => ui !== without).sort()
}

/** A random tree of numbers, shared out among fewer headings, so that some sit below themselves. */
function randomHeadings(): fc.Arbitrary<MeshHeading[]> {
  const step = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 12 }), fc.nat({ max: 14 }))
  return fc.array(step, { minLength: 1, maxLength: 40 }).map((steps) => {
    const numbers = ['A01', 'B02']
    const owners = new Map<number, string[]>([
      [0, ['A01']],
      [1, ['B02']],
    ])
    for (const [from, digits, owner] of steps) {
      const number = `${numbers[from % numbers.length]}.${String(digits).padStart(3, '0')}`
      if (numbers.includes(number)) continue
      numbers.push(number)
      owners.set(owner, [...(owners.get(owner) ?? []), number])
    }
    return [...owners].map(([owner, treeNumbers]) => ({
      ui: `D${1000 + owner}`,
      name: `Heading ${owner}`,
      treeNumbers,
    }))
  })
}

describe('MeSH tables', () => {
  it('come back as they were written', () => {
    const odd = fc.string({ minLength: 1, unit: fc.constantFrom('a', '|', '\\', '\t', '\n', 'p', 't', 'é') })
    fc.assert(
      fc.property(odd, fc.array(odd), (name, terms) => {
        const heading = { ui: 'D0001', name, treeNumbers: ['A01', 'B02'], terms }
        expect(parseMeshTsv(toMeshTsv([heading]))).toEqual([heading])
      }),
    )
    const sorted = rows.map((row) => ({ terms: [], ...row })).sort((a, b) => (a.ui < b.ui ? -1 : 1))
    expect(parseMeshTsv(toMeshTsv(rows))).toEqual(sorted)
    expect(toMeshTsv(rows.toReversed())).toBe(toMeshTsv(rows))
  })

  it('of NLM are read, the preferred term being the name', () => {
    const headings = parseMeshDescriptors(
      'ui\tname\ttree_numbers\r\nD0001\tTea\tA01|B02\r\nD0002\tFemale\t\r\n',
    )
    expect(headings).toEqual([
      { ui: 'D0001', name: 'Tea', treeNumbers: ['A01', 'B02'] },
      { ui: 'D0002', name: 'Female', treeNumbers: [] },
    ])
    const terms = parseMeshTerms(
      'ui\tterm\tpreferred\tpermuted\nD0001\tTea\tY\tN\nD0001\tTea, Black\tN\tY\nD0009\tX\tN\tN\n',
    )
    expect(terms[1]).toEqual({ ui: 'D0001', term: 'Tea, Black', preferred: false, permuted: true })
    expect(withTerms(headings, terms).map((heading) => heading.terms)).toEqual([['Tea, Black'], []])
  })

  it('with other columns or a ragged line are refused with the line', () => {
    expect(() => parseMeshDescriptors('<html>')).toThrow(
      /line 1: expected the columns ui, name, tree_numbers/,
    )
    expect(() => parseMeshDescriptors('ui\tname\ttree_numbers\nD0001\tTea\n')).toThrow(
      /line 2: expected 3 columns, got 2/,
    )
    expect(() => parseMeshTsv('')).toThrow(AppError)
  })
})

describe.skipIf(!dataDir)('MeSH 2024', () => {
  const read = (name: string) => gunzipSync(readFileSync(`${dataDir}/mesh/${name}`)).toString('utf8')
  let tree: MeshTree
  beforeAll(() => {
    const headings = parseMeshDescriptors(read('mesh2024_descriptors.tsv.gz'))
    tree = createMeshTree(withTerms(headings, parseMeshTerms(read('mesh2024_terms.tsv.gz'))), 2024)
  })

  it('has the headings, terms and branches that NLM counts', () => {
    expect(tree.headings).toHaveLength(30_764)
    expect(tree.headings.reduce((sum, { terms = [] }) => sum + terms.length, 0)).toBe(263_931 - 30_764)
    const numbers = tree.headings.flatMap(({ treeNumbers }) => treeNumbers)
    expect(numbers).toHaveLength(64_457)
    expect(Math.max(...numbers.map(depth))).toBe(13)
    expect(new Set(numbers.map((number) => categoryName(number))).size).toBe(16)
  })

  // Counted by a scan over the table in Python.
  it.each([
    ['Diabetes Mellitus', 21, 4],
    ['Neoplasms', 699, 0],
    ['Eye', 61, 4],
    ['Humans', 1, 10],
    ['Female', 1, 0],
  ])('explodes %s into %i headings and finds %i above it', (name, exploded, above) => {
    const ui = tree.byName(name)?.ui ?? ''
    expect(tree.explode(ui)).toHaveLength(exploded)
    expect(tree.ancestors(ui)).toHaveLength(above)
  })

  it('finds headings by what people call them', () => {
    expect(tree.byTerm('heart attack')?.name).toBe('Myocardial Infarction')
    expect(tree.byTerm('high blood pressure')?.name).toBe('Hypertension')
    expect(tree.byTerm('cancer')?.name).toBe('Neoplasms')
  })

  it('ships a part that stands on its own', () => {
    const shipped = parseMeshTsv(toMeshTsv(subset(tree, tree.explode('D003920'))))
    const part = createMeshTree(shipped, 2024)
    expect(part.explode('D003920')).toEqual(tree.explode('D003920'))
    expect(part.byTerm('Diabetes Mellitus, Type II')?.ui).toBe('D003924')
  })
})
