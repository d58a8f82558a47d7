import { beforeEach, describe, expect, it } from 'vitest'
import { parseDraft, toOwnId, toSourceText, type Draft } from '../../src/core/draft.ts'
import { packFile, parseManifest } from '../../src/core/pack/manifest.ts'
import type { SourceReader } from '../../src/engine/collect.ts'
import { collectDraft, fetchDraft } from '../../src/engine/draft.ts'
import { discardDraft, estimateDraft, makeDraft, type MakeProgress } from '../../src/engine/makeDraft.ts'
import { findPubmed } from '../../src/engine/pubmedSearch.ts'
import { FakeEmbedder } from '../fakes/fakeEmbedder.ts'
import { createFakeHnsw } from '../fakes/fakeHnsw.ts'
import { MemoryDraftStore } from '../fakes/memoryDraftStore.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { fingerprintOf, readPack, toyEncoder, toyRecord, toyRecords } from '../fakes/toyPack.ts'
import { createEutils } from '../fixtures/eutils.ts'

const { card } = await toyEncoder()
const records = toyRecords(20)
const draft: Draft = { id: 'one', source: { kind: 'files', names: ['b.jsonl', 'a.xml'] } }
const { signal } = new AbortController()

/** Hands over the records that it is given, and a bad one for each `bad`. */
const readerOf =
  (files: Record<string, { records?: typeof records; bad?: number }>): SourceReader =>
  async (path, handlers) => {
    for (const record of files[path]?.records ?? []) handlers.onRecord(record, 1)
    for (let line = 1; line <= (files[path]?.bad ?? 0); line++)
      handlers.onSkip({ reason: 'no-pmid', place: { line }, message: 'A record has no PMID.' })
  }

let drafts: MemoryDraftStore
let store: MemoryStore
beforeEach(() => {
  drafts = new MemoryDraftStore()
  store = new MemoryStore()
})

const collect = (more: typeof records = records) =>
  collectDraft(draft, ['a'], readerOf({ a: { records: more } }), drafts, { signal })

describe('the records of a new library', () => {
  it('are kept with an account of what was left out and the first reasons in words', async () => {
    const read = readerOf({ a: { records, bad: 7 }, b: { records: records.slice(0, 2) } })
    const counts: number[] = []
    const onRead = (count: number) => void counts.push(count)
    const { collected } = await collectDraft(draft, ['a', 'b'], read, drafts, { signal, onRead })
    expect(collected?.account).toEqual({ read: 29, kept: 20, skipped: { 'no-pmid': 7, duplicate: 2 } })
    expect(collected?.examples).toHaveLength(5)
    expect(collected?.examples[0]).toBe('a, line 1: A record has no PMID.')
    expect(collected?.hasHeadings).toBe(false)
    expect(counts.at(-1)).toBe(22)
    expect(drafts.records).toEqual(records)
    expect(parseDraft(drafts.draft)).toEqual({ ...draft, collected })
  })

  it('are refused when there is none, with the first reason', async () => {
    const done = collectDraft(draft, ['a'], readerOf({ a: { bad: 1 } }), drafts, { signal })
    await expect(done).rejects.toMatchObject({
      code: 'input-invalid',
      message: expect.stringMatching(/no record .+ a, line 1: A record has no PMID/) as string,
    })
    expect(drafts.draft).toBeUndefined()
  })

  it('are refused when a browser could not hold them', async () => {
    const endless: SourceReader = async (_path, handlers) => {
      for (let pmid = 1; pmid < 200_000; pmid++) handlers.onRecord(toyRecord(String(pmid)), 1)
    }
    const done = collectDraft(draft, ['a'], endless, drafts, { signal })
    await expect(done).rejects.toMatchObject({ code: 'usage' })
  })

  it('come from PubMed after the search was looked at, and answers that came are not asked for again', async () => {
    const served = ['Green tea', 'Black tea', 'Coffee'].map((title, n) => ({
      ...{ pmid: String(n + 1), title, entryDay: '2020/01/01' },
    }))
    let nowMs = Date.UTC(2026, 0, 1)
    const eutils = createEutils(served, () => nowMs)
    const ports = {
      get: async (url: string) => {
        const { status, body } = eutils.answer(url)
        return { status, headers: new Headers(), text: () => Promise.resolve(body) }
      },
      store: drafts.texts,
      now: () => nowMs,
      sleep: async (ms: number) => void (nowMs += ms),
      signal,
      onRetry() {},
      onProgress() {},
    }
    const nlm = { url: 'https://nlm.test', tool: 'test' }
    const found = await findPubmed(nlm, 'tea', 10, ports)
    expect(found).toEqual({
      ...{ count: 2, wanted: 2, warnings: [] },
      translation: '"tea"[All Fields]',
    })
    const asked = eutils.urls.length
    const search = { term: 'tea', limit: 10, email: 'a@b.test' }
    const searched: Draft = { id: 'two', source: { kind: 'pubmed', search, found } }
    const { collected } = await fetchDraft(searched, nlm, drafts, ports)
    expect(collected?.account.kept).toBe(2)
    expect(drafts.records.map(({ title }) => title)).toEqual(['Green tea', 'Black tea'])
    expect(eutils.urls).toHaveLength(asked + 1)
    expect(eutils.urls.at(-1)).toContain('email=a%40b.test')
    expect(drafts.files.size).toBe(0)
    expect(toSourceText(searched.source)).toBe('PubMed search tea')
    const long = { ...search, term: 'tea OR '.repeat(1_000) }
    expect(toSourceText({ kind: 'pubmed', search: long, found })).toHaveLength(4_000)
  })
})

describe('making it', () => {
  const make = (more: { title?: string; id?: string; signal?: AbortSignal } = {}, hooks = {}) =>
    makeDraft(more.id ?? 'one', more.title ?? 'Tea & sleep', {
      ...{ drafts, store, card, embedder: new FakeEmbedder(), hnsw: createFakeHnsw() },
      mesh: undefined,
      signal: more.signal ?? signal,
      onProgress() {},
      ...hooks,
    })

  it('gives a library of its own id in the store, and leaves nothing of the draft', async () => {
    await collect()
    const progress: MakeProgress[] = []
    expect(await make({}, { onProgress: (step: MakeProgress) => progress.push(step) })).toBe('my-tea-sleep')
    const manifest = parseManifest((await readPack(store)).manifest)
    expect(manifest).toMatchObject({
      ...{ id: 'my-tea-sleep', title: 'Tea & sleep', kind: 'pubmed', source: 'a.xml, b.jsonl' },
      account: { read: 20, kept: 20 },
    })
    expect((await store.list()).map(({ isReady }) => isReady)).toEqual([true])
    expect(drafts).toMatchObject({ draft: undefined, records: [], vectors: [], plan: '' })
    const shares = progress.filter(({ step }) => step === 'encode').map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })

  it('goes on after an interruption with the title it began with, and gives the same bytes', async () => {
    await collect()
    await make()
    const uninterrupted = await fingerprintOf(await readPack(store))

    store = new MemoryStore()
    await collect()
    const controller = new AbortController()
    const stop = ({ step, done }: MakeProgress) => step === 'encode' && done === 7 && controller.abort()
    const stopped = make({ signal: controller.signal }, { onProgress: stop })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(drafts.vectors).toHaveLength(7)
    expect(await make({ title: 'Another title' })).toBe('my-tea-sleep')
    expect(await fingerprintOf(await readPack(store))).toEqual(uninterrupted)
  })

  it('looks headings up in the MeSH that was there when it began', async () => {
    const heading = { name: 'Tea', major: false, qualifiers: [] }
    await collect(records.map((record) => ({ ...record, headings: [heading] })))
    const mesh = { year: 2026, tsv: 'ui\tname\ttree_numbers\tterms\nD013662\tTea\tJ02.200.900\t\n' }
    const withAncestors = {
      ...mesh,
      tsv: `${mesh.tsv}D001628\tBeverages\tJ02.200\t\nD000068\tFood\tJ02\t\n`,
    }
    const controller = new AbortController()
    const onProgress = ({ done }: MakeProgress) => done === 3 && controller.abort()
    await make({ signal: controller.signal }, { mesh: withAncestors, onProgress }).catch(() => {})
    await make()
    const manifest = parseManifest((await readPack(store)).manifest)
    expect(manifest).toMatchObject({ meshYear: 2026, headings: { given: 20, unknown: 0 } })
  })

  it('is refused for a draft that has made way for another, or is not collected', async () => {
    await collect()
    await expect(make({ id: 'other' })).rejects.toMatchObject({ code: 'usage' })
    await drafts.writeDraft(draft)
    await expect(make()).rejects.toMatchObject({ code: 'usage' })
  })

  it('is discarded with what it has left among the libraries', async () => {
    await collect()
    const controller = new AbortController()
    const stop = ({ step }: MakeProgress) => step === 'write' && controller.abort()
    await make({ signal: controller.signal }, { onProgress: stop }).catch(() => {})
    expect(await store.list()).toHaveLength(1)
    await discardDraft(drafts, store)
    expect(await store.list()).toEqual([])
    expect(store.disk.chunks.size).toBe(0)
    expect(drafts.draft).toBeUndefined()
  })

  it('is estimated near to what it then takes', async () => {
    await collect()
    let nowMs = 0
    const embedder = new FakeEmbedder()
    const slow = {
      ...{ backend: embedder.backend, dims: embedder.dims, maxTokens: 512, close: () => Promise.resolve() },
      embed: (texts: readonly string[]) => {
        nowMs += 10
        return embedder.embed(texts, 'document')
      },
    }
    const { encodeMs, packBytes } = await estimateDraft('one', {
      ...{ drafts, signal, embedder: slow, mesh: undefined },
      now: () => nowMs,
    })
    expect(encodeMs / 200).toBeGreaterThan(0.8)
    expect(encodeMs / 200).toBeLessThan(1.2)
    await make()
    const { files } = parseManifest((await readPack(store)).manifest)
    // The ring of the fake index is no graph.
    const withoutGraph = files.reduce(
      (sum, { name, bytes }) => sum + (name === packFile.graph ? 0 : bytes),
      0,
    )
    const ratio = (packBytes - 20 * 130) / withoutGraph
    expect(ratio).toBeGreaterThan(0.7)
    expect(ratio).toBeLessThan(1.3)
  })
})

describe('an id of one’s own', () => {
  it.each([
    ['Heart failure, 2024', [], 'my-heart-failure-2024'],
    ['Café', [], 'my-cafe'],
    ['心臓', [], 'my-library'],
    ['心臓', ['my-library', 'my-library-2'], 'my-library-3'],
    ['x'.repeat(300), [], `my-${'x'.repeat(55)}`],
  ])('is made of the title %s', (title, taken, id) => {
    expect(toOwnId(title, taken)).toBe(id)
    expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/)
  })
})

it('what another version of the app has kept is no draft', () => {
  expect(parseDraft({ id: 'one', source: { kind: 'telepathy' } })).toBeUndefined()
  expect(parseDraft(undefined)).toBeUndefined()
})
