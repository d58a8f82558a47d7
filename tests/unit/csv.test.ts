import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCsvParser } from '../../src/core/pubmed/csv.ts'
import { guessColumns, readTableHeader, type CsvColumns } from '../../src/core/pubmed/csvHeader.ts'
import { cutAt, parseAll } from '../fixtures/parseAll.ts'

const read = (text: string, columns?: CsvColumns) =>
  parseAll((handlers) => createCsvParser(handlers, columns), text)
const titles = (text: string, columns?: CsvColumns) => read(text, columns).records.map(({ title }) => title)

const pubmed = `PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI
"12","Tea, ""green"" against thirst.","Müller AB, Tea Group.","J Tea. 2002;3:4.","Müller AB","J Tea","2002","2002/09/03","","","10.1234/tea"
`

describe('a table of records', () => {
  it('is read as PubMed saves it', () => {
    const { records, skips } = read(pubmed)
    expect(skips).toEqual([])
    expect(records).toEqual([
      {
        pmid: '12',
        title: 'Tea, "green" against thirst.',
        abstract: [],
        journal: { title: 'J Tea' },
        date: { year: 2002 },
        authors: [{ name: 'Müller', initials: 'AB' }, { name: 'Tea Group' }],
        headings: [],
        publicationTypes: [],
        languages: [],
        notices: [],
        doi: '10.1234/tea',
      },
    ])
  })

  it('may have abstracts, headings, types, languages, and authors as Zotero writes them', () => {
    const header =
      'PMID;Title;Abstract Note;Author;MeSH Headings;Publication Types;Language;Volume;Issue;Pages'
    const row =
      '12;Tea;"To drink;\nalways.";"Müller, Anna B; Doe, J.";"*Tea|Anemia, Sickle Cell";"Review; Letter";eng;1;2;3-4'
    expect(read(`${header}\n${row}`).records[0]).toMatchObject({
      abstract: [{ text: 'To drink; always.' }],
      authors: [
        { name: 'Müller', initials: 'AB' },
        { name: 'Doe', initials: 'J' },
      ],
      headings: [
        { name: 'Tea', major: true },
        { name: 'Anemia, Sickle Cell', major: false },
      ],
      publicationTypes: ['Review', 'Letter'],
      languages: ['eng'],
    })
  })

  it.each([
    [',', 'a,b'],
    [';', 'a;b'],
    ['\t', 'a\tb'],
  ])('156: has columns parted by %j', (delimiter, title) => {
    expect(titles(`pmid${delimiter}title\n1${delimiter}"${title}"\n`)).toEqual([title.replace('\t', ' ')])
  })

  it('has other headers where they are mapped, and only those', () => {
    const text = 'ID,Title,Headline\n1,no,yes\n'
    expect(titles(text, { pmid: 'ID', title: 'headline' })).toEqual(['yes'])
  })

  it('156: keeps line ends within quotes, and knows the lines by number', () => {
    const text = 'pmid,title\n1,"a\nb\r\nc"\n\nx,d\n2,e\n'
    const { records, skips } = read(text)
    expect(records.map(({ title }) => title)).toEqual(['a b c', 'e'])
    expect(skips.map(({ reason, place }) => [reason, place.line])).toEqual([['bad-pmid', 6]])
  })

  it.each([
    ['a row with a cell too few', '1', 'malformed', /expected 2 cells, got 1/],
    ['a row with a cell too many', '1,a,b', 'malformed', /expected 2 cells, got 3/],
    ['a quote within a quoted cell', '1,"a "b" c"', 'malformed', /write it twice/],
    ['an empty PMID', ',a', 'no-pmid', /no PMID/],
    ['a row without text', '1,', 'no-text', /neither title nor abstract/],
  ])('156: skips %s, and no other', (_what, row, reason, words) => {
    const { records, skips } = read(`pmid,title\n${row}\n7,good\n`)
    expect(records.map(({ pmid }) => pmid)).toEqual(['7'])
    expect(skips).toMatchObject([{ reason, message: expect.stringMatching(words) as string }])
    expect(skips[0]?.place.line).toBe(2)
  })

  it.each([
    ['a quote that is not closed', 'pmid,title\n1,"a\n2,b\n', /line 2: a quote is not closed/],
    ['no column for the PMID', 'id,title\n1,a\n', /line 1: no column for the PMID.*--column pmid=NAME/],
    ['two columns for one thing', 'pmid,title,Title\n1,a,b\n', /line 1: two columns hold the title/],
    ['too many columns', `pmid${',x'.repeat(100_000)}\n`, /line 1: 100001 columns\. At most 1000/],
    ['a page', '<!doctype html>\n<p>Sign in</p>', /line 1: no column for the PMID/],
    ['nothing but empty lines', '\n\n', /no row that names the columns/],
  ])('156: is refused with %s', (_what, text, words) => {
    expect(() => read(text)).toThrow(words)
  })

  it('is refused where a mapped column is not there', () => {
    expect(() => read('pmid,title\n', { abstract: 'Summary' })).toThrow(/no column “Summary” for abstract/)
  })

  it('156: may have a header only, __proto__ as a header, formulas and NUL in cells', () => {
    expect(read('pmid,title\n')).toMatchObject({ records: [], skips: [] })
    expect(titles('pmid,title,__proto__\n1,"=cmd()\0",x\n')).toEqual(['=cmd()'])
  })

  it('is refused, and not held, where an open quote takes in the rest of a large file', () => {
    const parser = createCsvParser({ onRecord() {}, onDelete() {}, onSkip() {} })
    parser.write('pmid,title\n1,"a')
    const piece = 'x'.repeat(1_000_000)
    expect(() => {
      for (let n = 0; n < 20; n++) parser.write(piece)
    }).toThrow(/line 2: a row of more than 8 MB/)
  })

  it('is read alike with any line ends, however it is cut into pieces', () => {
    const rows = ['pmid,title', '1,"a\nb"', '2,"c ""d"""', '3,e', '']
    const whole = read(rows.join('\n'))
    expect(whole.records).toHaveLength(3)
    fc.assert(
      fc.property(fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.nat(60)), (end, cuts) => {
        const text = rows.join(end)
        expect(parseAll(createCsvParser, ...cutAt(text, cuts))).toEqual(whole)
      }),
    )
  })

  it('gives back any cells that were quoted', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\t', ' ') })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const rows = cells.map((text, n) => `${n + 1},"x${text.replaceAll('"', '""')}"`)
        const expected = cells.map((text) => `x${text}`.replace(/\s+/g, ' ').trim())
        expect(titles(['pmid,title', ...rows].join('\n'))).toEqual(expected)
      }),
    )
  })
})

describe('the first row of a table', () => {
  it('names the columns, whatever parts them', () => {
    expect(readTableHeader('PMID,Title,"Abstract, in full"\n1,a,b\n', false)).toEqual([
      'PMID',
      'Title',
      'Abstract, in full',
    ])
    expect(readTableHeader('\n\nPMID;Title\r\n', false)).toEqual(['PMID', 'Title'])
    expect(readTableHeader('pmid\ttitle', true)).toEqual(['pmid', 'title'])
  })

  it('is waited for until it is there as a whole', () => {
    expect(readTableHeader('PMID,Tit', false)).toBeUndefined()
    expect(readTableHeader('PMID,"A\nB', false)).toBeUndefined()
    expect(readTableHeader('PMID,"A\nB",C\n1', false)).toEqual(['PMID', 'A B', 'C'])
    expect(readTableHeader('', true)).toEqual([])
  })

  it('is guessed from the names that are known, and left open between two', () => {
    expect(guessColumns(['Id', 'PubMed ID', 'Title', 'Article Title', 'Note'])).toEqual({
      pmid: 'PubMed ID',
    })
  })
})
