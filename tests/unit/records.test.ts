import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { toBytes, type Bytes } from '../../src/core/bytes.ts'
import { packFile } from '../../src/core/pack/manifest.ts'
import { isoDateOf, toEmbeddingText, type PubmedRecord } from '../../src/core/record.ts'
import type { BundleReader } from '../../src/engine/bundle.ts'
import { createRecordReader, encodeRecords, recordsPerBlock } from '../../src/engine/records.ts'
import { anyRecord } from '../fakes/randomRecord.ts'
import { toyRecord, toyRecords } from '../fakes/toyPack.ts'

/** A bundle that has the two files of records; `read` counts the blocks that were read. */
async function bundleOf(records: readonly PubmedRecord[], { blocks, offsets } = encodeRecords(records)) {
  const files = new Map<string, Bytes>([
    [packFile.records, blocks],
    [packFile.recordOffsets, toBytes(offsets)],
  ])
  const fileOf = (name: string) => files.get(name) ?? new Uint8Array()
  const bundle: BundleReader & { read: number } = {
    key: 'test',
    read: 0,
    size: (name) => fileOf(name).length,
    file: (name) => Promise.resolve(fileOf(name)),
    range(name, start, end) {
      bundle.read++
      return Promise.resolve(fileOf(name).slice(start, end))
    },
  }
  return bundle
}

describe('stored records', () => {
  it('come back as they were, for any rows in any order', async () => {
    const asked = fc
      .array(anyRecord, { minLength: 1, maxLength: 3 * recordsPerBlock })
      .chain((records) => fc.tuple(fc.constant(records), fc.array(fc.nat(records.length - 1))))
    await fc.assert(
      fc.asyncProperty(asked, async ([records, rows]) => {
        const read = await createRecordReader(await bundleOf(records), recordsPerBlock)
        const expected = rows.map((row) => JSON.parse(JSON.stringify(records[row])) as unknown)
        expect(await read(rows)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('of one block are inflated together', async () => {
    const bundle = await bundleOf(toyRecords(72))
    const read = await createRecordReader(bundle, recordsPerBlock)
    await read([0, 70, 5, 15, 71])
    expect(bundle.read).toBe(2)
  })

  it('52: of a row that is not there are refused, not left out', async () => {
    const read = await createRecordReader(await bundleOf(toyRecords(40)), recordsPerBlock)
    await expect(read([3, 40])).rejects.toMatchObject({
      code: 'library-invalid',
      message: 'There is no record at row 40.',
    })
    await expect(read([3, 64])).rejects.toMatchObject({ code: 'library-invalid' })
  })

  it.each([
    ['20: that unpack to a thousand times their size', deflateSync(new Uint8Array(200 * 1024 * 1024))],
    ['that are cut off', encodeRecords(toyRecords(16)).blocks.slice(0, -9)],
    ['that are no deflated bytes', new TextEncoder().encode('<!doctype html>')],
    ['of no bytes', new Uint8Array()],
  ])('%s are refused', async (_what, blocks) => {
    const bundle = await bundleOf(toyRecords(16), { blocks, offsets: Uint32Array.of(0, blocks.length) })
    const read = await createRecordReader(bundle, recordsPerBlock)
    await expect(read([0])).rejects.toMatchObject({
      code: 'library-invalid',
      message: 'Record block 0 cannot be unpacked.',
    })
  })

  it.each<[string, unknown, RegExp]>([
    ['with a title that is no text', { ...toyRecord('2'), title: { evil: 1 } }, /title: .*string/i],
    ['with an abstract that is no list', { ...toyRecord('2'), abstract: 'text' }, /abstract: /],
    ['with a notice of no kind', { ...toyRecord('2'), notices: [{ kind: 'praise' }] }, /notices\.0\.kind: /],
    ['without authors', { ...toyRecord('2'), authors: undefined }, /authors/],
    ['that is nothing', null, /top level: /],
    ['of another number', toyRecord('3'), /another record/],
  ])('R38: one %s is named, and those beside it are whole', async (_what, hostile, words) => {
    const [first, third] = [toyRecord('1'), toyRecord('3')]
    const records = [first, hostile, third] as PubmedRecord[]
    const pmids = Uint32Array.of(1, 2, 3)
    const read = await createRecordReader(await bundleOf(records), recordsPerBlock, pmids)
    const found = await read([0, 1, 2])
    expect([found[0], found[2]]).toEqual([first, third])
    expect(found[1]).toEqual({
      ...{ pmid: '2', title: '', abstract: [], authors: [], headings: [] },
      ...{ publicationTypes: [], languages: [], notices: [] },
      problem: {
        code: 'library-invalid',
        message: expect.stringMatching(/^test: record 2 is not/) as string,
      },
    })
    expect(found[1]?.problem?.message).toMatch(words)
  })

  it('R38: are objects like any other, whatever their members are called', async () => {
    const record = toyRecord('1')
    const crafted = JSON.parse(
      `{"__proto__":{"x":1},"constructor":1,${JSON.stringify(record).slice(1)}`,
    ) as PubmedRecord
    const read = await createRecordReader(await bundleOf([crafted]), recordsPerBlock)
    const [found] = await read([0])
    expect(found).toMatchObject(record)
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype)
    expect(({} as { x?: number }).x).toBeUndefined()
  })

  it('are the same bytes for the same records', async () => {
    expect(encodeRecords(toyRecords())).toEqual(encodeRecords(toyRecords()))
  })
})

describe('what is made of a record', () => {
  it('is its title and abstract without labels, for the encoder', () => {
    const record = toyRecord('1', {
      title: 'On gout.',
      abstract: [{ label: 'AIM', text: 'To see.' }, { text: 'We saw.' }],
    })
    expect(toEmbeddingText(record)).toBe('On gout. To see. We saw.')
    expect(toEmbeddingText(toyRecord('1', { title: '', abstract: [{ text: 'Alone.' }] }))).toBe('Alone.')
  })

  it('has a date to compare by, whatever parts of it are missing', () => {
    const dates = [{ year: 2019 }, { year: 2020, month: 2 }, { year: 2020, month: 2, day: 3 }, { year: 987 }]
    expect(dates.map((date) => isoDateOf(toyRecord('1', { date })))).toEqual([
      ...['2019-01-01', '2020-02-01', '2020-02-03', '0987-01-01'],
    ])
    expect(isoDateOf(toyRecord('1'))).toBe('0001-01-01')
  })
})
