import fc from 'fast-check'
import { expect, it } from 'vitest'
import { facetKeys, indexFacets } from '../../src/core/facets.ts'
import { anyRecord } from '../fakes/randomRecord.ts'
import { toyRecord } from '../fakes/toyPack.ts'

it('a record stands under all that tells it apart', () => {
  const qualifiers = [{ name: 'Drug Therapy', major: true }]
  const record = toyRecord('1', {
    title: 'Gout, again gout',
    headings: [
      { name: 'Gout', ui: 'D006073', major: false, qualifiers },
      { name: 'Humans', ui: 'D006801', major: false, qualifiers: [] },
      { name: 'Unknown', major: true, qualifiers: [] },
    ],
    publicationTypes: ['Review'],
    languages: ['eng', 'fre'],
    date: { year: 987 },
    journal: { title: 'The Lancet', abbreviation: 'Lancet' },
    authors: [{ name: 'Müller-Ødegård', initials: 'J.A.' }, { name: 'Gout  Group' }],
    notices: [{ kind: 'retraction' }],
    abstract: [{ text: 'Short.' }],
  })
  expect([...new Set(facetKeys(record))]).toEqual([
    ...['mesh:D006073', 'majr:D006073', 'mesh:D006073/drug therapy', 'majr:D006073/drug therapy'],
    ...['mesh:D006801', 'qual:drug therapy', 'type:review', 'lang:eng', 'lang:fre', 'year:0987'],
    ...['jour:the lancet', 'jour:lancet', 'auth:muller-ødegard ja', 'auth:gout group'],
    ...['titl:gout', 'titl:again', 'note:retraction', 'abst:'],
  ])
})

it('a record without anything stands nowhere', () => {
  expect(facetKeys(toyRecord('2', { title: '', abstract: [] }))).toEqual([])
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
