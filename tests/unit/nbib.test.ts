import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNbibParser } from '../../src/core/pubmed/nbib.ts'
import { dataDir } from '../fixtures/dataDir.ts'
import { cutAt, parseAll } from '../fixtures/parseAll.ts'

const tea = `
PMID- 12
OWN - NLM
VI  - 3
IP  - 4
DP  - 2002 Sep 3
TI  - Tea against
      thirst.
PG  - 296-302
AB  - AIM: To drink. METHODS AND RESULTS: We
      drank (tea). CONCLUSION: Done: at last.
AID - S0140-6736(02)1 [pii]
AID - 10.1234/tea [doi]
FAU - Müller, Anna B
AU  - Müller AB
FAU - Smith, John Jr
AU  - Smith J Jr
CN  - Tea Group
LA  - eng
PT  - Journal Article
TA  - J Tea
JT  - Journal of tea
MH  - *Tea
MH  - Thirst/*drug therapy/genetics
RIN - J Tea. 2003 Jan;4(1):2. PMID: 13
EFR - J Tea. 2001 Jan;2(1):2. PMID: 15
XYZ - never heard of
SO  - J Tea. 2002 Sep;3(4):296-302.

PMID- 14
TI  - Coffee.
`

const read = (text: string) => parseAll(createNbibParser, text)
const titles = (text: string) => read(text).records.map(({ title }) => title)

describe('a MEDLINE file', () => {
  it('gives each field its place', () => {
    const { records, announced, skips } = read(tea)
    expect(skips).toEqual([])
    expect(announced).toEqual([['15', { kind: 'correction', pmid: '12' }]])
    expect(records).toHaveLength(2)
    expect(records[0]).toEqual({
      pmid: '12',
      title: 'Tea against thirst.',
      abstract: [
        { label: 'AIM', text: 'To drink.' },
        { label: 'METHODS AND RESULTS', text: 'We drank (tea).' },
        { label: 'CONCLUSION', text: 'Done: at last.' },
      ],
      journal: { title: 'Journal of tea', abbreviation: 'J Tea', volume: '3', issue: '4', pages: '296-302' },
      date: { year: 2002, month: 9, day: 3 },
      authors: [{ name: 'Müller', initials: 'AB' }, { name: 'Smith', initials: 'J' }, { name: 'Tea Group' }],
      headings: [
        { name: 'Tea', major: true, qualifiers: [] },
        {
          name: 'Thirst',
          major: true,
          qualifiers: [
            { name: 'drug therapy', major: true },
            { name: 'genetics', major: false },
          ],
        },
      ],
      publicationTypes: ['Journal Article'],
      languages: ['eng'],
      notices: [{ kind: 'retraction', pmid: '13', source: 'J Tea. 2003 Jan;4(1):2' }],
      doi: '10.1234/tea',
    })
  })

  it.each([
    ['1998 Dec-1999 Jan', { year: 1998, month: 12 }],
    ['Spring 2003', { year: 2003 }],
    ['2003', { year: 2003 }],
    ['20030405', { year: 2003, month: 4, day: 5 }],
    ['soon', undefined],
  ])('reads the date %s', (text, date) => {
    expect(read(`PMID- 1\nTI  - a\nDP  - ${text}\n`).records[0]?.date).toEqual(date)
  })

  it('takes the date of the article where the issue has none', () => {
    expect(read('PMID- 1\nTI  - a\nDEP - 20030405\n').records[0]?.date).toEqual({
      year: 2003,
      month: 4,
      day: 5,
    })
  })

  it('leaves an abstract alone that does not begin with a label', () => {
    const text = 'We drank. RESULTS: none. DNA: more.'
    expect(read(`PMID- 1\nAB  - ${text}\n`).records[0]?.abstract).toEqual([{ text }])
  })

  it('takes an abstract in another language where there is no other', () => {
    const other = 'OAB - On a bu.\nOABL- fre\n'
    expect(read(`PMID- 1\nTI  - a\n${other}`).records[0]?.abstract).toEqual([{ text: 'On a bu.' }])
    expect(read(`PMID- 1\n${other}AB  - We drank.\n`).records[0]?.abstract).toEqual([{ text: 'We drank.' }])
  })

  it('144, 155: begins a record at each PMID, with or without an empty line before it', () => {
    expect(titles('PMID- 1\nTI  - a\nPMID- 2\nTI  - b\n\n\n\nPMID- 3\nTI  - c')).toEqual(['a', 'b', 'c'])
  })

  it('145: lets a continuation without a field go', () => {
    expect(titles('PMID- 1\nTI  - a\n\n      lost\nPMID- 2\nTI  - b\n')).toEqual(['a', 'b'])
    expect(() => read('      lost\nPMID- 1\nTI  - a\n')).toThrow('line 1: no MEDLINE')
  })

  it('146, 147, 153: takes unknown tags, other spaces, and tabs within a value', () => {
    expect(titles('PMID - 1\nTI- a\tb\nQQQQ- x\nTI  -  c\n')).toEqual(['a b'])
  })

  it('149: skips a record with a line, or with text, beyond any genuine one, and no other', () => {
    const long = 'x'.repeat(3_000_000)
    const { records, skips } = read(`PMID- 1\nTI  - a\nAB  - ${long}\nLA  - eng\nPMID- 2\nTI  - b\n`)
    expect(records.map(({ title }) => title)).toEqual(['b'])
    expect(skips).toMatchObject([{ reason: 'too-large', place: { line: 1 } }])
    const many = `OT  - ${'x'.repeat(1_000_000)}\n`.repeat(10)
    expect(read(`\nPMID- 1\n${many}\nPMID- 2\nTI  - b\n`)).toMatchObject({
      records: [{ title: 'b' }],
      skips: [{ reason: 'too-large', place: { line: 2 } }],
    })
  })

  it('150: ends lines with CR, CR LF or LF alike', () => {
    const [lf, crlf, cr] = ['\n', '\r\n', '\r'].map((end) => read(tea.replaceAll('\n', end)).records)
    expect(crlf).toEqual(lf)
    expect(cr).toEqual(lf)
  })

  it('154: skips a record without a PMID, or with what is none, and names its line', () => {
    const { records, skips } = read(
      'TI  - a\n\nPMID- x1\nTI  - b\n\nPMID- 3\nLA  - eng\n\nPMID- 4\nTI  - d\n',
    )
    expect(records.map(({ pmid }) => pmid)).toEqual(['4'])
    expect(skips.map(({ reason, place }) => [reason, place.line])).toEqual([
      ['no-pmid', 1],
      ['bad-pmid', 3],
      ['no-text', 6],
    ])
  })

  it.each(['<!doctype html>\n', '{"pmid": 1}\n', 'Too many requests'])(
    '%j is refused at its first line',
    (text) => {
      expect(() => read(text)).toThrow(/line 1: no MEDLINE, whose lines begin with a tag/)
    },
  )

  it('is read alike however it is cut into pieces', () => {
    const whole = read(tea)
    fc.assert(
      fc.property(fc.array(fc.nat(tea.length), { maxLength: 8 }), (cuts) => {
        expect(parseAll(createNbibParser, ...cutAt(tea, cuts))).toEqual(whole)
      }),
    )
  })

  it('never throws another error, whatever it holds', () => {
    const line = fc.tuple(
      fc.constantFrom('PMID- ', 'TI  - ', 'AB  - ', 'MH  - ', 'DP  - ', '      ', ''),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.map((parts) => parts.join('')).join('\n')
        const { records } = read(`PMID- 1\n${text}`)
        for (const { pmid } of records) expect(pmid).toMatch(/^[1-9]\d*$/)
      }),
    )
  })
})

describe.skipIf(dataDir === undefined)('genuine MEDLINE files', () => {
  it('are read without a skip', () => {
    const files = ['pubmed_result1.txt', 'pubmed_result2.txt', 'pubmed_result3.txt']
    const found = files.map((file) =>
      read(readFileSync(join(dataDir ?? '', 'records', 'biopython', file), 'utf8')),
    )
    expect(found.flatMap(({ skips }) => skips)).toEqual([])
    const records = found.flatMap((file) => file.records)
    expect(records.length).toBeGreaterThan(5)
    for (const record of records) {
      expect(record.abstract.length).toBeGreaterThan(0)
      expect(record.authors.every(({ initials }) => initials !== undefined)).toBe(true)
      expect(record.date?.year).toBeGreaterThan(1999)
      expect(record.journal?.abbreviation).toBeDefined()
    }
    expect(records.flatMap(({ abstract }) => abstract.map(({ label }) => label))).toContain('BACKGROUND')
    expect(records.find(({ pmid }) => pmid === '12230038')?.headings.at(0)).toEqual({
      ...{ name: 'Computational Biology', major: true, qualifiers: [] },
    })
  })
})
