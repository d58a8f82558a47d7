import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../src/engine/collect.ts'
import { createBlobReader, readHeader } from '../../src/platform/web/sourceBlob.ts'
import { article, articleSet } from '../fixtures/pubmedXml.ts'

const xml = articleSet(article(), article({ pmid: '<PMID>102</PMID>', title: 'Thé vert 🍵' }))
const jsonl = '{"pmid":1,"title":"a"}\n{"pmid":2,"title":"b"}\n'
const { signal } = new AbortController()

async function gzip(content: BlobPart): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([content]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

const packedXml = await gzip(xml)
const packedJsonl = await gzip(jsonl)
const table = 'Id,Title,Note\n' + '1,a,b\n'.repeat(100_000)
const packedTable = await gzip(table)
const bomb = await gzip(' '.repeat(65 * 1024 * 1024))
const wrongCrc = packedXml.with(-8, (packedXml.at(-8) ?? 0) ^ 1)
const packedThird = await gzip('{"pmid":3,"title":"c"}\n')
const zeros = new Uint8Array(512)

async function read(name: string, content: BlobPart, options: ReadOptions = { signal }) {
  const titles: string[] = []
  let bytes = 0
  const blob = new Blob([content])
  const reader = createBlobReader(new Map([[name, blob]]), (done) => (bytes = done))
  const onRecord = ({ title }: { title: string }) => void titles.push(title)
  await reader(name, { onRecord, onDelete() {}, onSkip() {} }, options)
  return { titles, isWhole: bytes === blob.size }
}

const bothTitles = ['A made-up trial of tea.', 'Thé vert 🍵']

describe('a file that was handed over', () => {
  it.each([
    ['plain.XML', xml, bothTitles],
    ['packed.xml.gz', packedXml, bothTitles],
    ['lines.jsonl', jsonl, ['a', 'b']],
    ['lines.jsonl.gz', packedJsonl, ['a', 'b']],
    ['medline.nbib', 'PMID- 1\nTI  - a\n\nPMID- 2\nTI  - b\n', ['a', 'b']],
    ['table.csv', 'pmid,title\n1,a\n2,b\n', ['a', 'b']],
    ['references.ris', 'TY  - JOUR\nTI  - a\nAN  - 1\nER  - \n', ['a']],
  ])('%s is read, and its bytes are counted as they lie', async (name, content, titles) => {
    expect(await read(name, content)).toEqual({ titles, isWhole: true })
  })

  it.each([
    ['130-cut.xml.gz', packedXml.slice(0, packedXml.length >> 1), /is cut off: .+Download it again/],
    ['130-cut-sum.xml.gz', packedXml.slice(0, -1), /is cut off: .+Download it again/],
    ['130-cut-member.jsonl.gz', new Blob([packedJsonl, packedThird.slice(0, -1)]), /is cut off/],
    ['130-wrong-crc.xml.gz', wrongCrc, /is damaged or not gzip data/],
    ['130-wrong-crc-of-a-member.xml.gz', new Blob([wrongCrc, packedXml]), /is damaged or not gzip data/],
    ['130-garbage-after.xml.gz', new Blob([packedXml, 'garbage']), /is damaged or not gzip data/],
    ['plain.xml.gz', xml, /is damaged or not gzip data/],
    ['packed.xml', packedXml, /packed with gzip\. Let its name end in \.gz/],
    ['131-bomb.jsonl.gz', bomb, /more than 200 times its size/],
    ['utf16.xml', Uint16Array.from(`\ufeff${xml}`, (char) => char.charCodeAt(0)), /is UTF-16 text/],
    ['latin.jsonl', Uint8Array.from('{"pmid":1,"title":"é"}', (char) => char.charCodeAt(0)), /is not UTF-8/],
    ['empty.xml', '', /is empty/],
    ['records.docx', 'PMID- 1', /no kind that is read\. Read are \.xml/],
    ['page.xml', '<!DOCTYPE html><title>Log in', /an HTML page, not PubMed XML/],
  ])('%s is refused by its name', async (name, content, words) => {
    const thrown: unknown = await read(name, content).catch((error: unknown) => error)
    expect(thrown).toMatchObject({ code: 'input-invalid' })
    const { message } = thrown as Error // an AppError by the line above
    expect(message).toMatch(words)
    expect(message).toContain(name)
  })

  it('130: in several gzip members is read to the end of the last', async () => {
    const members = await Promise.all(
      ['{"pmid":1,"title":"', 'a'.repeat(700_000), '"}\n', '{"pmid":2,"title":"b"}\n'].map(gzip),
    )
    expect(await read('members.jsonl.gz', new Blob([...members, zeros, packedThird, zeros]))).toEqual({
      titles: ['a'.repeat(700_000), 'b', 'c'],
      isWhole: true,
    })
  })

  it('is left early when no more is wanted, and when it is stopped', async () => {
    const cut = jsonl.slice(0, -5)
    expect((await read('lines.jsonl', cut, { wantsMore: () => false })).titles).toEqual(['a'])
    await expect(read('lines.jsonl', jsonl, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})

describe('the names of the columns of a table', () => {
  it.each([
    ['table.csv', table],
    ['table.csv.gz', packedTable],
    ['short.tsv', 'Id\tTitle\tNote'],
  ])('are read of %s', async (name, content) => {
    expect(await readHeader(name, new Blob([content]), signal)).toEqual(['Id', 'Title', 'Note'])
  })

  it('are refused as the table would be', async () => {
    const latin = new Blob([Uint8Array.from('pmid,é', (char) => char.charCodeAt(0))])
    await expect(readHeader('latin.csv', latin, signal)).rejects.toMatchObject({
      code: 'input-invalid',
      message: expect.stringContaining('latin.csv is not UTF-8') as string,
    })
  })
})

it('takes a table’s columns for what the user says', async () => {
  const titles: string[] = []
  const reader = createBlobReader(new Map([['t.csv', new Blob(['Id,Name\n7,tea\n'])]]), () => {}, {
    pmid: 'Id',
    title: 'Name',
  })
  const onRecord = ({ pmid, title }: { pmid: string; title: string }) => void titles.push(`${pmid} ${title}`)
  await reader('t.csv', { onRecord, onDelete() {}, onSkip() {} }, { signal })
  expect(titles).toEqual(['7 tea'])
})
