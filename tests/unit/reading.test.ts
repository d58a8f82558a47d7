import { describe, expect, it } from 'vitest'
import type { RecordSentences } from '../../src/core/evidence.ts'
import { joinLibraries } from '../../src/engine/joinLibraries.ts'
import { openLibrary } from '../../src/engine/library.ts'
import { predictHeadings } from '../../src/engine/predict.ts'
import { createSerial } from '../../src/engine/serial.ts'
import { openVectorMembers } from '../../src/engine/vectorMembers.ts'
import { createReading, withLikes } from '../../src/workers/reading.ts'
import { FakeEmbedder } from '../fakes/fakeEmbedder.ts'
import { createFakeHnsw } from '../fakes/fakeHnsw.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { storePack, toyEncoder, toyLibrary, toyRecords } from '../fakes/toyPack.ts'

const { card } = await toyEncoder()
const heading = (name: string) => ({ name, major: false, qualifiers: [] })
const records = toyRecords(40).map((record, row) =>
  row === 8
    ? record
    : { ...record, headings: [heading(`About ${record.title.split(' of ')[1] ?? ''}`), heading('Humans')] },
)

async function open() {
  const build = async (id: string, own: typeof records) => {
    const { store, key } = await storePack(await toyLibrary(card, own, { id, title: id }), new MemoryStore())
    return openLibrary(key, store)
  }
  const libraries = [await build('first', records.slice(0, 25)), await build('second', records.slice(20))]
  const joined = joinLibraries(libraries)
  const embedder = new FakeEmbedder('wasm')
  const { members } = await openVectorMembers(libraries, { hnsw: createFakeHnsw(), card, embedder })
  return { joined, meaning: { vectors: joined.joinVectors(members), embedder, card } }
}

const { joined, meaning } = await open()
const oneByOne = createSerial()
const reading = createReading({ joined: () => joined, meaning: () => meaning, oneByOne })
const wordsOnly = createReading({ joined: () => joined, meaning: () => undefined, oneByOne })

function context<Progress>(report: (progress: Progress) => void = () => {}) {
  return { signal: new AbortController().signal, report, transfer: () => {} }
}

describe('what the search worker tells of records', () => {
  it('similar ones with the libraries that have them', async () => {
    const found = (await reading.findSimilar({ pmid: '1022', k: 39 }, context())) ?? []
    expect(found).toHaveLength(39)
    expect(found.map(({ record }) => record.pmid)).not.toContain('1022')
    const byPmid = new Map(found.map(({ record, libraries }) => [record.pmid, libraries]))
    expect(byPmid.get('1001')).toEqual(['first'])
    expect(byPmid.get('1030')).toEqual(['second'])
    expect(byPmid.get('1021')?.toSorted()).toEqual(['first', 'second'])
    const scores = found.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  })

  it('the headings of its nearest for one without any', async () => {
    const predicted = await reading.predictHeadings({ pmid: '1008' }, context())
    const nearest = (await reading.findSimilar({ pmid: '1008', k: 39 }, context())) ?? []
    const neighbours = nearest.map(({ record, score }) => ({ score, headings: record.headings }))
    expect(predicted).toEqual(predictHeadings(neighbours))
    expect(predicted?.checkTags).toMatchObject([{ name: 'Humans', share: expect.closeTo(1) as number }])
  })

  it('sentences as they are found, and none of them without an encoder', async () => {
    const found: RecordSentences[] = []
    const input = { query: 'diagnosis of gout', records: records.slice(0, 3), most: 1 }
    await reading.findSentences(
      input,
      context<RecordSentences>((one) => found.push(one)),
    )
    expect(found.map(({ pmid, sentences }) => [pmid, sentences.length])).toEqual([
      ['1000', 1],
      ['1001', 1],
      ['1002', 1],
    ])
    await expect(wordsOnly.findSentences(input, context())).rejects.toMatchObject({ code: 'encoder-missing' })
  })

  it('nothing of a record that is not there, has no vector, or of headings without MeSH', async () => {
    expect(await reading.findSimilar({ pmid: '5', k: 3 }, context())).toBeUndefined()
    expect(await wordsOnly.findSimilar({ pmid: '1000', k: 3 }, context())).toBeUndefined()
    expect(await wordsOnly.predictHeadings({ pmid: '1000' }, context())).toBeUndefined()
    expect(await reading.shareHeadings({ query: 'gout', headings: [] }, context())).toBeUndefined()
  })
})

describe('likes that come with a search', () => {
  it('move its queries by the records that are there, and leave a search without any alone', async () => {
    expect(withLikes(meaning, joined, undefined)).toBe(meaning)
    const embed = async (more: string[], less: string[]) =>
      (await withLikes(meaning, joined, { more, less }).embedder.embed(['gout'], 'query')).vectors
    const plain = (await meaning.embedder.embed(['gout'], 'query')).vectors
    const scoreOf = (query: Float32Array, pmid: string) =>
      meaning.vectors.scoreOf(query, joined.rowOf(pmid) ?? -1)
    expect(scoreOf(await embed(['1008'], []), '1008')).toBeGreaterThan(scoreOf(plain, '1008'))
    expect(scoreOf(await embed([], ['1008']), '1008')).toBeLessThan(scoreOf(plain, '1008'))
    const unknown = await embed(['5'], ['6'])
    for (const [i, value] of plain.entries()) expect(unknown[i]).toBeCloseTo(value, 6)
  })
})
