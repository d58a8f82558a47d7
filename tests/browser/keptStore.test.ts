import { beforeEach, describe, expect, it } from 'vitest'
import type { CollectionInfo } from '../../src/core/kept/kept.ts'
import { mergeKept } from '../../src/core/kept/merge.ts'
import { openKeptStore, type KeptStore } from '../../src/platform/web/keptStore.ts'
import { later, then, toyCollection, toyKept, toySearch } from '../fakes/keptThings.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const info = (id: string, more: Partial<CollectionInfo> = {}): CollectionInfo => {
  const { records: _records, ...collection } = toyCollection(id, more)
  return collection
}

describe('what is kept in IndexedDB', () => {
  let name: string
  let store: KeptStore
  beforeEach(async () => {
    name = `kept-${crypto.randomUUID()}`
    store = await openKeptStore(name, () => later)
    return () => store.close()
  })
  const pmidsOf = async (id: string) => (await store.readCollection(id)).map(({ record }) => record.pmid)

  it('is nothing at first', async () => {
    expect(await store.summary()).toEqual({ collections: [], searches: [], checked: [] })
  })

  it('is there when it is opened again, each record in its collection, in the order of adding', async () => {
    await store.putCollection(info('b', { created: later }))
    await store.putCollection(info('a'))
    await store.addRecords('a', [toyKept('9', { added: then }), toyKept('10', { added: later })])
    await store.addRecords('b', [toyKept('9')])
    const other = await openKeptStore(name)
    const { collections } = await other.summary()
    expect(collections.map(({ id, changed, pmids }) => ({ id, changed, pmids }))).toEqual([
      { id: 'a', changed: later, pmids: ['10', '9'] },
      { id: 'b', changed: later, pmids: ['9'] },
    ])
    expect((await other.readCollection('a')).map(({ record }) => record.pmid)).toEqual(['9', '10'])
    other.close()
  })

  it('keeps a note when the record is added again, and loses it when it is emptied', async () => {
    await store.putCollection(info('a'))
    await store.addRecords('a', [toyKept('1')])
    await store.noteRecord('a', '1', 'Read this.')
    await store.addRecords('a', [toyKept('1'), toyKept('2')])
    expect(await store.readCollection('a')).toEqual([toyKept('1', { note: 'Read this.' }), toyKept('2')])
    await store.noteRecord('a', '1', '')
    expect((await store.readCollection('a'))[0]).toEqual(toyKept('1'))
  })

  it('removes records of one collection, or a collection, and touches no other', async () => {
    for (const id of ['a', 'a-', 'b']) {
      await store.putCollection(info(id))
      await store.addRecords(id, [toyKept('1'), toyKept('2')])
    }
    await store.removeRecords('a', ['1'])
    expect([await pmidsOf('a'), await pmidsOf('a-'), await pmidsOf('b')]).toEqual([
      ['2'],
      ['1', '2'],
      ['1', '2'],
    ])
    await store.deleteCollection('a')
    expect([await pmidsOf('a'), await pmidsOf('a-'), await pmidsOf('b')]).toEqual([
      [],
      ['1', '2'],
      ['1', '2'],
    ])
  })

  it('holds a search once, whatever it is called', async () => {
    await store.putSearch(toySearch('1', 'tea'))
    await store.putSearch(toySearch('2', 'tea'))
    await store.putSearch({ ...toySearch('1', 'tea'), seen: [{ libraries: [], pmids: ['7'], notices: {} }] })
    const { searches } = await store.summary()
    expect(searches.map(({ id, seen }) => [id, seen.length])).toEqual([['1', 1]])
  })

  it('has no history until one is asked for, and none after it is switched off', async () => {
    const entry = { asked: toySearch('1', 'tea').asked, at: then }
    await store.addHistory(entry)
    expect((await store.summary()).history).toBeUndefined()
    await store.keepHistory(true)
    await store.addHistory(entry)
    await store.keepHistory(true)
    expect((await store.summary()).history).toEqual([entry])
    await store.keepHistory(false)
    expect((await store.summary()).history).toBeUndefined()
    await store.keepHistory(true)
    expect((await store.summary()).history).toEqual([])
  })

  it('learns that a kept record was retracted, tells of it until it was seen, and keeps the notice', async () => {
    const notices = [{ kind: 'retraction' as const, pmid: '99' }]
    const libraries = [{ id: 'toy', key: 'toy 2' }]
    await store.putCollection(info('a'))
    await store.putCollection(info('b'))
    await store.addRecords('a', [toyKept('1'), toyKept('2')])
    await store.addRecords('b', [toyKept('2', { record: toyRecord('2', { notices }) })])
    await store.learnNotices(new Map([['2', notices]]), libraries)
    const { collections, checked } = await store.summary()
    expect(collections.map(({ news }) => news.map(({ record }) => record.pmid))).toEqual([['2'], []])
    expect(checked).toEqual(libraries)
    await store.learnNotices(new Map([['2', notices]]), libraries)
    expect((await store.readCollection('a'))[1]?.news).toEqual(notices)
    await store.settleNews()
    expect((await store.readCollection('a'))[1]).toEqual(
      toyKept('2', { record: toyRecord('2', { notices }) }),
    )
    expect((await store.summary()).collections.flatMap(({ news }) => news)).toEqual([])
  })

  it('is changed as a whole or not at all', async () => {
    await store.putCollection(info('a'))
    await store.addRecords('a', [toyKept('1')])
    const before = await store.readAll()
    const refuse = () => {
      throw new Error('no')
    }
    await expect(store.change(refuse)).rejects.toThrow()
    expect(await store.readAll()).toEqual(before)
    const incoming = {
      collections: [{ ...info('z'), records: [toyKept('3')] }],
      searches: [toySearch('1', 'tea')],
      history: [],
    }
    await store.change((own) => mergeKept(own, incoming))
    expect(await store.readAll()).toEqual(mergeKept(before, incoming))
    expect((await store.summary()).history).toBeUndefined()
  })

  it('leaves nothing when it is cleared', async () => {
    await store.putCollection(info('a'))
    await store.addRecords('a', [toyKept('1')])
    await store.putSearch(toySearch('1', 'tea'))
    await store.keepHistory(true)
    await store.learnNotices(new Map(), [{ id: 'toy', key: 'k' }])
    await store.clear()
    expect(await store.summary()).toEqual({ collections: [], searches: [], checked: [] })
    expect(await store.readCollection('a')).toEqual([])
  })
})
