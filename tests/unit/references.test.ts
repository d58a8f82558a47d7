import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toAma } from '../../src/core/citation/ama.ts'
import { toPageRange } from '../../src/core/citation/cited.ts'
import { toVancouver } from '../../src/core/citation/vancouver.ts'
import type { Author } from '../../src/core/record.ts'
import { toyRecord } from '../fakes/toyPack.ts'
import { anyCited, manyAuthors, tea } from '../fixtures/citedRecords.ts'

/** The samples for authors of journal articles: https://www.nlm.nih.gov/bsd/uniform_requirements.html */
const transplantation = toyRecord('12140307', {
  title: 'Solid-organ transplantation in HIV-infected patients.',
  authors: [
    { name: 'Halpern', initials: 'SD' },
    { name: 'Ubel', initials: 'PA' },
    { name: 'Caplan', initials: 'AL' },
  ],
  journal: {
    title: 'The New England journal of medicine',
    abbreviation: 'N Engl J Med',
    ...{ volume: '347', issue: '4', pages: '284-7' },
  },
  date: { year: 2002, month: 7, day: 25 },
  doi: '10.1056/NEJMsb020632',
})
const names = (count: number) => manyAuthors.slice(0, count)

describe('Vancouver', () => {
  it('is as NLM has it', () => {
    expect(toVancouver([transplantation])).toBe(
      'Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. N Engl J Med. 2002 Jul 25;347(4):284-7. doi: 10.1056/NEJMsb020632. PMID: 12140307.',
    )
  })

  it('names six authors, and of more the first six', () => {
    const beginning = (count: number) =>
      toVancouver([{ ...transplantation, authors: names(count) }]).split(' Solid')[0]
    expect(beginning(6)).toMatch(/^(?:Ñame\w+ AB, ){5}Ñamef5 AB\.$/)
    expect(beginning(7)).toMatch(/^(?:Ñame\w+ AB, ){6}et al\.$/)
    expect(beginning(200)).toBe(beginning(7))
  })

  it('parts groups from persons, begins with the title where there is nobody, and tells of a retraction', () => {
    expect(toVancouver([tea])).toMatch(
      /^Müller AB, van der Berg C; Tea Group\. Green .* J Tea\. 2002 Sep 3;3\(4\):296-302\./,
    )
    expect(toVancouver([tea])).toMatch(
      /PMID: 12\. Retraction in: J Tea\. 2003 Jan;4\(1\):2\. PMID: 99\. Correction in:/,
    )
    expect(toVancouver([toyRecord('7', { title: 'Why tea?' })])).toBe('Why tea? PMID: 7.')
  })

  it('numbers several', () => {
    expect(
      toVancouver([transplantation, tea])
        .split('\n')
        .map((line) => line.slice(0, 4)),
    ).toEqual(['1. H', '2. M'])
  })
})

describe('AMA', () => {
  it('has the year alone, whole page numbers and the DOI last', () => {
    expect(toAma([transplantation])).toBe(
      'Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. N Engl J Med. 2002;347(4):284-287. doi:10.1056/NEJMsb020632',
    )
  })

  it('names six authors, and of more the first three', () => {
    const beginning = (count: number) =>
      toAma([{ ...transplantation, authors: names(count) }]).split(' Solid')[0]
    expect(beginning(6)).toMatch(/^(?:Ñame\w+ AB, ){5}Ñamef5 AB\.$/)
    expect(beginning(7)).toMatch(/^(?:Ñame\w+ AB, ){3}et al\.$/)
  })
})

describe('any record', () => {
  it('is one line of either style', () => {
    fc.assert(
      fc.property(anyCited, (record) => {
        for (const write of [toVancouver, toAma]) {
          expect(write([record])).not.toMatch(/[\n\r\u2028]/)
          expect(write([{ ...record, title: 'A title.' }])).toContain('A title.')
        }
      }),
    )
  })

  it('of which little is known leaves no empty places', () => {
    const anyParts = fc.record(
      {
        journal: fc.record(
          {
            title: fc.constant('J Tea'),
            volume: fc.constant('3'),
            issue: fc.constant('4'),
            pages: fc.constant('5-6'),
          },
          { requiredKeys: ['title'] },
        ),
        date: fc.constant({ year: 2002 }),
        authors: fc.constant<Author[]>([{ name: 'Tea Group' }]),
        doi: fc.constant('10.1234/tea'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anyParts, (parts) => {
        for (const write of [toVancouver, toAma])
          expect(write([toyRecord('1', { title: 'A title.', ...parts })])).not.toMatch(
            /\(\)|undefined|\.\.|[;:]\.| {2}|^[ .]/,
          )
      }),
    )
  })
})

it.each([
  ['693-7', { first: '693', last: '697' }],
  ['693-702', { first: '693', last: '702' }],
  ['S12-S15', { first: 'S12', last: 'S15' }],
  ['e12', { first: 'e12' }],
  ['1-3, 7', { first: '1-3, 7' }],
  ['', undefined],
  [undefined, undefined],
])('pages %j are %j', (pages, range) => {
  expect(toPageRange(pages)).toEqual(range)
})
