import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countRows, createBitmap, rowsOf, type Bitmap } from '../../src/core/bitmap.ts'
import { facetKeys } from '../../src/core/facets.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { toEmbeddingText } from '../../src/core/record.ts'
import { toTerms } from '../../src/core/text/terms.ts'
import { createHeadingSearch } from '../../src/engine/headingSearch.ts'
import { joinLibraries } from '../../src/engine/joinLibraries.ts'
import type { LibraryLists } from '../../src/engine/queryLists.ts'
import { createValueNames } from '../../src/engine/valueNames.ts'
import { openFaceted } from '../fakes/facetedLibrary.ts'
import { facetedRecords, facetTree } from '../fakes/facetedRecords.ts'
import { hasExploded } from '../fakes/slowFilters.ts'
import { toyEncoder } from '../fakes/toyPack.ts'

const { card } = await toyEncoder()
const records =
  fc.sample(facetedRecords(70), { numRuns: 20, seed: 7 }).toSorted((a, b) => b.length - a.length)[0] ?? []

/** What looking at each record gives. */
async function expectListsOf(all: readonly PubmedRecord[], lists: LibraryLists): Promise<void> {
  const keys = new Set(all.flatMap(facetKeys))
  const rowsWith = (has: (record: PubmedRecord) => boolean) =>
    all.flatMap((record, row) => (has(record) ? [row] : []))
  for (const key of [...keys, 'mesh:D0077', 'auth:nobody'])
    expect([...rowsOf(await lists.facet(key))], key).toEqual(
      rowsWith((record) => facetKeys(record).includes(key)),
    )
  // A key or term that only an older copy of a record has leads to no record.
  const known = async (found: readonly string[], rows: (key: string) => Promise<Bitmap>) => {
    const sets = await Promise.all(found.map(rows))
    return found.filter((_, place) => countRows(sets[place] ?? createBitmap(0)) > 0)
  }
  for (const prefix of ['', 'mesh:', 'mesh:D00', 'titl:g', 'year:200', 'zzz'])
    expect(await known(await lists.facetKeys(prefix), lists.facet), prefix).toEqual(
      [...keys].filter((key) => key.startsWith(prefix)).sort(),
    )
  const termsOf = (record: PubmedRecord) => toTerms(toEmbeddingText(record))
  const terms = new Set(all.flatMap(termsOf))
  for (const term of [...terms, 'nowher'])
    expect([...rowsOf(await lists.term(term))], term).toEqual(
      rowsWith((record) => termsOf(record).includes(term)),
    )
  for (const prefix of ['', 's', 'gou', 'zzz'])
    expect(await known(await lists.terms(prefix), lists.term), prefix).toEqual(
      [...terms].filter((term) => term.startsWith(prefix)).sort(),
    )
  expect(lists.count).toBe(all.length)
  expect(all.map(({ pmid }) => lists.row(pmid))).toEqual(all.map((_, row) => row))
  expect(lists.row('999999')).toBeUndefined()
  expect(await lists.records([2, 0])).toEqual([all[2], all[0]])
}

describe('the lists of a library', () => {
  it('say of each key and term what looking at each record says', async () => {
    const lists = await (await openFaceted(card, records)).lists()
    await expectListsOf(records, lists)
    const used = new Set(records.flatMap(({ headings }) => headings.flatMap(({ ui }) => ui ?? [])))
    for (const ui of used) expect(lists.mesh?.byUi(ui)?.treeNumbers).toEqual(facetTree.byUi(ui)?.treeNumbers)
  })

  it('of several libraries are those of one with all their records: what the newest says of each', async () => {
    // An older library tells other things of a record that both have.
    const outdated = records.map((record) => ({
      ...record,
      headings: [],
      publicationTypes: ['Old Type'],
      title: 'old',
    }))
    const isShared = (_: unknown, row: number) => row % 3 === 0
    const newer = records.filter((record, row) => row % 3 !== 1 || isShared(record, row))
    const older = records.map((record, row) => (row % 3 === 1 ? record : (outdated[row] ?? record)))
    const joined = joinLibraries([
      await openFaceted(
        card,
        older.filter((_, row) => row % 3 !== 2),
        { id: 'older', date: '2020-01-01' },
      ),
      await openFaceted(card, newer, { id: 'newer', date: '2024-01-01' }),
    ])
    await expectListsOf(records, await joined.lists())
  })

  it('propose headings with their place in the tree and how many records have them or what is below', async () => {
    const lists = await (await openFaceted(card, records)).lists()
    const [found] = await createHeadingSearch(lists)('cardiac dem')
    expect(found).toEqual({
      ui: 'D003',
      name: 'Cardiac Dementia',
      treeNumbers: ['C14.200', 'F03.100'],
      path: ['Diseases', 'Diseases of the Heart'],
      count: records.filter((record) => hasExploded(record, 'D003')).length,
    })
  })

  it('spell values as records do', async () => {
    const lists = await (await openFaceted(card, records)).lists()
    const names = createValueNames(lists)
    expect(await names('types', ['meta-analysis', 'review', 'unheard of'])).toEqual(
      new Map([['meta-analysis', 'Meta-Analysis'], ['review', 'Review'], ['unheard of', 'unheard of']]), // prettier-ignore
    )
    expect((await names('journals', ['lancet'])).get('lancet')).toBe('Lancet')
  })
})
