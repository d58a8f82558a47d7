/// <reference path="../fixtures/citationJs.d.ts" />

import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-ris'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { toBibtex } from '../../src/core/citation/bibtex.ts'
import { toCslJson } from '../../src/core/citation/csl.ts'
import { toCsv } from '../../src/core/citation/csv.ts'
import { exportFormats } from '../../src/core/citation/formats.ts'
import { toNbib } from '../../src/core/citation/nbib.ts'
import { toRis } from '../../src/core/citation/ris.ts'
import { createCsvParser } from '../../src/core/pubmed/csv.ts'
import { createNbibParser } from '../../src/core/pubmed/nbib.ts'
import { createRisParser } from '../../src/core/pubmed/ris.ts'
import { cleanText } from '../../src/core/text/cleanText.ts'
import { toyRecord } from '../fakes/toyPack.ts'
import { anyCited, manyAuthors, tea } from '../fixtures/citedRecords.ts'
import { parseAll } from '../fixtures/parseAll.ts'

/** citation-js, which shares no code with this project: what Zotero-like programs make of a file. */
const readByOthers = (text: string) => plugins.input.chain(text, { generateGraph: false })
const readTable = (text: string) =>
  new Papa.Parser({ delimiter: ',', newline: '\n' }).parse(text.slice(1).replaceAll('\r\n', '\n'), 0, false)
const bare = toyRecord('7', { title: '' })
const bareTitle = (title: string) => cleanText(title).replace(/(?<!\.)\.$/, '')

describe.each([
  ['RIS', toRis],
  ['BibTeX', toBibtex],
  ['CSL-JSON', toCslJson],
])('an export as %s, read by another program', (_name, write) => {
  it('has the same title, names, journal, date, pages and DOI', () => {
    expect(readByOthers(write([tea]))).toMatchObject([
      {
        type: 'article-journal',
        title: 'Green tea & DNA {damage} in Müller’s 50% of mice_2: “yes”',
        'container-title': 'Journal of tea',
        volume: '3',
        issue: '4',
        page: '296-302',
        DOI: '10.1234/tea_(1)',
      },
    ])
    const [item] = readByOthers(write([tea]))
    expect(item?.issued?.['date-parts'][0]?.slice(0, 2)).toEqual([2002, 9])
    expect(item?.author?.map(({ given }) => given)).toEqual(['A. B.', 'C.', undefined])
    const names = item?.author?.map(
      (name) => name.literal ?? [name['non-dropping-particle'], name.family].filter(Boolean).join(' '),
    )
    expect(names?.[0]).toBe('Müller')
    expect(names?.[2]).toBe('Tea Group')
  })

  it('93: has all of 200 authors', () => {
    const [item] = readByOthers(write([{ ...tea, authors: manyAuthors }]))
    expect(item?.author?.map(({ family }) => family)).toEqual(manyAuthors.map(({ name }) => name))
  })

  it('84: of a record that has nothing but a number is one entry all the same', () => {
    const items = readByOthers(write([bare, tea]))
    expect(items).toHaveLength(2)
    expect(items[0]?.title ?? '').toBe('')
  })

  it('tells of a retraction', () => {
    expect(write([tea])).toContain('Retraction in: J Tea. 2003 Jan;4(1):2. PMID: 99.')
  })

  it('of a sample note says what it is, and has no PMID', () => {
    const text = write([{ ...tea, notices: [], isSample: true }])
    expect(text).toContain('Sample note, not a publication.')
    expect(text).not.toMatch(/pubmed|pmid/i)
  })
})

describe('any text', () => {
  const titleAndNumber = ({ title, pmid }: { title: string; pmid: string }) => [pmid, bareTitle(title)]

  it('77-91: stays in its field of RIS, and no line of it becomes another', () => {
    fc.assert(
      fc.property(fc.array(anyCited, { minLength: 1, maxLength: 3 }), (records) => {
        const entries = toRis(records)
          .split(/^ER {2}- \r\n/m)
          .filter(Boolean)
        const titles = entries.map((entry) => /^TI {2}- (.*)\r$/m.exec(entry)?.[1] ?? '')
        expect(titles).toEqual(records.map(({ title }) => bareTitle(title)))
        expect(readByOthers(toRis(records)).map(({ title }) => title ?? '')).toEqual(titles)
      }),
    )
  })

  it('stays in its braces of BibTeX, which are balanced, under keys that differ', () => {
    fc.assert(
      fc.property(fc.array(anyCited, { minLength: 1, maxLength: 3 }), (records) => {
        const text = toBibtex(records)
        let depth = 0
        for (const character of text) {
          if (character === '{') depth++
          if (character === '}') depth--
          if (depth < 0) break
        }
        expect(depth).toBe(0)
        const keys = [...text.matchAll(/^@article\{(.+),$/gm)].map(([, key]) => key)
        expect(new Set(keys).size).toBe(records.length)
        expect(keys.every((key) => /^[a-z\d-]+$/.test(key ?? ''))).toBe(true)
      }),
    )
  })

  it('of titles is read from BibTeX by another program as it was', () => {
    const title = fc.stringMatching(/^[\x20-\x7eäöüßéñçøå“”‘’–—µ±≥αβ]{1,60}$/u)
    fc.assert(
      fc.property(title, (written) => {
        const [item] = readByOthers(toBibtex([toyRecord('1', { title: written })]))
        expect(item?.title ?? '').toBe(bareTitle(written))
      }),
    )
  })

  it('is JSON as CSL-JSON, with the same titles', () => {
    fc.assert(
      fc.property(fc.array(anyCited, { maxLength: 3 }), (records) => {
        const items = JSON.parse(toCslJson(records)) as { title?: string }[]
        expect(items.map(({ title }) => title ?? '')).toEqual(records.map(({ title }) => bareTitle(title)))
      }),
    )
  })

  it('is read back from NBIB with title, number and notices', () => {
    fc.assert(
      fc.property(fc.array(anyCited, { minLength: 1, maxLength: 3 }), (records) => {
        const blocks = toNbib(records).split('\r\n\r\n')
        expect(blocks.map((block) => /^PMID- (\d+)/.exec(block)?.[1])).toEqual(
          records.map(({ pmid }) => pmid),
        )
        expect(blocks.map((block) => /^TI {2}- (.*?)\r?$/m.exec(block)?.[1] ?? '')).toEqual(
          records.map(({ title }) => cleanText(title)),
        )
        for (const line of toNbib(records).split('\r\n')) expect(line).toMatch(/^([A-Z]{2,4} {0,2}- |$)/)
      }),
    )
  })

  it('stays in its cell of CSV, and none of it is a formula', () => {
    fc.assert(
      fc.property(fc.array(anyCited, { minLength: 1, maxLength: 3 }), (records) => {
        const { data, errors } = readTable(toCsv(records))
        expect(errors).toEqual([])
        const rows = data.slice(1, -1) // the last line ends with a line end
        expect(rows.map(([pmid, title]) => [pmid, title?.replace(/^'(?=[=+\-@＝＋－＠])/, '')])).toEqual(
          records.map(({ pmid, title }) => [pmid, cleanText(title)]),
        )
        expect(rows.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([])
        expect(new Set(data.slice(0, -1).map((cells) => cells.length)).size).toBe(1)
      }),
    )
  })

  it('is read by this project’s own readers, too', () => {
    const plain = fc.stringMatching(/^[A-Za-z][\p{L} ,;:'"=+@&{}\\-]{0,40}[a-z]\.$/u)
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 3 }), (titles) => {
        const records = titles.map((title, n) => toyRecord(String(n + 1), { title }))
        for (const [create, write] of [
          [createNbibParser, toNbib],
          [createRisParser, toRis],
          [createCsvParser, toCsv],
        ] as const) {
          const read = parseAll(create, write(records))
          expect(read.skips).toEqual([])
          expect(read.records.map((record) => titleAndNumber(record))).toEqual(
            records.map((record) => titleAndNumber({ ...record, title: cleanText(record.title) })),
          )
        }
      }),
    )
  })
})

describe('a full record', () => {
  it('comes back from NBIB as it was', () => {
    const [read] = parseAll(createNbibParser, toNbib([tea])).records
    const headings = tea.headings.map(({ ui: _ui, ...heading }) => heading)
    expect(read).toEqual({ ...tea, headings })
  })

  it('has a table row with its notices and what was noted', () => {
    const [header, row] = readTable(toCsv([{ ...tea, note: '=HYPERLINK("x")' }])).data
    const cell = (name: string) => row?.[header?.indexOf(name) ?? -1]
    expect(cell('Authors')).toBe('Müller AB; van der Berg C; Tea Group')
    expect(cell('Notices')).toMatch(/^Retraction in: J Tea\. 2003 Jan;4\(1\):2\. PMID: 99\. Correction in/)
    expect(cell('Note')).toBe(`'=HYPERLINK("x")`)
  })

  it('keeps its capitals in BibTeX, and its first word as a sentence begins', () => {
    expect(toBibtex([tea])).toContain(
      'title = {Green tea \\& {DNA} {\\textbraceleft}damage{\\textbraceright} in {Müller’s} 50\\%',
    )
    expect(toBibtex([toyRecord('1', { title: 'HIV in mice.' })])).toContain('title = {{HIV} in mice}')
  })

  it('says in CSL-JSON that it is retracted, and in which language it is', () => {
    expect(JSON.parse(toCslJson([tea]))).toMatchObject([{ status: 'retracted', language: 'de', PMID: '12' }])
  })
})

it('every format has a name and an ending of its own', () => {
  expect(exportFormats.map(({ name }) => name)).toEqual(['RIS', 'NBIB', 'BibTeX', 'CSL-JSON', 'CSV'])
  expect(new Set(exportFormats.map(({ ending }) => ending)).size).toBe(exportFormats.length)
})
