import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRisParser } from '../../src/core/pubmed/ris.ts'
import { parseAll } from '../fixtures/parseAll.ts'

const tea = `TY  - JOUR
TI  - Tea against thirst.
AU  - Müller, Anna Berta
AU  - Tea Group
AB  - To drink.
Two lines.
T2  - Journal of tea
JA  - J Tea
VL  - 3
IS  - 4
SP  - 296
EP  - 302
PY  - 2002
DA  - 2002/09/03
LA  - eng
DO  - https://doi.org/10.1234/tea
KW  - *Tea
KW  - Thirst
UR  - https://pubmed.ncbi.nlm.nih.gov/12/
ER  - 

TY  - JOUR
T1  - Coffee.
AN  - 14
DB  - PubMed
ER  - 
`

const read = (text: string) => parseAll(createRisParser, text)
const pmids = (...fields: string[]) =>
  read(['TY  - JOUR', 'TI  - a', ...fields, 'ER  - '].join('\n')).records.map(({ pmid }) => pmid)

describe('a RIS file', () => {
  it('gives each field its place', () => {
    const { records, skips } = read(tea)
    expect(skips).toEqual([])
    expect(records.map(({ pmid }) => pmid)).toEqual(['12', '14'])
    expect(records[0]).toEqual({
      pmid: '12',
      title: 'Tea against thirst.',
      abstract: [{ text: 'To drink. Two lines.' }],
      journal: { title: 'Journal of tea', abbreviation: 'J Tea', volume: '3', issue: '4', pages: '296-302' },
      date: { year: 2002, month: 9, day: 3 },
      authors: [{ name: 'Müller', initials: 'AB' }, { name: 'Tea Group' }],
      headings: [
        { name: 'Tea', major: true, qualifiers: [] },
        { name: 'Thirst', major: false, qualifiers: [] },
      ],
      publicationTypes: [],
      languages: ['eng'],
      notices: [],
      doi: '10.1234/tea',
    })
  })

  it.each([
    [['AN  - 12'], ['12']],
    [['C2  - PMID: 12'], ['12']],
    [['M2  - PMID12'], ['12']],
    [['UR  - http://www.ncbi.nlm.nih.gov/pubmed/12?dopt=x'], ['12']],
    [['DB  - MEDLINE', 'AN  - 12'], ['12']],
    [['AN  - 2012345678', 'DB  - Embase'], []],
    [['AN  - WOS:0001'], []],
    [['UR  - https://example.org/12'], []],
  ])('%j has the PMIDs %j', (fields, expected) => {
    expect(pmids(...fields)).toEqual(expected)
  })

  it('144, 148: begins a record at each TY, with or without an ER before it', () => {
    const { records } = read('TY  - JOUR\nTI  - a\nAN  - 1\nTY  - JOUR\nTI  - b\nAN  - 2')
    expect(records.map(({ title }) => title)).toEqual(['a', 'b'])
  })

  it('154: skips a record without a PMID, and names its line', () => {
    const { records, skips } = read('TY  - JOUR\nTI  - a\nER  - \nTY  - JOUR\nTI  - b\nAN  - 2\nER  - \n')
    expect(records.map(({ title }) => title)).toEqual(['b'])
    expect(skips).toMatchObject([{ reason: 'no-pmid', place: { line: 1 } }])
  })

  it('keeps a language that is a code, and no other', () => {
    expect(read('TY  - JOUR\nTI  - a\nAN  - 1\nLA  - English\nLA  - FRE\n').records[0]?.languages).toEqual([
      'fre',
    ])
  })

  it('that is none is refused at its first line', () => {
    expect(() => read('<html>')).toThrow(/line 1: no RIS/)
  })

  it('is read alike with any line ends, and never throws after its first tag', () => {
    expect(read(tea.replaceAll('\n', '\r\n'))).toEqual(read(tea))
    fc.assert(fc.property(fc.array(fc.string()), (lines) => void read(['TY  - JOUR', ...lines].join('\n'))))
  })
})
