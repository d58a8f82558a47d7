import { describe, expect, it } from 'vitest'
import { checkNews } from '../../src/app/collections/checkNews.ts'
import { createKeeper, type KeeperEffects } from '../../src/app/collections/keeper.ts'
import { countNews, initialKeeping, reduceKeeping } from '../../src/app/collections/keeping.ts'
import { createStore } from '../../src/app/store.ts'
import { AppError } from '../../src/core/errors.ts'
import { noFilters } from '../../src/core/filters.ts'
import type { Asked, SavedSearch } from '../../src/core/kept/kept.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import type { SearchInput } from '../../src/protocol/engine.ts'
import type { KeepingContract, KeptOverview } from '../../src/protocol/keeping.ts'
import { then, toyCollection, toySearch } from '../fakes/keptThings.ts'
import { toyRecord } from '../fakes/toyPack.ts'

type Answers = { [M in keyof KeepingContract]?: (input: never) => unknown }

/** A worker that answers by hand. */
function createTools(answers: Answers) {
  const calls: string[] = []
  const saved: File[] = []
  const call = async (method: keyof KeepingContract, input: never): Promise<never> => {
    calls.push(method)
    await Promise.resolve()
    return (answers[method] ?? (() => empty))(input) as never
  }
  const effects: KeeperEffects = {
    start: () => ({ call: call, stop() {} }),
    saveFile: (file) => void saved.push(file),
    now: () => new Date(then),
    newId: () => 'new-id',
  }
  const store = createStore(reduceKeeping, initialKeeping)
  return { keeper: createKeeper(store, effects), store, calls, saved }
}

const empty: KeptOverview = { collections: [], searches: [], checked: [] }
const one: KeptOverview = { ...empty, collections: [{ ...toyCollection('a'), pmids: ['1'], news: [] }] }

describe('the keeper', () => {
  it('shows what the device has, and what changes', async () => {
    const { keeper, store } = createTools({ putCollection: () => one })
    await keeper.refresh()
    expect(store.get().overview).toBe(empty)
    expect(await keeper.create('Heart')).toBe('new-id')
    expect(store.get()).toMatchObject({
      overview: one,
      outcome: { kind: 'done', words: '“Heart” was made.' },
    })
  })

  it('does one thing after another, and goes on after a failure that it tells of', async () => {
    const { keeper, store, calls } = createTools({
      putCollection: () => {
        throw new AppError('quota-exceeded', 'full')
      },
      overview: () => one,
    })
    const failing = keeper.create('Heart')
    const next = keeper.refresh()
    await failing
    expect(store.get().outcome).toMatchObject({ kind: 'failed', failure: { code: 'quota-exceeded' } })
    expect(await next).toBe(one)
    expect(calls).toEqual(['putCollection', 'overview'])
  })

  it('reads a collection again when its records have changed, and no other one', async () => {
    const { keeper, store, calls } = createTools({ readCollection: () => [] })
    keeper.open('a')
    keeper.removeRecords('b', ['1'])
    keeper.removeRecords('a', ['1'])
    await keeper.refresh()
    await keeper.refresh() // what was asked for after those has had its turn
    expect(calls.filter((method) => method === 'readCollection')).toHaveLength(2)
    expect(store.get().opened).toEqual({ id: 'a', records: [] })
  })

  it('saves all of it as a file with the day in its name', async () => {
    const { keeper, saved } = createTools({ exportKept: () => ({ text: '{}' }) })
    keeper.saveAsFile()
    await keeper.refresh()
    expect(saved.map(({ name }) => name)).toEqual(['biohicl-kept-2026-01-01.json'])
  })
})

describe('looking for news', () => {
  const libraries = [{ id: 'toy', key: 'toy 2' }]
  const hits = (records: PubmedRecord[]) => records.map((record, place) => ({ rank: place + 1, record }))

  function createNews(overview: KeptOverview, mode: 'both' | 'words' = 'both') {
    const put: SavedSearch[] = []
    const learned: unknown[] = []
    const asked: SearchInput[] = []
    const tools = createTools({
      overview: () => overview,
      putSearch: (search) => (put.push(search), overview),
      learnNotices: (input) => (learned.push(input), overview),
    })
    const call = (async (method: string, input: SearchInput & { pmids: string[] }) => {
      if (method === 'findRecords')
        return input.pmids.map((pmid) => toyRecord(pmid, { notices: [{ kind: 'retraction' }] }))
      asked.push(input)
      return { mode, hits: hits([toyRecord('1'), toyRecord('2')]) }
    }) as never
    const sources = { engine: { call }, libraries, hasMeaning: true, now: () => new Date(then) }
    return { ...tools, put, learned, asked, sources }
  }
  const seenOld = [{ libraries: [{ id: 'toy', key: 'toy 1' }], pmids: ['1'], notices: {} }]
  const withOptions = (options: NonNullable<Asked['options']>): Asked => ({
    ...toySearch('1', 'tea').asked,
    options,
  })
  const seenNow = [{ libraries, pmids: ['1'], notices: {} }]

  it('asks saved searches once for an edition, with their options', async () => {
    const filters = { ...noFilters, types: ['review'], headings: [], years: {} }
    const options = { filters, sort: 'date' }
    const old = toySearch('1', 'tea', { seen: seenOld, asked: withOptions(options) })
    const { keeper, put, asked, sources } = createNews({
      ...empty,
      searches: [old, toySearch('2', 'coffee', { seen: seenNow })],
    })
    await checkNews(keeper, sources)
    expect(asked).toEqual([{ text: 'tea', mode: 'both', isExact: false, ...options, k: 200, isAside: true }])
    expect(put.map(({ id, news }) => [id, news?.fresh.map(({ pmid }) => pmid)])).toEqual([['1', ['2']]])
  })

  it.each<NonNullable<Asked['options']>>([{ filters: { later: 1 } }, { sort: 'size' }, { later: [] }])(
    'does not ask without %j, which it does not know',
    async (options) => {
      const searches = [toySearch('1', 'tea', { seen: seenOld, asked: withOptions(options) })]
      const { keeper, asked, sources } = createNews({ ...empty, searches })
      await checkNews(keeper, sources)
      expect(asked).toEqual([])
    },
  )

  it('waits with a search by meaning until meaning can be asked, and takes no other answer for it', async () => {
    const searches = [toySearch('1', 'tea', { seen: seenOld })]
    const early = createNews({ ...empty, searches })
    await checkNews(early.keeper, { ...early.sources, hasMeaning: false })
    expect(early.asked).toEqual([])
    const otherwise = createNews({ ...empty, searches }, 'words')
    await checkNews(otherwise.keeper, otherwise.sources)
    expect(otherwise.put).toEqual([])
  })

  it('compares kept records with each edition once', async () => {
    const { keeper, learned, sources } = createNews(one)
    await checkNews(keeper, sources)
    expect(learned).toEqual([{ found: [{ pmid: '1', notices: [{ kind: 'retraction' }] }], libraries }])
    const known = createNews({ ...one, checked: libraries })
    await checkNews(known.keeper, known.sources)
    expect(known.learned).toEqual([])
  })

  it('counts records and searches that have some', () => {
    const news = [{ pmid: '1', title: 'a', notices: ['retraction' as const] }]
    const searches = [
      toySearch('1', 'tea', { news: { found: then, fresh: [], noticed: news } }),
      toySearch('2', 'b'),
    ]
    const overview = { ...empty, searches, collections: [{ ...toyCollection('a'), pmids: [], news }] }
    expect(countNews({ ...initialKeeping, overview })).toBe(2)
    expect(countNews(initialKeeping)).toBe(0)
  })
})
