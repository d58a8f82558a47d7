import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseManifest, partsFile } from '../../src/core/pack/manifest.ts'
import { noFilters, type Filters } from '../../src/core/filters.ts'
import { openPartsReader } from '../../src/engine/parts.ts'
import { openLibrary } from '../../src/engine/library.ts'
import { toBundleKey } from '../../src/engine/bundle.ts'
import { search } from '../../src/engine/search.ts'
import { openWordLibrary } from '../../src/engine/wordSearch.ts'
import { FakeSource, type SourceFault } from '../fakes/fakeSource.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { changeLibrary, storePack, toyEncoder, toyLibrary, toyRecords } from '../fakes/toyPack.ts'

const { card } = await toyEncoder()
const pack = await toyLibrary(card, toyRecords(72))
const { signal } = new AbortController()

async function open(fault?: SourceFault, from = pack) {
  const source = new FakeSource(from, fault ? { fault } : {})
  const manifest = parseManifest(from.manifest)
  const key = await toBundleKey('library', manifest.id, new TextEncoder().encode(from.manifest))
  const reader = await openPartsReader(source, key, manifest, signal)
  return { source, reader, library: await openWordLibrary(reader, manifest) }
}

/** The same library, installed, searched by words as the page does. */
async function installed() {
  const { store, key } = await storePack(pack, new MemoryStore())
  const library = await openLibrary(key, store)
  return (text: string, k: number) =>
    search({ text, mode: 'words', k, isExact: false }, { library, now: () => 0 }, signal)
}

describe('a library that is read in parts', () => {
  it('answers as it does when it is installed', async () => {
    const { library } = await open()
    const twin = await installed()
    const word = fc.constantFrom('gout', 'asthma', 'treatment', 'diet', 'group', 'outcome', 'xylophone')
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 20 }),
        async (words, k) => {
          const text = words.join(' ')
          const [{ hits, total }, expected] = [await library.search(text, k, signal), await twin(text, k)]
          expect(hits).toEqual(expected.hits)
          expect(total).toBe(expected.total)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('answers queries in the language of PubMed, and filters, as it does when it is installed', async () => {
    const { library, source } = await open()
    const { store, key } = await storePack(pack, new MemoryStore())
    const whole = { library: await openLibrary(key, store), now: () => 0 }
    const filters: Filters = { ...noFilters, years: { from: 2012 }, hasAbstract: true }
    const asked: [text: string, filters?: Filters][] = [
      ['"gout"[tiab] AND treatment'],
      ['asthma NOT diet'],
      ['gout', filters],
      ['', filters],
    ]
    for (const [text, filters] of asked) {
      const request = { text, mode: 'words', k: 9, isExact: false, ...(filters && { filters }) } as const
      const expected = await search(request, whole, signal)
      expect(await library.search(text, 9, signal, filters)).toMatchObject({
        hits: expected.hits,
        total: expected.total,
      })
    }
    await expect(library.search('gout AND (', 9, signal)).rejects.toMatchObject({ code: 'query-syntax' })
    const places = source.requests.filter((request) => request.startsWith('mesh.tsv'))
    expect(places).toEqual(['mesh.tsv 0'])
  })

  it('fetches what tells where things are, and then only what a query touches, once', async () => {
    const { source, library } = await open()
    expect(
      source.requests.filter((request) => /^(vectors|graph|mesh|map|records\.blocks)/.test(request)),
    ).toEqual([])
    const opened = source.requests.length
    await library.search('gout', 1, signal)
    const touched = source.requests.slice(opened)
    expect(touched.map((request) => request.split(' ')[0])).toEqual(['text.postings', 'records.blocks'])
    await library.search('gout', 1, signal)
    expect(source.requests).toHaveLength(opened + 2)
  })

  it.each(['text.postings', 'records.blocks', 'text.shards', partsFile])(
    'R6: refuses a bit that flipped in %s, and takes the right bytes when they come',
    async (file) => {
      const ask = async () => (await open({ mode: 'flip', file })).library.search('gout', 3, signal)
      await expect(ask()).rejects.toMatchObject({
        code: 'wrong-body',
        message: expect.stringContaining(file) as string,
      })
      const mended = await open({ mode: 'flip', file: 'records.blocks', times: 1 })
      await expect(mended.library.search('gout', 3, signal)).rejects.toThrow()
      expect((await mended.library.search('gout', 3, signal)).hits).not.toEqual([])
    },
  )

  it('says that a pack of an older builder cannot be read so', async () => {
    const manifest = parseManifest(pack.manifest)
    const old = {
      ...pack,
      manifest: JSON.stringify({
        ...manifest,
        files: manifest.files.filter(({ name }) => name !== partsFile),
      }),
    }
    await expect(open(undefined, old)).rejects.toMatchObject({ code: 'library-outdated' })
  })

  it('refuses hashes of parts that are fewer than the parts', async () => {
    const short = await changeLibrary(pack, { files: { [partsFile]: new Uint8Array(32) } })
    await expect(open(undefined, short)).rejects.toMatchObject({ code: 'library-invalid' })
  })

  it('61, 62: refuses a query without a word', async () => {
    const { library } = await open()
    for (const text of ['', ' \n', '…'])
      await expect(library.search(text, 3, signal)).rejects.toMatchObject({ code: 'query-empty' })
  })
})
