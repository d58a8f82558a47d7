import fc from 'fast-check'
import { expect, it } from 'vitest'
import { facetKeys, indexFacets } from '../../src/core/facets.ts'
import { anyRecord } from '../fakes/randomRecord.ts'
import { toyRecord } from '../fakes/toyPack.ts'

it('a record stands under its headings, types, languages, year and journal', () => {
  const heading = { name: 'Gout', ui: 'D006073', major: true, qualifiers: [] }
  const record = toyRecord('1', {
    headings: [
      heading,
      { ...heading, ui: 'D000001', major: false },
      { name: 'Unknown', major: true, qualifiers: [] },
    ],
    publicationTypes: ['Review'],
    languages: ['eng', 'fre'],
    date: { year: 987 },
    journal: { title: 'The Lancet' },
  })
  expect(facetKeys(record)).toEqual([
    ...['mesh:D006073', 'majr:D006073', 'mesh:D000001'],
    ...['type:review', 'lang:eng', 'lang:fre', 'year:0987', 'jour:the lancet'],
  ])
  expect(facetKeys(toyRecord('2'))).toEqual([])
})

it('each list has exactly the rows whose record has the key, in their order', () => {
  fc.assert(
    fc.property(fc.array(anyRecord, { maxLength: 30 }), (records) => {
      const lists = indexFacets(records)
      expect([...lists.keys()].toSorted()).toEqual([...new Set(records.flatMap(facetKeys))].toSorted())
      for (const [key, { rows, frequencies }] of lists) {
        const expected = [...records.keys()].filter((row) =>
          facetKeys(records[row] ?? toyRecord('1')).includes(key),
        )
        expect([...rows]).toEqual(expected)
        expect([...frequencies]).toEqual(expected.map(() => 1))
      }
    }),
  )
})
