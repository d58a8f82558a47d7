import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { skipReasons } from '../../src/core/pubmed/skip.ts'
import { toEmbeddingText, type Notice, type PubmedRecord } from '../../src/core/record.ts'
import { buildLibrary } from '../../src/engine/build.ts'
import { compareRecords } from '../../src/engine/changes.ts'
import { readRecords, type ReadAccount } from '../../src/engine/collect.ts'
import { openLibrary, type OpenLibrary } from '../../src/engine/library.ts'
import { readKnownVectors, readPackRecords } from '../../src/engine/packSource.ts'
import type { RecordList } from '../../src/engine/recordList.ts'
import { FakeEmbedder } from '../fakes/fakeEmbedder.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import {
  fingerprintOf,
  readPack,
  storePack,
  toyDescription,
  toyEncoder,
  toyLibrary,
  toyPorts,
  toyRecord,
  toyRecords,
  type Pack,
} from '../fakes/toyPack.ts'

/** What an update file holds, a PMID at most once. */
type Step = { record: PubmedRecord; version: number } | { deleted: string }

const { card } = await toyEncoder()
/** The last one is in no file, so that no update leaves nothing. */
const first = [...toyRecords(4).map((record, i) => ({ ...record, pmid: String(i + 1) })), toyRecord('99')]

const title = fc.constantFrom('Gout', 'Sepsis in the young', 'Early asthma')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({
      pmid: fc.integer({ min: 1, max: 7 }).map(String),
      title,
      abstract: fc.array(fc.record({ text: title }), { maxLength: 1 }),
      notices: fc.array(fc.constantFrom<Notice>({ kind: 'retraction', pmid: '50' }, { kind: 'correction' }), {
        maxLength: 1,
      }),
    })
    .chain(({ pmid, ...more }) =>
      fc.nat(3).map((version) => ({ record: toyRecord(pmid, more), version }) satisfies Step),
    ),
  fc.integer({ min: 1, max: 7 }).map((pmid) => ({ deleted: String(pmid) })),
)
const file = fc.uniqueArray(step, { selector: pmidOf, maxLength: 5 })

function pmidOf(one: Step): string {
  return 'record' in one ? one.record.pmid : one.deleted
}

async function open(pack: Pack): Promise<OpenLibrary> {
  const { store, key } = await storePack(pack, new MemoryStore())
  return openLibrary(key, store)
}

/** Records by PMID, changed one by one: a slow twin of the update. */
function applyTo(records: Map<string, PubmedRecord>, steps: readonly Step[]): ReadAccount {
  const skipped = Object.fromEntries(skipReasons.map((reason) => [reason, 0])) as ReadAccount['skipped']
  let read = records.size
  for (const one of steps) {
    if ('deleted' in one) {
      if (records.delete(one.deleted)) skipped.deleted++
      continue
    }
    read++
    const old = records.get(one.record.pmid)
    if (old) skipped['older-version']++
    const isNew = ({ kind }: Notice) => !one.record.notices.some((notice) => notice.kind === kind)
    const notices = [...one.record.notices, ...(old?.notices.filter(isNew) ?? [])]
    records.set(one.record.pmid, { ...one.record, notices })
  }
  return { read, kept: records.size, skipped }
}

class CountingEmbedder extends FakeEmbedder {
  readonly documents: string[] = []

  override async embed(texts: readonly string[], kind: 'query' | 'document') {
    if (kind === 'document') this.documents.push(...texts)
    return super.embed(texts, kind)
  }
}

async function build(
  records: RecordList,
  account: ReadAccount,
  version: number,
  previous?: OpenLibrary,
): Promise<{ pack: Pack; encoded: string[] }> {
  const embedder = new CountingEmbedder()
  const encoder = { ...card, backend: embedder.backend }
  const known = previous && (await readKnownVectors([previous], encoder))
  const ports = toyPorts(card, { embedder, ...(known && { known }) })
  await buildLibrary({ ...toyDescription, version }, records, account, ports)
  return { pack: await readPack(ports.store), encoded: embedder.documents }
}

/** The next version, as the command makes it. */
async function update(pack: Pack, steps: readonly Step[], version: number) {
  const library = await open(pack)
  const { records, account } = await readRecords(['library', 'file'], {
    async read(path, handlers, options) {
      if (path === 'library') return readPackRecords(library, handlers, options)
      for (const one of steps) {
        if ('deleted' in one) handlers.onDelete(one.deleted)
        else handlers.onRecord(one.record, one.version)
      }
    },
  })
  const changes = await compareRecords(library, records)
  return { account, changes, ...(await build(records, account, version, library)) }
}

describe('an updated library', () => {
  it('R46: is byte for byte a fresh build of what its records have become, and encodes only new texts', async () => {
    const property = fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
      let pack = await toyLibrary(card, first)
      const twin = new Map(first.map((record) => [record.pmid, record]))
      for (const [index, steps] of files.entries()) {
        const before = new Set([...twin.values()].map(toEmbeddingText))
        const account = applyTo(twin, steps)
        const updated = await update(pack, steps, index + 2)

        const records = [...twin.values()].toSorted((a, b) => Number(a.pmid) - Number(b.pmid))
        const fresh = await build(records, account, index + 2)
        expect(await fingerprintOf(updated.pack)).toEqual(await fingerprintOf(fresh.pack))
        const isNew = (text: string) => !before.has(text)
        expect(updated.encoded.toSorted()).toEqual(records.map(toEmbeddingText).filter(isNew).toSorted())
        const skipped = skipReasons.reduce((sum, reason) => sum + updated.account.skipped[reason], 0)
        expect(updated.account.read).toBe(updated.account.kept + skipped)
        pack = updated.pack
      }
    })
    await fc.assert(property, { seed: 46, numRuns: 40 })
  })

  it('counts what was added, revised, deleted and left as it was', async () => {
    const property = fc.asyncProperty(file, async (steps) => {
      const twin = new Map(first.map((record) => [record.pmid, record]))
      applyTo(twin, steps)
      const { changes } = await update(await toyLibrary(card, first), steps, 2)
      const old = new Map(first.map((record) => [record.pmid, JSON.stringify(record)]))
      const next = new Map([...twin].map(([pmid, record]) => [pmid, JSON.stringify(record)]))
      const both = [...old.keys()].filter((pmid) => next.has(pmid))
      const unchanged = both.filter((pmid) => old.get(pmid) === next.get(pmid)).length
      expect(changes).toEqual({
        added: [...next.keys()].filter((pmid) => !old.has(pmid)).length,
        revised: both.length - unchanged,
        deleted: old.size - both.length,
        unchanged,
      })
    })
    await fc.assert(property, { seed: 46, numRuns: 40 })
  })

  it('takes a record whose members stand in another order for the same', async () => {
    const library = await open(await toyLibrary(card, first))
    const reordered = first.map(({ pmid, title: of, ...rest }) => ({ ...rest, title: of, pmid }))
    expect(await compareRecords(library, reordered)).toMatchObject({ revised: 0, unchanged: 5 })
  })
})
