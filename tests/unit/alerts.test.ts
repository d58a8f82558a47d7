import { describe, expect, it } from 'vitest'
import { compareEditions, rememberedCount, withAnswer, withNotices } from '../../src/core/kept/alerts.ts'
import type { Notice } from '../../src/core/record.ts'
import { findRecords } from '../../src/engine/findRecords.ts'
import { later, toyKept, toySearch } from '../fakes/keptThings.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const first = [{ id: 'toy', key: 'toy 1' }]
const second = [{ id: 'toy', key: 'toy 2' }]
const other = [{ id: 'other', key: 'other 1' }]
const retraction: Notice = { kind: 'retraction', pmid: '99' }
const records = (...pmids: string[]) => pmids.map((pmid) => toyRecord(pmid))
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, n) => String(from + n))

const asked = toySearch('1', 'tea')
const seen = withAnswer(asked, records('1', '2'), first, later)

describe('a saved search', () => {
  it('has no news of its first answer', () => {
    expect(seen.news).toBeUndefined()
    expect(compareEditions(asked, first)).toBe('others')
    expect(compareEditions(seen, first)).toBe('same')
    expect(compareEditions(seen, second)).toBe('updated')
    expect(compareEditions(seen, other)).toBe('others')
  })

  it('tells what an update has brought, and what was retracted', () => {
    const answer = [toyRecord('3'), toyRecord('1', { notices: [retraction] }), toyRecord('2')]
    const { news } = withAnswer(seen, answer, second, later)
    expect(news).toEqual({
      found: later,
      fresh: [{ pmid: '3', title: 'Title 3', notices: [] }],
      noticed: [{ pmid: '1', title: 'Title 1', notices: ['retraction'] }],
    })
  })

  it('tells of nothing twice, and keeps what was not yet seen', () => {
    const answer = [toyRecord('3'), toyRecord('1', { notices: [retraction] })]
    const told = withAnswer(seen, answer, second, later)
    const again = withAnswer(told, [...answer, toyRecord('4')], [{ id: 'toy', key: 'toy 3' }], later)
    expect(again.news?.fresh.map(({ pmid }) => pmid)).toEqual(['3', '4'])
    expect(again.news?.noticed).toHaveLength(1)
    expect(withAnswer({ ...told, news: undefined } as never, answer, second, later).news).toBeUndefined()
  })

  it('does not take for new what has only moved up a little', () => {
    const before = numbers(1, rememberedCount)
    const old = withAnswer(asked, records(...before), first, later)
    // What stood at 60 is now at 10, and something new stands behind the first 50.
    const moved = [...before.slice(0, 9), '60', ...before.slice(9, 59), '9999']
    expect(withAnswer(old, records(...moved), second, later).news).toBeUndefined()
  })

  it('remembers each set of libraries for itself', () => {
    const both = withAnswer(seen, records('7'), other, later)
    expect(both.news).toBeUndefined()
    expect(compareEditions(both, first)).toBe('same')
    expect(compareEditions(both, other)).toBe('same')
    expect(
      withAnswer(both, records('1', '2', '5'), second, later).news?.fresh.map(({ pmid }) => pmid),
    ).toEqual(['5'])
  })
})

describe('a kept record', () => {
  it('takes over a notice that is new, and none that it has', () => {
    const learned = withNotices(toyKept('1'), [retraction])
    expect(learned.record.notices).toEqual([retraction])
    expect(learned.news).toEqual([retraction])
    expect(withNotices(learned, [retraction])).toBe(learned)
    expect(withNotices(learned, [])).toBe(learned)
  })

  it('is looked up in the newest library that has it', async () => {
    const library = (date: string, ...pmids: string[]) => ({
      manifest: { date } as never,
      pmids: Uint32Array.from(pmids, Number),
      records: (rows: readonly number[]) =>
        Promise.resolve(rows.map((row) => toyRecord(pmids[row] ?? '', { title: date }))),
    })
    const found = await findRecords(
      [library('2025-01-01', '1', '2'), library('2026-01-01', '2', '3')],
      ['2', '1', '9'],
    )
    expect(found.map(({ pmid, title }) => [pmid, title]).toSorted()).toEqual([
      ['1', '2025-01-01'],
      ['2', '2026-01-01'],
    ])
  })
})
