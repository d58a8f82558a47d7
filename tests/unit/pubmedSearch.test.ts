import { describe, expect, it } from 'vitest'
import { fetchPubmed, type FoundRecords, type HttpAnswer } from '../../src/engine/pubmedSearch.ts'
import { createEutils, type ServedRecord } from '../fixtures/eutils.ts'
import { readXml } from '../fixtures/pubmedXml.ts'

const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10).replaceAll('-', '/')
const teas = (count: number, perDay = 50): ServedRecord[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ pmid: String(n + 1), title: `Tea ${n}`, entryDay: day(Math.floor(n / perDay)) },
  }))

/** A clock that moves when somebody sleeps, a server, and a store that outlives a run. */
function createWorld(records: ServedRecord[]) {
  let nowMs = Date.UTC(2026, 0, 1)
  const eutils = createEutils(records, () => nowMs)
  const files = new Map<string, string>()
  const world = {
    ...{
      eutils,
      files,
      retries: [] as [string, number][],
      found: [] as FoundRecords[],
      done: [] as number[],
    },
    controller: new AbortController(),
    /** Faults for the next requests: undefined lets one pass. */
    faults: [] as (Partial<HttpAnswer> | Error | undefined)[],
    ports: {
      async get(url: string, { signal }: { signal: AbortSignal }): Promise<HttpAnswer> {
        signal.throwIfAborted()
        const fault = world.faults.shift()
        if (fault instanceof Error) throw fault
        const { status, headers, body } = eutils.answer(url)
        return {
          status,
          headers: { get: (name) => headers[name] ?? null },
          text: () => Promise.resolve(body),
          ...fault,
        }
      },
      store: {
        read: (name: string) => Promise.resolve(files.get(name)),
        write: (name: string, text: string) => Promise.resolve(void files.set(name, text)),
      },
      now: () => nowMs,
      sleep(ms: number, signal: AbortSignal) {
        signal.throwIfAborted()
        nowMs += ms
        return Promise.resolve()
      },
      signal: new AbortController().signal,
      onFound: (found: FoundRecords) => world.found.push(found),
      onProgress: ({ done }: { done: number }) => void world.done.push(done),
      onRetry: (reason: string, waitMs: number) => world.retries.push([reason, waitMs]),
    },
  }
  world.ports.signal = world.controller.signal
  return world
}

const nlm = { url: 'https://nlm.test/eutils', tool: 'test', email: 'a@b.test' }
type World = ReturnType<typeof createWorld>
const run = (world: World, term = 'tea', limit = 100_000, eutils: typeof nlm & { apiKey?: string } = nlm) =>
  fetchPubmed(eutils, term, limit, world.ports)
const pmidsOf = (world: World) =>
  [...world.files]
    .filter(([name]) => name.endsWith('.xml'))
    .flatMap(([, xml]) => readXml(xml).records.map(({ pmid }) => Number(pmid)))
const textOf = (text: string): Partial<HttpAnswer> => ({ text: () => Promise.resolve(text) })

describe('a PubMed search', () => {
  it('fetches what is found, 200 records a file, and tells how PubMed read it', async () => {
    const world = createWorld([...teas(450), { pmid: '999', title: 'Coffee', entryDay: day(1) }])
    expect(await run(world)).toEqual(['00000.xml', '00001.xml', '00002.xml'])
    expect(pmidsOf(world).toSorted((a, b) => a - b)).toEqual(teas(450).map(({ pmid }) => Number(pmid)))
    expect(world.found).toEqual([{ count: 450, wanted: 450, translation: '"tea"[All Fields]', warnings: [] }])
    expect(world.done).toEqual([200, 400, 450])
    for (const url of world.eutils.urls) expect(url).toMatch(/db=pubmed&.*&tool=test&email=a%40b\.test$/)
  })

  it('tells what PubMed could not find', async () => {
    const world = createWorld(teas(1))
    expect(await run(world, 'tea qqq')).toEqual([])
    expect(world.found).toMatchObject([{ count: 0, wanted: 0, warnings: ['not found: qqq'] }])
  })

  it('takes the newest where a limit is set', async () => {
    const world = createWorld(teas(500, 1))
    await run(world, 'tea', 3)
    expect(pmidsOf(world)).toEqual([498, 499, 500])
    expect(world.found).toMatchObject([{ count: 500, wanted: 3 }])
  })

  it('asks in parts of days for more than PubMed hands on at once, none lost and none twice', async () => {
    const world = createWorld(teas(25_000))
    await run(world)
    const pmids = pmidsOf(world)
    expect(pmids).toHaveLength(25_000)
    expect(new Set(pmids).size).toBe(25_000)
  })

  it('refuses where one day holds more than PubMed hands on', async () => {
    const world = createWorld(teas(10_001, 20_000))
    await expect(run(world)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/10001 records .* on 2020\/01\/01.*Narrow the query/) as string,
    })
  })

  it.each([
    ['three requests a second', nlm],
    ['ten with a key', { ...nlm, apiKey: 'k' }],
  ])('keeps to %s', async (_what, eutils) => {
    const world = createWorld(teas(6000))
    await run(world, 'tea', 100_000, eutils)
    expect(world.eutils.urls.length).toBeGreaterThan(30)
    expect(world.retries).toEqual([]) // the server answers 429 to whoever is faster
  })

  it.each<[what: string, fault: Partial<HttpAnswer> | Error, waitMs: number, reason: RegExp]>([
    ['no network', new TypeError('fetch failed'), 1000, /cannot be reached/],
    ['a busy server', { status: 503 }, 1000, /answered 503/],
    ['seconds in Retry-After', { status: 429, headers: { get: () => '7' } }, 7000, /answered 429/],
    [
      'a date in Retry-After',
      { status: 503, headers: { get: () => 'Thu, 01 Jan 2026 00:00:05 GMT' } },
      5000,
      /503/,
    ],
    ['a wait of an hour asked for', { status: 503, headers: { get: () => '3600' } }, 60_000, /503/],
    ['a page', textOf('<html>Sign in</html>'), 1000, /web page/],
  ])('tries again after %s', async (_what, fault, waitMs, reason) => {
    const world = createWorld(teas(5))
    world.faults = [fault]
    await run(world)
    expect(pmidsOf(world)).toHaveLength(5)
    expect(world.retries).toHaveLength(1)
    expect(world.retries[0]?.[0]).toMatch(reason)
    expect(Math.abs((world.retries[0]?.[1] ?? 0) - waitMs)).toBeLessThan(5)
  })

  it('143: never keeps records that are cut off, or a page in their place', async () => {
    const world = createWorld(teas(5))
    const pass = undefined
    world.faults = [
      pass,
      pass,
      textOf('<PubmedArticleSet><PubmedArticle>'),
      textOf('Too many requests'),
      textOf(''),
    ]
    await run(world)
    expect(pmidsOf(world)).toHaveLength(5)
    expect(world.retries).toHaveLength(3)
  })

  it('gives up after six attempts, twice as long apart each time', async () => {
    const world = createWorld(teas(5))
    world.faults = Array.from({ length: 6 }, () => new TypeError('fetch failed'))
    await expect(run(world)).rejects.toMatchObject({ code: 'network' })
    expect(world.retries.map(([, waitMs]) => waitMs)).toEqual([1000, 2000, 4000, 8000, 16_000])
  })

  it.each([
    ['a query that PubMed refuses', 'tea [oops', undefined, 'usage', /refuses the search: Unbalanced/],
    ['a request that the server refuses', 'tea', { status: 400 }, 'network', /answered 400/],
  ])('does not try %s again', async (_what, term, fault, code, message) => {
    const world = createWorld(teas(5))
    world.faults = [fault]
    await expect(run(world, term)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    })
    expect(world.retries).toEqual([])
  })

  it('goes on after an interruption with what was found then, and fetches nothing twice', async () => {
    const world = createWorld(teas(900))
    const stop = world.ports.onProgress
    world.ports.onProgress = (progress) => {
      stop(progress)
      if (progress.done === 400) world.controller.abort()
    }
    await expect(run(world)).rejects.toMatchObject({ name: 'AbortError' })

    const again = createWorld([...teas(900), { pmid: '5000', title: 'New tea', entryDay: day(100) }])
    for (const [name, text] of world.files) again.files.set(name, text)
    await run(again)
    expect(pmidsOf(again).toSorted((a, b) => a - b)).toEqual(teas(900).map(({ pmid }) => Number(pmid)))
    expect(again.eutils.urls).toHaveLength(3)
  })

  it('that found nothing is forgotten', async () => {
    const world = createWorld(teas(5))
    await run(world, 'qqq')
    await run(world)
    expect(pmidsOf(world)).toHaveLength(5)
  })

  it('does not mix with another search', async () => {
    const world = createWorld(teas(5))
    await run(world)
    await expect(run(world, 'tea 1')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/another search, “tea”/) as string,
    })
  })
})
