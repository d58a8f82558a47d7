import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MeshHeading } from '../../src/core/mesh/heading.ts'
import { createMeshTree } from '../../src/core/mesh/tree.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { createRecordFilter, type RecordFilter } from '../../src/core/recordFilter.ts'
import { refusalOf } from '../fakes/refusal.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const headings: MeshHeading[] = [
  { ui: 'D000001', name: 'Diseases', treeNumbers: ['C01'] },
  { ui: 'D000002', name: 'Sepsis', treeNumbers: ['C01.100'], terms: ['Blood Poisoning'] },
  { ui: 'D000003', name: 'Septic Shock', treeNumbers: ['C01.100.500'] },
  { ui: 'D000004', name: 'Gout', treeNumbers: ['C01.200', 'C02.300'], terms: ['Podagra'] },
  { ui: 'D000005', name: 'Joints', treeNumbers: ['C02'] },
  { ui: 'D000006', name: 'Female', treeNumbers: [] },
]
const mesh = createMeshTree(headings, 2026)

function isKept(filter: RecordFilter, record: Partial<PubmedRecord>): boolean {
  return createRecordFilter(filter, mesh)(toyRecord('1', record))
}

const heading = (name: string, ui?: string) => ({
  ...{ name, major: false, qualifiers: [] },
  ...(ui !== undefined && { ui }),
})

describe('the filter of records', () => {
  it.each([
    [{ from: 2015, to: 2024 }, [2015, 2024], [2014, 2025]],
    [{ from: 2015 }, [2015, 9999], [2014]],
    [{ to: 2024 }, [1, 2024], [2025]],
  ])('takes both ends of the years %j', (years, inside, outside) => {
    for (const year of inside) expect(isKept({ years }, { date: { year } })).toBe(true)
    for (const year of outside) expect(isKept({ years }, { date: { year } })).toBe(false)
  })

  it('keeps no record without a date when years are asked for', () => {
    expect(isKept({ years: { from: 1 } }, {})).toBe(false)
    expect(isKept({}, {})).toBe(true)
  })

  it('asks for any of the types and of the languages, in upper or lower case', () => {
    const record = { publicationTypes: ['Journal Article', 'Review'], languages: ['eng', 'fre'] }
    expect(isKept({ types: ['Editorial', 'review '], languages: ['FRE'] }, record)).toBe(true)
    expect(isKept({ types: ['Review'], languages: ['ger'] }, record)).toBe(false)
    expect(isKept({ types: ['Editorial'] }, record)).toBe(false)
  })

  it.each(['Sepsis', 'sepsis', 'Blood poisoning', 'D000002', ' d000002'])(
    'takes the branch %j with all that is below it',
    (branch) => {
      const filter = { branches: [branch] }
      expect(isKept(filter, { headings: [heading('Sepsis', 'D000002')] })).toBe(true)
      expect(isKept(filter, { headings: [heading('Gout'), heading('septic shock')] })).toBe(true)
      expect(isKept(filter, { headings: [heading('blood poisoning')] })).toBe(true)
      expect(isKept(filter, { headings: [heading('Diseases'), heading('Unheard Of')] })).toBe(false)
      expect(isKept(filter, {})).toBe(false)
    },
  )

  it('takes a heading that has no place in the tree alone', () => {
    expect(isKept({ branches: ['Female'] }, { headings: [heading('Female', 'D000006')] })).toBe(true)
  })

  it('refuses a branch that MeSH does not know, and any branch without MeSH', () => {
    const unknown = refusalOf(() => createRecordFilter({ branches: ['Gout', 'Gut'] }, mesh))
    expect(unknown).toMatchObject({ code: 'usage', message: expect.stringMatching(/“Gut” .*2026/) as string })
    const without = refusalOf(() => createRecordFilter({ branches: ['Gout'] }, undefined))
    expect(without).toMatchObject({ code: 'usage', message: expect.stringContaining('--mesh') as string })
  })

  it('agrees with a slow twin that goes by tree numbers', () => {
    const types = ['Review', 'Editorial', 'Letter']
    const languages = ['eng', 'fre', 'ger']
    const names = [...headings.flatMap(({ name, terms = [] }) => [name, ...terms]), 'Unheard Of']
    const anyOf = (values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 })
    const year = fc.integer({ min: 2018, max: 2024 })
    const record = fc
      .record({
        date: fc.option(fc.record({ year }), { nil: undefined }),
        publicationTypes: anyOf(types),
        languages: anyOf(languages),
        named: anyOf(names),
      })
      .map(({ date, named, ...rest }) =>
        toyRecord('1', { ...rest, ...(date && { date }), headings: named.map((name) => heading(name)) }),
      )
    const filter = fc.record(
      {
        years: fc.record({ from: year, to: year }, { requiredKeys: [] }),
        types: fc.uniqueArray(fc.constantFrom(...types), { minLength: 1 }),
        languages: fc.uniqueArray(fc.constantFrom(...languages), { minLength: 1 }),
        branches: fc.uniqueArray(fc.constantFrom(...names.slice(0, -1)), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(filter, record, (asked, one) => {
        expect(createRecordFilter(asked, mesh)(one)).toBe(fits(asked, one))
      }),
    )
  })
})

function fits({ years, types, languages, branches }: RecordFilter, record: PubmedRecord): boolean {
  if (years) {
    if (!record.date) return false
    if (years.from !== undefined && record.date.year < years.from) return false
    if (years.to !== undefined && record.date.year > years.to) return false
  }
  if (types && !types.some((type) => record.publicationTypes.includes(type))) return false
  if (languages && !languages.some((language) => record.languages.includes(language))) return false
  return !branches || branches.some((branch) => record.headings.some(({ name }) => isAtOrBelow(name, branch)))
}

function isAtOrBelow(name: string, branch: string): boolean {
  const [own, above] = [placeOf(name), placeOf(branch)]
  if (!own || !above) return false
  const isBelow = (number: string) => above.treeNumbers.some((top) => `${number}.`.startsWith(`${top}.`))
  return own.ui === above.ui || own.treeNumbers.some(isBelow)
}

function placeOf(name: string): MeshHeading | undefined {
  return headings.find((one) => one.name === name || one.terms?.includes(name))
}
