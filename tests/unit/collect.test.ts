import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { skipReasons } from '../../src/core/pubmed/skip.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import type { CollectOptions, ReadAccount, SourceReader } from '../../src/engine/collect.ts'
import { readRecords } from '../../src/engine/collect.ts'
import { memoryScratch } from '../../src/engine/memoryScratch.ts'
import { listRecords } from '../../src/engine/recordList.ts'
import { openScratchFolder } from '../../src/platform/node/scratchFolder.ts'
import { toyRecord } from '../fakes/toyPack.ts'

type Step =
  | { record: PubmedRecord; version?: number }
  | { deleted: string }
  | { retracted: string; by: string }
  | { skip: 'no-pmid' | 'malformed' }

/** Files in memory; hands over all of a file in one piece, as a reader may. */
function readerOf(files: Record<string, Step[]>): SourceReader {
  return async (path, handlers) => {
    for (const step of files[path] ?? []) {
      if ('record' in step) handlers.onRecord(step.record, step.version ?? 1)
      else if ('deleted' in step) handlers.onDelete(step.deleted)
      else if ('retracted' in step) handlers.onNotice?.(step.retracted, { kind: 'retraction', pmid: step.by })
      else handlers.onSkip({ reason: step.skip, place: { line: 1 }, message: 'bad' })
    }
  }
}

async function collect(files: Record<string, Step[]>, options: Omit<CollectOptions, 'read'> = {}) {
  const collection = await readRecords(Object.keys(files), { read: readerOf(files), ...options })
  const records = await listRecords(collection.records)
  expect(await listRecords(collection.records)).toEqual(records) // whoever asks again gets all of them again
  return { ...collection, records }
}

function sumSkipped({ skipped }: ReadAccount): number {
  return skipReasons.reduce((sum, reason) => sum + skipped[reason], 0)
}

describe('reading records of many files', () => {
  it('gives them by PMID as a number, with an account that adds up', async () => {
    const seen: string[] = []
    const { records, account } = await collect(
      {
        a: [{ record: toyRecord('100') }, { skip: 'no-pmid' }, { record: toyRecord('9') }],
        b: [{ record: toyRecord('20') }, { record: toyRecord('9') }],
      },
      { onSkip: (path, { reason }) => void seen.push(`${path} ${reason}`) },
    )
    expect(records.map(({ pmid }) => pmid)).toEqual(['9', '20', '100'])
    expect(account).toMatchObject({ read: 5, kept: 3, skipped: { 'no-pmid': 1, duplicate: 1, deleted: 0 } })
    expect(account.read).toBe(account.kept + sumSkipped(account))
    expect(seen).toEqual(['a no-pmid'])
  })

  it('134: keeps the highest version, whichever comes first', async () => {
    const old = { record: toyRecord('1', { abstract: [{ text: 'long '.repeat(900) }] }), version: 1 }
    const latest = { record: toyRecord('1', { title: 'latest' }), version: 3 }
    const middle = { record: toyRecord('1', { title: 'middle' }), version: 2 }
    for (const order of [
      [old, middle, latest],
      [latest, middle, old],
      [middle, latest, old],
    ]) {
      const { records, account } = await collect({ a: order })
      expect(records.map(({ title }) => title)).toEqual(['latest'])
      expect(account).toMatchObject({ read: 3, kept: 1, skipped: { 'older-version': 2 } })
    }
  })

  it('136: keeps the fuller of equal versions, with the notices of both', async () => {
    const fuller = toyRecord('1', { abstract: [{ text: 'There is more here.' }] })
    const retracted = toyRecord('1', { notices: [{ kind: 'retraction', pmid: '2' }] })
    for (const order of [
      [fuller, retracted],
      [retracted, fuller],
    ]) {
      const { records } = await collect({ a: order.map((one) => ({ record: one })) })
      expect(records).toEqual([{ ...fuller, notices: retracted.notices }])
    }
  })

  it('135: drops what was read before a DeleteCitation and keeps what comes after', async () => {
    const { records, account } = await collect({
      a: [{ record: toyRecord('1') }, { record: toyRecord('2') }],
      b: [{ deleted: '1' }, { deleted: '77' }],
      c: [{ deleted: '3' }, { record: toyRecord('3') }],
    })
    expect(records.map(({ pmid }) => pmid)).toEqual(['2', '3'])
    expect(account).toMatchObject({ read: 3, kept: 2, skipped: { deleted: 1 } })
  })

  it('adds what a record says of another one to that one, whichever comes first, and not twice', async () => {
    const article = { record: toyRecord('1') }
    const notice = [{ record: toyRecord('2') }, { retracted: '1', by: '2' }]
    const expected = [{ kind: 'retraction', pmid: '2' }]
    for (const files of [
      { a: [article], b: notice },
      { a: notice, b: [article] },
    ])
      expect((await collect(files)).records.map(({ notices }) => notices)).toEqual([expected, []])

    const known = {
      record: toyRecord('1', { notices: [{ kind: 'retraction', pmid: '2', source: 'J Tea' }] }),
    }
    const { records } = await collect({ a: [known], b: notice })
    expect(records[0]?.notices).toEqual([{ kind: 'retraction', pmid: '2', source: 'J Tea' }])
    // Of a record beyond the limit nothing counts.
    expect((await collect({ a: [article, ...notice] }, { limitPerFile: 1 })).records[0]?.notices).toEqual([])
  })

  it('takes only the first records of a file when told to, and no deletion after them', async () => {
    const rows: Step[] = [
      { record: toyRecord('1') },
      { skip: 'malformed' },
      { record: toyRecord('2') },
      { deleted: '1' },
    ]
    const two = await collect(
      { a: rows, b: [{ record: toyRecord('5') }] },
      { limitPerFile: new Map([['a', 2]]) },
    )
    expect(two.records.map(({ pmid }) => pmid)).toEqual(['1', '5'])
    expect(two.account).toMatchObject({ read: 3, kept: 2, skipped: { malformed: 1, deleted: 0 } })
    const one = await collect({ a: rows, b: rows }, { limitPerFile: 1 })
    expect(one.account).toMatchObject({ read: 2, kept: 1, skipped: { duplicate: 1 } })
  })

  it('asks for the record that stays, and never takes an older version for one that does not fit', async () => {
    const files = {
      a: [
        { record: toyRecord('1', { title: 'fits' }), version: 1 },
        { record: toyRecord('1', { title: 'other' }), version: 2 },
      ],
      b: [
        { record: toyRecord('2', { title: 'other' }), version: 1 },
        { record: toyRecord('2', { title: 'fits' }), version: 2 },
      ],
    }
    const { records, account } = await collect(files, { keeps: ({ title }) => title === 'fits' })
    expect(records.map(({ pmid }) => pmid)).toEqual(['2'])
    expect(account).toMatchObject({ read: 4, kept: 1, skipped: { 'older-version': 2, filtered: 1 } })
    expect(account.read).toBe(account.kept + sumSkipped(account))
  })

  it('tells the reader when it has enough', async () => {
    const asked: (boolean | undefined)[] = []
    const read: SourceReader = async (_path, handlers, { wantsMore }) => {
      asked.push(wantsMore?.())
      handlers.onRecord(toyRecord('1'), 1)
      asked.push(wantsMore?.())
    }
    await readRecords(['a'], { read, limitPerFile: 1 })
    expect(asked).toEqual([true, false])
  })

  it('fails as a whole when a file cannot be read to its end', async () => {
    const read: SourceReader = async (path, handlers) => {
      handlers.onRecord(toyRecord('1'), 1)
      throw new Error(`${path} is cut off`)
    }
    await expect(readRecords(['a'], { read })).rejects.toThrow('a is cut off')
  })

  it('gives the same list whatever the order of the files, and its account always adds up', async () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.record({
        record: fc
          .record({
            pmid: fc.integer({ min: 1, max: 6 }).map(String),
            title: fc.constantFrom('a', 'b', 'bb'),
          })
          .map(({ pmid, title }) => toyRecord(pmid, { title, abstract: [{ text: title }] })),
        version: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({ skip: fc.constantFrom('no-pmid' as const, 'malformed' as const) }),
    )
    const title = fc.constantFrom(undefined, 'a', 'bb')
    const property = fc.asyncProperty(fc.array(fc.array(step)), title, async (files, unwanted) => {
      const options = { keeps: (record: PubmedRecord) => record.title !== unwanted }
      const named = (steps: Step[], index: number) => [`f${index}`, steps] as const
      const forward = await collect(Object.fromEntries(files.map(named)), options)
      const backward = await collect(Object.fromEntries(files.toReversed().map(named)), options)
      const all = await collect(Object.fromEntries(files.map(named)))
      expect(forward.records).toEqual(all.records.filter(options.keeps))
      expect(backward.records).toEqual(forward.records)
      expect(forward.account.read).toBe(forward.account.kept + sumSkipped(forward.account))
      expect(forward.account.kept).toBe(forward.records.length)
    })
    await fc.assert(property, { seed: 46 })
  })
})

/** Versions, deletions and notices, in any order and any file. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({
      pmid: fc.integer({ min: 1, max: 6 }).map(String),
      title: fc.constantFrom('a', 'b', 'bb', 'Größe 細\u2028\n\t'),
      source: fc.constantFrom('J Tea', 'J Coffee'),
    })
    .map(({ pmid, title, source }) => toyRecord(pmid, { title, notices: [{ kind: 'correction', source }] }))
    .chain((record) => fc.nat(2).map((version) => ({ record, version }) satisfies Step)),
  fc.integer({ min: 1, max: 6 }).map((pmid) => ({ deleted: String(pmid) })),
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 7, max: 8 }))
    .map(([retracted, by]) => ({ retracted: String(retracted), by: String(by) })),
)

describe('reading more records than memory holds', () => {
  it.each([0, 200, 1_000])('gives what is given of few, from sorted runs of %d characters', async (chars) => {
    const folder = await mkdtemp(join(tmpdir(), 'collect-test-'))
    const property = fc.asyncProperty(fc.array(fc.array(anyStep)), async (lists) => {
      const files = Object.fromEntries(lists.map((steps, index) => [`f${index}`, steps]))
      const scratch = await openScratchFolder(join(folder, 'scratch'), chars)
      const options = { keeps: ({ title }: PubmedRecord) => title !== 'bb' }
      const spilled = await collect(files, { ...options, scratch })
      expect(spilled).toEqual(await collect(files, { ...options, scratch: memoryScratch }))
      expect(spilled.account.read).toBe(spilled.account.kept + sumSkipped(spilled.account))
      await scratch.close()
    })
    await fc.assert(property, { seed: 46, numRuns: 60 })
    await rm(folder, { recursive: true, force: true })
  })

  it('settles each PMID as if all of it were held: by its events, one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep), async (steps) => {
        const { records, account } = await collect({ a: steps })
        const twin = applyAll(steps)
        expect(records.map(({ pmid, title }) => `${pmid} ${title}`)).toEqual(twin.records)
        expect(account.skipped).toMatchObject(twin.skipped)
      }),
      { seed: 46, numRuns: 200 },
    )
  })
})

/** A slow twin: all is held, and changed step by step. */
function applyAll(steps: readonly Step[]) {
  const held = new Map<string, { title: string; source: string; version: number }>()
  const skipped = { deleted: 0, duplicate: 0, 'older-version': 0 }
  for (const step of steps) {
    if ('deleted' in step && held.delete(step.deleted)) skipped.deleted++
    if (!('record' in step)) continue
    const { pmid, title, notices } = step.record
    const [next, known] = [
      { title, source: notices[0]?.source ?? '', version: step.version ?? 1 },
      held.get(pmid),
    ]
    if (known) skipped[known.version === next.version ? 'duplicate' : 'older-version']++
    // Those of one version are equally full: their JSON decides, with the notices that they have by then.
    if (!known || next.version > known.version) held.set(pmid, next)
    else if (next.version === known.version) held.set(pmid, [known, next].toSorted(byJson)[0] ?? next)
  }
  const records = [...held].sort(([a], [b]) => Number(a) - Number(b))
  return { records: records.map(([pmid, { title }]) => `${pmid} ${title}`), skipped }
}

const byJson = (a: { title: string }, b: { title: string }) =>
  JSON.stringify(a.title) < JSON.stringify(b.title) ? -1 : 1
