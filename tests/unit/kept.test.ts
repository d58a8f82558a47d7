import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addToHistory } from '../../src/core/kept/history.ts'
import type { HistoryEntry, Kept } from '../../src/core/kept/kept.ts'
import { parseKeptFile, toKeptFile } from '../../src/core/kept/keptFile.ts'
import { addSearch, mergeKept } from '../../src/core/kept/merge.ts'
import { later, then, toyCollection, toyKept, toySearch } from '../fakes/keptThings.ts'
import { refusalOf } from '../fakes/refusal.ts'

const nothing: Kept = { collections: [], searches: [], history: [] }

const anyNote = fc.option(fc.string({ minLength: 1, maxLength: 5 }), { nil: undefined })
const anyCollection = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    changed: fc.constantFrom(then, later),
    note: anyNote,
    records: fc.uniqueArray(fc.record({ pmid: fc.constantFrom('1', '2', '3'), note: anyNote }), {
      selector: ({ pmid }) => pmid,
    }),
  })
  .map(({ id, changed, note, records }) =>
    toyCollection(id, {
      changed,
      ...(note !== undefined && { note }),
      records: records.map(({ pmid, note: own }) =>
        toyKept(pmid, { ...(own !== undefined && { note: own }) }),
      ),
    }),
  )
const anyKept: fc.Arbitrary<Kept> = fc
  .record({
    collections: fc.uniqueArray(anyCollection, { selector: ({ id }) => id }),
    texts: fc.uniqueArray(fc.constantFrom('tea', 'coffee', 'water')),
  })
  .map(({ collections, texts }) => ({
    collections,
    searches: texts.map((text) => toySearch(text, text)),
    history: [],
  }))

describe('what is put together of two devices', () => {
  const recordsOf = ({ collections }: Kept) =>
    collections.flatMap(({ id, records }) => records.map(({ record }) => `${id} ${record.pmid}`))
  const notesOf = ({ collections }: Kept) =>
    collections.flatMap(({ id, note, records }) => [
      [id, note ?? ''],
      ...records.map((kept) => [`${id} ${kept.record.pmid}`, kept.note ?? '']),
    ])

  it('has the records, notes and searches of both', () => {
    fc.assert(
      fc.property(anyKept, anyKept, (own, incoming) => {
        const merged = mergeKept(own, incoming)
        expect(new Set(recordsOf(merged))).toEqual(new Set([...recordsOf(own), ...recordsOf(incoming)]))
        expect(new Set(merged.searches.map(({ id }) => id))).toEqual(
          new Set([...own.searches, ...incoming.searches].map(({ id }) => id)),
        )
        const notes = new Map(notesOf(merged).map(([of = '', note = '']) => [of, note]))
        for (const [of = '', note = ''] of [...notesOf(own), ...notesOf(incoming)])
          expect(notes.get(of)).toContain(note)
      }),
    )
  })

  it('is the same when it is put together once more', () => {
    fc.assert(
      fc.property(anyKept, anyKept, (own, incoming) => {
        const merged = mergeKept(own, incoming)
        expect(mergeKept(merged, incoming)).toEqual(merged)
        expect(mergeKept(own, own)).toEqual(own)
      }),
    )
  })

  it('has the name of the later change', () => {
    const own = { ...nothing, collections: [toyCollection('a', { name: 'Old' })] }
    const incoming = { ...nothing, collections: [toyCollection('a', { name: 'New', changed: later })] }
    expect(mergeKept(own, incoming).collections[0]?.name).toBe('New')
    expect(mergeKept(incoming, own).collections[0]?.name).toBe('New')
  })

  it('holds a search once, and one with other filters beside it', () => {
    const plain = toySearch('1', 'tea')
    const filtered = toySearch('2', 'tea', {
      asked: { ...plain.asked, options: { filters: { years: [1, 2] } } },
    })
    expect(addSearch([plain], toySearch('3', 'tea'))).toEqual([plain])
    expect(addSearch([plain], filtered)).toEqual([plain, filtered])
  })
})

describe('the file of all that is kept', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(anyKept, (kept) => {
        expect(parseKeptFile(toKeptFile(kept))).toEqual(kept)
      }),
    )
  })

  it('keeps options that this version knows nothing of', () => {
    const options = { filters: { of: [null, true, 1.5, { later: 'x' }] } }
    const kept = {
      ...nothing,
      searches: [toySearch('1', 'tea', { asked: { text: 'tea', mode: 'words', isExact: true, options } })],
    }
    expect(parseKeptFile(toKeptFile(kept))).toEqual(kept)
  })

  it.each([
    ['{}', 'input-invalid'],
    ['no', 'input-invalid'],
    ['<!doctype html>', 'wrong-body'],
    ['{"format":"biohicl-kept","version":2}', 'input-invalid'],
    ['{"format":"biohicl-kept","version":1}', 'input-invalid'],
  ])('%s is refused as %s', (text, code) => {
    expect(refusalOf(() => parseKeptFile(text))).toMatchObject({ code })
  })

  it('names what does not fit', () => {
    const file = JSON.parse(
      toKeptFile({ ...nothing, collections: [toyCollection('a', { records: [toyKept('1')] })] }),
    ) as {
      collections: { records: { record: { pmid: unknown } }[] }[]
    }
    const [kept] = file.collections[0]?.records ?? []
    if (kept) kept.record.pmid = 'x'
    expect(refusalOf(() => parseKeptFile(JSON.stringify(file)))).toMatchObject({
      code: 'input-invalid',
      message: expect.stringContaining('collections.0.records.0: pmid') as string,
    })
  })

  it('brings no members that could change what objects are', () => {
    const text = toKeptFile({ ...nothing, searches: [toySearch('1', 'tea')] }).replace(
      '"isExact"',
      '"options": {"__proto__": {"polluted": 1}, "filters": 1}, "isExact"',
    )
    const [search] = parseKeptFile(text).searches
    expect(search?.asked.options).toEqual({ filters: 1 })
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('the history', () => {
  const at = (seconds: number, text: string): HistoryEntry => ({
    asked: { text, mode: 'both', isExact: false },
    at: new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString(),
  })
  const texts = (entries: HistoryEntry[]) => entries.reduce(addToHistory, []).map(({ asked }) => asked.text)

  it('has a question once that was typed in steps', () => {
    expect(texts([at(0, 'hea'), at(1, 'heart'), at(2, 'heart failure'), at(3, 'heart')])).toEqual(['heart'])
  })

  it('has apart what was asked apart', () => {
    expect(texts([at(0, 'heart'), at(100, 'heart failure'), at(101, 'asthma')])).toEqual([
      'heart',
      'heart failure',
      'asthma',
    ])
  })

  it('has the last 100', () => {
    const many = Array.from({ length: 150 }, (_, n) => at(100 * n, `question ${n}`))
    expect(texts(many)).toEqual(many.slice(50).map(({ asked }) => asked.text))
  })
})
