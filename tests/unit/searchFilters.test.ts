import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/core/bitmap.ts'
import { noFilters, type Filters } from '../../src/core/filters.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { countResultSet } from '../../src/engine/resultSet.ts'
import { search, searchSet, type SearchMode, type SearchRequest } from '../../src/engine/search.ts'
import { openVectors } from '../../src/engine/vectors.ts'
import { openFaceted } from '../fakes/facetedLibrary.ts'
import { facetedRecords, someFilters } from '../fakes/facetedRecords.ts'
import { FakeEmbedder } from '../fakes/fakeEmbedder.ts'
import { createFakeHnsw } from '../fakes/fakeHnsw.ts'
import { filterSlowly, hasExploded } from '../fakes/slowFilters.ts'
import { toyEncoder } from '../fakes/toyPack.ts'

const { card } = await toyEncoder()
const records =
  fc.sample(facetedRecords(70), { numRuns: 20, seed: 7 }).toSorted((a, b) => b.length - a.length)[0] ?? []
const library = await openFaceted(card, records)
const vectors = await openVectors(library, { hnsw: createFakeHnsw(), card })
const ports = { library, meaning: { vectors, embedder: new FakeEmbedder('wasm'), card }, now: () => 0 }
const { signal } = new AbortController()
const all = records.length

const ask = (request: Partial<SearchRequest>) =>
  search({ text: '', mode: 'both', k: all, isExact: true, ...request }, ports, signal)
const pmidsOf = (list: readonly { record: PubmedRecord }[]) => list.map(({ record }) => record.pmid)
const newestFirst = (list: readonly PubmedRecord[]) =>
  list.toSorted((a, b) => (b.date?.year ?? 0) - (a.date?.year ?? 0) || Number(b.pmid) - Number(a.pmid))
const only = (filters: Partial<Filters>): Filters => ({ ...noFilters, ...filters })

describe('a search under filters', () => {
  it('gives what the whole list has of the records that meet them, in its order and with its scores', async () => {
    const modes = fc.constantFrom<SearchMode>('both', 'meaning', 'words')
    await fc.assert(
      fc.asyncProperty(
        someFilters,
        modes,
        fc.constantFrom('gout', 'diet', 'lung sepsis'),
        async (filters, mode, text) => {
          const whole = await ask({ text, mode })
          const narrowed = await ask({ text, mode, filters })
          const kept = new Set(filterSlowly(records, filters).map(({ pmid }) => pmid))
          const expected = whole.hits.filter(({ record }) => kept.has(record.pmid))
          expect(pmidsOf(narrowed.hits)).toEqual(pmidsOf(expected))
          for (const [place, { meaning, words }] of narrowed.hits.entries()) {
            expect(meaning).toBe(expected[place]?.meaning)
            expect(words).toBe(expected[place]?.words)
          }
          expect(narrowed.total).toBe(mode === 'words' ? expected.length : kept.size)
        },
      ),
    )
  })

  it('keeps to the records that were chosen themselves, and to none that are not there', async () => {
    const chosen = records.slice(3, 9)
    const filters = only({ pmids: [...chosen.map(({ pmid }) => pmid), '4000000000'] })
    expect(pmidsOf((await ask({ filters })).hits)).toEqual(newestFirst(chosen).map(({ pmid }) => pmid))
    expect(pmidsOf((await ask({ text: 'gout', filters })).hits).toSorted()).toEqual(
      chosen.map(({ pmid }) => pmid).toSorted(),
    )
    const counts = await searchSet({ text: '', mode: 'both', k: 1, isExact: true, filters }, ports, signal)
    expect((await countResultSet(counts.resultSet, { hasHedges: false })).total).toBe(chosen.length)
  })

  it('scans the records that are left, and says so', async () => {
    const filters = only({ languages: ['eng'] })
    expect((await ask({ text: 'gout', isExact: false })).encoding?.index).toBe('hnsw')
    expect((await ask({ text: 'gout', isExact: false, filters })).encoding?.index).toBe('exact')
  })

  it('without words lists what meets them, the newest first, and does not run the encoder', async () => {
    const embedder = new FakeEmbedder('wasm')
    const filters = only({ types: ['review'] })
    const request: SearchRequest = { text: ' ', mode: 'both', k: 5, isExact: false, filters }
    const answer = await search(request, { ...ports, meaning: { ...ports.meaning, embedder } }, signal)
    const expected = newestFirst(filterSlowly(records, filters))
    expect(pmidsOf(answer.hits)).toEqual(expected.slice(0, 5).map(({ pmid }) => pmid))
    expect(answer).toMatchObject({ total: expected.length, sort: 'date' })
    expect(answer).not.toHaveProperty('reading')
    expect(embedder.runs).toEqual([])
    await expect(ask({ text: ' ' })).rejects.toMatchObject({ code: 'query-empty' })
  })
})

describe('a query in PubMed’s language', () => {
  it('finds what it says, by itself the newest first, and together with filters', async () => {
    const isReview = ({ publicationTypes }: PubmedRecord) => publicationTypes.includes('Review')
    const alone = await ask({ text: 'review[pt]' })
    expect(pmidsOf(alone.hits)).toEqual(newestFirst(records.filter(isReview)).map(({ pmid }) => pmid))
    expect(alone).toMatchObject({ sort: 'date', total: records.filter(isReview).length })
    expect(alone.reading?.kind).toBe('query')
    const filters = only({ headings: [{ ui: 'D001', mode: 'exploded' }] })
    const both = await ask({ text: 'review[pt]', filters })
    expect(pmidsOf(both.hits)).toEqual(
      newestFirst(filterSlowly(records, filters).filter(isReview)).map(({ pmid }) => pmid),
    )
  })

  it('lists all that it leaves over, ranked as far as there is a rank, without an encoder too', async () => {
    const isReview = ({ publicationTypes }: PubmedRecord) => publicationTypes.includes('Review')
    const request: SearchRequest = { text: 'review[pt] AND sepsis', mode: 'both', k: all, isExact: false }
    const { hits, total } = await search(request, { library, now: () => 0 }, signal)
    expect(pmidsOf(hits).toSorted()).toEqual(records.filter(isReview).map(({ pmid }) => pmid))
    expect(total).toBe(hits.length)
    const scored = hits.filter(({ words = 0 }) => words > 0)
    expect(scored.length).toBeGreaterThan(0)
    expect(hits.slice(0, scored.length)).toEqual(scored)
    expect(hits.slice(scored.length).map(({ record }) => record)).toEqual(
      newestFirst(hits.slice(scored.length).map(({ record }) => record)),
    )
  })
})

describe('a list by date', () => {
  it('has the records of the list by relevance, the newest first', async () => {
    const byRank = await ask({ text: 'sepsis', mode: 'words' })
    const byDate = await ask({ text: 'sepsis', mode: 'words', sort: 'date' })
    expect(byDate.hits.map(({ record }) => record)).toEqual(
      newestFirst(byRank.hits.map(({ record }) => record)),
    )
    expect(byDate.sort).toBe('date')
    for (const { words = 0 } of byDate.hits) expect(words).toBeGreaterThan(0)
  })
})

describe('what an answer was taken from', () => {
  const setOf = async (request: Partial<SearchRequest>) =>
    (await searchSet({ text: '', mode: 'both', k: 5, isExact: true, ...request }, ports, signal)).resultSet

  it('goes on with the list, rank by rank, as one that was asked for whole', async () => {
    const requests: Partial<SearchRequest>[] = [
      { text: 'gout diet' },
      { text: 'gout', mode: 'words' },
      { text: 'lung', mode: 'meaning' },
      { text: 'sepsis', sort: 'date' },
      { text: 'review[pt] AND sepsis' },
      { filters: only({ languages: ['eng'] }) },
    ]
    for (const request of requests) {
      const whole = await ask(request)
      const set = await setOf(request)
      const parts = [await set.hits(0, 5), await set.hits(5, 7), await set.hits(12, all)]
      expect(parts.flat()).toEqual(whole.hits)
      expect(await set.hits(whole.hits.length, 10)).toEqual([])
    }
  })

  it('is all that match where something filters', async () => {
    await fc.assert(
      fc.asyncProperty(someFilters, async (filters) => {
        fc.pre(filterSlowly(records, filters).length < all)
        const kept = filterSlowly(records, filters)
        const set = await setOf({ text: 'gout', filters })
        const counts = await countResultSet(set, { hasHedges: false })
        expect(counts.total).toBe(kept.length)
        const { headings } = await set.lists.index()
        const place = headings.placeOf('D001') ?? -1
        if (filters.headings.length === 0)
          expect(counts.headings[place]).toBe(kept.filter((record) => hasExploded(record, 'D001')).length)
      }),
      { numRuns: 50 },
    )
  })

  it('is the best by rank where nothing does: by words those that have one of them', async () => {
    expect([...rowsOf((await setOf({ text: 'sepsis' })).base())]).toHaveLength(all)
    const withWord = records.flatMap(({ title }, row) => (title.includes('sepsis') ? [row] : []))
    expect([...rowsOf((await setOf({ text: 'sepsis', mode: 'words' })).base())]).toEqual(withWord)
  })

  it('is counted by clinical queries where that is asked for', async () => {
    const { hedges = [] } = await countResultSet(await setOf({ text: 'gout' }), { hasHedges: true })
    expect(hedges.map(({ value }) => value)).toContain('therapy-narrow')
    for (const { value, count } of hedges)
      expect(count, value).toBe((await ask({ filters: only({ hedge: value }) })).total)
    expect((await ask({ filters: only({ hedge: 'unheard of' }) })).total).toBe(0)
  })
})
