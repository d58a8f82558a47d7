import { describe, expect, it } from 'vitest'
import { toInt8, toUint32 } from '../../src/core/bytes.ts'
import { packFile, parseManifest } from '../../src/core/pack/manifest.ts'
import { quantize } from '../../src/core/quantize.ts'
import { toEmbeddingText, type PubmedRecord } from '../../src/core/record.ts'
import { createMeshTree } from '../../src/core/mesh/tree.ts'
import { buildLibrary, type BuildDescription, type BuildPorts } from '../../src/engine/build.ts'
import { readRecords } from '../../src/engine/collect.ts'
import { openLibrary, type OpenLibrary } from '../../src/engine/library.ts'
import { readKnownVectors, readMeshTree, readPackRecords } from '../../src/engine/packSource.ts'
import { listRecords } from '../../src/engine/recordList.ts'
import { FakeEmbedder, toyDims } from '../fakes/fakeEmbedder.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import {
  changeLibrary,
  fileOf,
  readPack,
  storePack,
  toyAccount,
  toyDescription,
  toyEncoder,
  toyLibrary,
  toyPorts,
  toyRecord,
  toyRecords,
  type Pack,
} from '../fakes/toyPack.ts'

const records = toyRecords()
const { card } = await toyEncoder()
const pack = await toyLibrary(card, records)

async function open(stored: Pack): Promise<OpenLibrary> {
  const { store, key } = await storePack(stored, new MemoryStore())
  return openLibrary(key, store)
}

async function built(
  source: readonly PubmedRecord[],
  ports: Partial<BuildPorts> = {},
  description: Partial<BuildDescription> = {},
): Promise<OpenLibrary> {
  const all = toyPorts(card, ports)
  await buildLibrary({ ...toyDescription, ...description }, source, toyAccount(source), all)
  return open(await readPack(all.store))
}

describe('a library as a source of records', () => {
  it('gives all of its records in their order, below every version', async () => {
    const seen: [PubmedRecord, number][] = []
    await readPackRecords(await open(pack), {
      onRecord: (record, version) => void seen.push([record, version]),
    })
    expect(seen.map(([record]) => record)).toEqual(records)
    expect(new Set(seen.map(([, version]) => version < 0))).toEqual(new Set([true]))
  })

  it('gives way to files, with its notices, and to what they delete, before or behind it', async () => {
    const retraction = { kind: 'retraction', pmid: '7' } as const
    const library = await built([
      toyRecord('1', { notices: [retraction], abstract: [{ text: 'much more text '.repeat(90) }] }),
      toyRecord('2'),
      toyRecord('3'),
    ])
    const revised = toyRecord('1', { title: 'Revised' })
    for (const paths of [
      ['pack', 'file'],
      ['file', 'pack'],
    ]) {
      const { records: list, account } = await readRecords(paths, {
        async read(path, handlers, options) {
          if (path === 'pack') return readPackRecords(library, handlers, options)
          handlers.onRecord(revised, 0)
          handlers.onDelete('2')
        },
      })
      const found = await listRecords(list)
      expect(found[0]).toEqual({ ...revised, notices: [retraction] })
      const isPackFirst = paths[0] === 'pack'
      expect(found.map(({ pmid }) => pmid)).toEqual(isPackFirst ? ['1', '3'] : ['1', '2', '3'])
      expect(account.skipped).toMatchObject({ 'older-version': 1, deleted: isPackFirst ? 1 : 0 })
    }
  })

  it('stops between blocks when it is told to', async () => {
    const library = await open(pack)
    let seen = 0
    await readPackRecords(library, { onRecord: () => void seen++ }, { wantsMore: () => seen < 20 })
    expect(seen).toBe(32)
    const reading = readPackRecords(library, { onRecord() {} }, { signal: AbortSignal.abort() })
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is refused without abstracts, saying what to do', async () => {
    const library = await built(records, {}, { hasAbstracts: false })
    await expect(readPackRecords(library, { onRecord() {} })).rejects.toMatchObject({
      code: 'input-invalid',
      message: expect.stringMatching(/“Toy library” has no abstracts.*Build it again/) as string,
    })
  })

  it('is refused where a record does not stand at its row', async () => {
    const pmids = fileOf(pack, packFile.pmids)
    toUint32(pmids).reverse()
    const library = await open(await changeLibrary(pack, { files: { [packFile.pmids]: pmids } }))
    await expect(readPackRecords(library, { onRecord() {} })).rejects.toMatchObject({
      code: 'library-invalid',
    })
  })
})

describe('known vectors', () => {
  const encoder = { id: card.id, dims: toyDims, backend: 'node' } as const

  it('are those of the pack, and the same bytes when they are quantised again', async () => {
    const known = await readKnownVectors([await open(pack)], encoder)
    const rows = toInt8(fileOf(pack, packFile.vectors))
    for (const [row, record] of records.entries()) {
      const vector = await known(toEmbeddingText(record))
      expect(quantize(vector ?? new Float32Array(toyDims), toyDims)).toEqual(
        rows.slice(row * toyDims, (row + 1) * toyDims),
      )
    }
    expect(await known('a text that nobody wrote')).toBeUndefined()
  })

  it.each([
    ['another encoder', { ...encoder, id: 'b'.repeat(64) }],
    ['another backend', { ...encoder, backend: 'wasm' }],
    ['other dims', { ...encoder, dims: 8 }],
  ] as const)('of %s are not taken', async (_what, other) => {
    const known = await readKnownVectors([await open(pack)], other)
    expect(await known(toEmbeddingText(records[0] ?? toyRecord('1')))).toBeUndefined()
  })

  it('are not taken from a library that does not tell its backend', async () => {
    const manifest = { encoder: { id: card.id, name: card.name } }
    const known = await readKnownVectors([await open(await changeLibrary(pack, { manifest }))], encoder)
    expect(await known(toEmbeddingText(records[0] ?? toyRecord('1')))).toBeUndefined()
  })

  it('save encoding: only other texts are encoded and counted, and the bytes are those of a fresh build', async () => {
    const next = [...toyRecords(44).slice(1), toyRecord('9999', { title: 'another heading of gout' })]
    const embedder = new FakeEmbedder()
    const counts: string[] = []
    const known = await readKnownVectors([await open(pack)], encoder)
    const updated = await built(next, {
      ...{ embedder, known },
      onProgress: ({ step, done, total }) => step === 'encode' && counts.push(`${done}/${total}`),
    })
    const documents = next.slice(-5).map(toEmbeddingText)
    expect(embedder.runs[0]?.toSorted()).toEqual(documents.toSorted())
    expect(counts).toEqual(['5/5'])
    expect(updated.key).toBe((await built(next)).key)
  })
})

describe('the MeSH tree of libraries', () => {
  const headings = [
    { ui: 'D000001', name: 'Diseases', treeNumbers: ['C01'] },
    { ui: 'D000002', name: 'Sepsis', treeNumbers: ['C01.100'], terms: ['Blood Poisoning'] },
    { ui: 'D000003', name: 'Gout', treeNumbers: ['C02'] },
  ]
  const mesh = createMeshTree(headings, 2026)
  const about = (pmid: string, name: string) =>
    toyRecord(pmid, { headings: [{ name, major: false, qualifiers: [] }] })

  it('has the headings of all, with their entry terms', async () => {
    const bare = createMeshTree(
      headings.map(({ ui, name, treeNumbers }) => ({ ui, name, treeNumbers })),
      2026,
    )
    const both = [await built([about('1', 'Sepsis')], { mesh }), await built([about('2', 'Gout')], { mesh })]
    const without = await built([about('3', 'Sepsis')], { mesh: bare })
    for (const libraries of [
      [...both, without],
      [without, ...both],
    ]) {
      const tree = await readMeshTree(libraries)
      expect(tree?.headings.map(({ name }) => name)).toEqual(['Diseases', 'Sepsis', 'Gout'])
      expect(tree).toMatchObject({ year: 2026 })
      expect(tree?.byTerm('blood poisoning')?.ui).toBe('D000002')
    }
  })

  it('is none where they have none, and refused where their editions differ', async () => {
    const plain = await built([about('1', 'Sepsis')])
    expect(await readMeshTree([plain])).toBeUndefined()
    const placed = await built([about('2', 'Gout')], { mesh })
    await expect(readMeshTree([plain, placed])).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/none, 2026.*--mesh/) as string,
    })
  })
})

it('a manifest tells which backend encoded', () => {
  expect(parseManifest(pack.manifest).encoder).toEqual({ id: card.id, name: 'toy', backend: 'node' })
})
