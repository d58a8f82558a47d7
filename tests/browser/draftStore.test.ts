import { beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../../src/core/draft.ts'
import type { DraftStore } from '../../src/engine/draft.ts'
import { openDraftStore } from '../../src/platform/web/draftStore.ts'
import { checkpointContract } from '../contract/checkpointContract.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const newName = () => `draft-${crypto.randomUUID()}`

checkpointContract('IndexedDB', () => {
  const name = newName()
  return Promise.resolve(async () => (await openDraftStore(name)).checkpoint)
})

describe('the draft of a library in IndexedDB', () => {
  let name: string
  let store: DraftStore
  beforeEach(async () => {
    name = newName()
    store = await openDraftStore(name)
    return () => store.close()
  })

  const draft: Draft = {
    id: 'one',
    source: { kind: 'files', names: ['a.xml'] },
    collected: {
      account: { read: 2, kept: 1, skipped: { 'no-pmid': 1 } },
      examples: ['why'],
      hasHeadings: true,
    },
  }

  it('is none at first', async () => {
    expect(await store.readDraft()).toBeUndefined()
    expect(await store.readMesh()).toBeUndefined()
    expect(await store.readRecords()).toEqual([])
    expect(await store.texts.read('search.json')).toBeUndefined()
  })

  it('is there when it is opened again, its records in their order', async () => {
    const records = Array.from({ length: 1201 }, (_, n) => toyRecord(String(n + 1)))
    await store.writeDraft(draft)
    await store.writeMesh({ year: 2026, tsv: 'ui' })
    await store.writeRecords(records)
    await store.texts.write('00000.xml', '<a/>')
    const other = await openDraftStore(name)
    expect(await other.readDraft()).toEqual(draft)
    expect(await other.readMesh()).toEqual({ year: 2026, tsv: 'ui' })
    expect((await other.readRecords()).map(({ pmid }) => pmid)).toEqual(records.map(({ pmid }) => pmid))
    expect(await other.texts.read('00000.xml')).toBe('<a/>')
    other.close()
  })

  it('holds the records that were written last', async () => {
    await store.writeRecords(Array.from({ length: 1201 }, (_, n) => toyRecord(String(n + 1))))
    await store.writeRecords([toyRecord('7')])
    expect((await store.readRecords()).map(({ pmid }) => pmid)).toEqual(['7'])
  })

  it('leaves nothing when it is cleared', async () => {
    await store.writeDraft(draft)
    await store.writeRecords([toyRecord('1')])
    await store.texts.write('00000.xml', '<a/>')
    await store.checkpoint.load('plan', [2])
    await store.checkpoint.append(Float32Array.of(1, 2))
    await store.clear()
    expect(await store.readDraft()).toBeUndefined()
    expect(await store.readRecords()).toEqual([])
    expect(await store.texts.read('00000.xml')).toBeUndefined()
    expect(await store.checkpoint.load('plan', [2])).toBe(0)
  })
})
