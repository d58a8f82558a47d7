import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PubmedRecord } from '../../src/core/record.ts'
import { joinLibraries } from '../../src/engine/joinLibraries.ts'
import { openLibrary, type OpenLibrary } from '../../src/engine/library.ts'
import { search, type SearchMode, type SearchPorts } from '../../src/engine/search.ts'
import { openVectorMembers } from '../../src/engine/vectorMembers.ts'
import { FakeEmbedder } from '../fakes/fakeEmbedder.ts'
import { createFakeHnsw } from '../fakes/fakeHnsw.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { changeLibrary, storePack, toyEncoder, toyLibrary, toyRecords } from '../fakes/toyPack.ts'

const records = toyRecords(60)
const { card } = await toyEncoder()
const { card: otherCard } = await toyEncoder({ prefixes: { query: 'query: ', document: '' } })
const embedder = new FakeEmbedder('wasm')
const ports = { hnsw: createFakeHnsw(), card, embedder }

async function build(
  id: string,
  own: readonly PubmedRecord[],
  { date = '2026-01-31', encoder = card } = {},
): Promise<OpenLibrary> {
  const pack = await changeLibrary(await toyLibrary(encoder, [...own], { id, title: id }), {
    manifest: { date },
  })
  const { store, key } = await storePack(pack, new MemoryStore())
  return openLibrary(key, store)
}

async function open(...libraries: OpenLibrary[]): Promise<SearchPorts> {
  const joined = joinLibraries(libraries)
  const { members } = await openVectorMembers(libraries, ports)
  return {
    library: joined,
    meaning: { vectors: joined.joinVectors(members), embedder, card },
    now: () => 0,
  }
}

function ask(open: SearchPorts, text: string, mode: SearchMode, k = 10, isExact = true) {
  return search({ text, mode, k, isExact }, open, new AbortController().signal)
}

const pmidsOf = ({ hits }: Awaited<ReturnType<typeof search>>) => hits.map(({ record }) => record.pmid)
const modes: SearchMode[] = ['both', 'meaning', 'words']

describe('several libraries', () => {
  it('answer as one library of all their records: the same records, scores and order', async () => {
    // Each record stands in one of three libraries, or in several of them.
    const homes = fc.array(fc.subarray([0, 1, 2], { minLength: 1 }), {
      minLength: records.length,
      maxLength: records.length,
    })
    const question = fc.constantFrom('treatment of sepsis', 'diet in gout', 'outcome word', 'zebrafish')
    const whole = await open(await build('whole', records))
    await fc.assert(
      fc.asyncProperty(homes, question, fc.constantFrom(...modes), async (stand, text, mode) => {
        const shares = [0, 1, 2]
          .map((home) => records.filter((_, row) => stand[row]?.includes(home)))
          .filter((share) => share.length > 0)
        const parts = await open(...(await Promise.all(shares.map((share, i) => build(`part-${i}`, share)))))
        for (const k of [5, 60]) {
          const [got, expected] = [await ask(parts, text, mode, k), await ask(whole, text, mode, k)]
          const strip = ({ hits }: typeof got) => hits.map(({ libraries: _, ...hit }) => hit)
          expect(strip(got)).toEqual(strip(expected))
        }
      }),
      { numRuns: 25 },
    )
  })

  it('tell for each record where it stands, the newest library first, and show that one’s record', async () => {
    const retracted = records
      .slice(0, 8)
      .map((record) => ({ ...record, notices: [{ kind: 'retraction' as const }] }))
    const older = await build('older', records.slice(0, 20))
    const newer = await build('newer', retracted, { date: '2026-06-30' })
    const { hits } = await ask(await open(older, newer), 'sepsis', 'both', 30)
    expect(hits).toHaveLength(20)
    for (const { record, libraries } of hits) {
      const isInBoth = Number(record.pmid) < 1008
      expect(libraries).toEqual(isInBoth ? ['newer', 'older'] : ['older'])
      expect(record.notices).toHaveLength(isInBoth ? 1 : 0)
    }
  })

  it('find all by the index too, however many of a library a newer one holds as well', async () => {
    const [large, copy] = [
      await build('large', records),
      await build('copy', records.slice(0, 50), { date: '2026-06-30' }),
    ]
    const joined = await open(large, copy)
    for (const k of [1, 10, 60])
      expect(pmidsOf(await ask(joined, 'imaging of stroke', 'meaning', k, false))).toEqual(
        pmidsOf(await ask(await open(large), 'imaging of stroke', 'meaning', k)),
      )
  })
})

describe('a library of another encoder beside the main one', () => {
  const isOdd = (_: unknown, row: number) => row % 2 === 1
  const isEven = (_: unknown, row: number) => row % 2 === 0

  it('is searched by words, and its records are ranked by their places', async () => {
    const main = await build('main', records.filter(isEven))
    const other = await build('other', records.filter(isOdd), { encoder: otherCard })
    const { wordsOnly } = await openVectorMembers([main, other], ports)
    expect(wordsOnly).toMatchObject([{ library: other, error: { code: 'encoder-mismatch' } }])
    const both = await open(main, other)
    for (const mode of ['both', 'meaning'] as const) {
      const { hits } = await ask(both, 'treatment of asthma', mode)
      expect(new Set(hits.flatMap(({ libraries }) => libraries))).toEqual(new Set(['main', 'other']))
      for (const { libraries, ...hit } of hits) {
        if (libraries?.[0] === 'other') expect(hit).not.toHaveProperty('meaning')
        expect('words' in hit).toBe(mode === 'both' || libraries?.[0] === 'other')
      }
      const alone = pmidsOf(await ask(await open(main), 'treatment of asthma', mode, 5))
      const own = hits.filter(({ libraries }) => libraries?.[0] === 'main').map(({ record }) => record.pmid)
      if (mode === 'meaning') expect(own.slice(0, 5)).toEqual(alone)
    }
  })

  it('ends the opening of meaning when it is the main one', async () => {
    const other = await build('other', records.filter(isOdd), { encoder: otherCard })
    const main = await build('main', records.filter(isEven))
    await expect(openVectorMembers([other, main], ports)).rejects.toMatchObject({ code: 'encoder-mismatch' })
  })
})
