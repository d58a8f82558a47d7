import { describe, expect, it } from 'vitest'
import { createGrower, type GrowEffects } from '../../src/app/grower.ts'
import { nextLength } from '../../src/app/growth.ts'
import { initialSession, reduce } from '../../src/app/session.ts'
import { createStore } from '../../src/app/store.ts'
import { AppError } from '../../src/core/errors.ts'
import type { LibraryStatus, SearchHit, SearchOutput } from '../../src/protocol/engine.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const library = { id: 'heart', title: 'Heart' } as LibraryStatus // no other member is looked at
const timings = { embedMs: 0, searchMs: 0, recordsMs: 0, totalMs: 0 }
const request = { text: 'tea', mode: 'words', k: 10, isExact: false } as const

/** A list of ten on the page, out of so many. */
function setUp(size: number, change: (effects: GrowEffects) => Partial<GrowEffects> = () => ({})) {
  const all: SearchHit[] = Array.from({ length: size }, (_, place) => ({
    rank: place + 1,
    words: 1,
    record: toyRecord(String(1000 + place)),
  }))
  const output = (resultSet: number): SearchOutput => ({
    ...{ query: 'tea', mode: 'words', sort: 'relevance', total: size, timings },
    ...{ hits: all.slice(0, request.k), resultSet },
  })
  const store = createStore(reduce, initialSession)
  store.dispatch({ type: 'opened', libraries: [library], refused: [] })
  store.dispatch({ type: 'typed', text: 'tea' })
  store.dispatch({ type: 'search-started', turn: 1, request })
  store.dispatch({ type: 'answered', turn: 1, output: output(1) })
  const effects: GrowEffects = {
    search: () => Promise.resolve(output(2)),
    more: ({ from, count }) => Promise.resolve(all.slice(from, from + count)),
  }
  const grower = createGrower(store, { ...effects, ...change(effects) })
  const list = () => {
    const session = store.get()
    if (session.phase !== 'ready' || !session.shown) throw new Error('There is no list.')
    return session.shown
  }
  /** Presses the button, and tells how long the list was at each change until it grows no more. */
  const grow = () =>
    new Promise<number[]>((resolve) => {
      const lengths: number[] = []
      const end = store.subscribe(() => {
        lengths.push(list().output.hits.length)
        if (list().growth?.stage === 'running') return
        end()
        resolve(lengths)
      })
      grower.grow()
    })
  return { store, grower, grow, list, all }
}

describe('a list that is made longer', () => {
  it('goes to fifty, two hundred and a thousand, in slices, and no further', async () => {
    const { grow, grower, list, all } = setUp(1200)
    for (const step of [50, 200, 1000]) {
      expect(nextLength(list())).toBe(step)
      const before = list().output.hits
      const lengths = await grow()
      expect(lengths.every((length, at) => length - (lengths[at - 1] ?? before.length) <= 10)).toBe(true)
      expect(list().output.hits).toEqual(all.slice(0, step))
      expect(
        list()
          .output.hits.slice(0, before.length)
          .every((hit, at) => hit === before[at]),
      ).toBe(true)
    }
    expect(nextLength(list())).toBeUndefined()
    grower.grow()
    expect(list()).not.toHaveProperty('growth')
  })

  it('ends where there is no more', async () => {
    for (const size of [10, 37, 50]) {
      const { grow, list } = setUp(size)
      while (nextLength(list()) !== undefined) await grow()
      expect(list()).toMatchObject({ isWhole: true, output: { hits: { length: size } } })
    }
    expect(nextLength(setUp(9).list())).toBeUndefined()
  })

  it('is cut by slices before another takes its place, and can be made longer again', async () => {
    const { store, grower, grow, list, all } = setUp(650)
    while (nextLength(list()) !== undefined) await grow()
    const lengths = [list().output.hits.length]
    const end = store.subscribe(() => lengths.push(list().output.hits.length))
    await grower.cut(new AbortController().signal)
    end()
    expect(lengths).toEqual([650, 450, 250, 50])
    expect(list().output.hits).toEqual(all.slice(0, 50))
    expect(nextLength(list())).toBe(200)
  })

  it('is cut no further when something else is typed meanwhile, nor where it is short', async () => {
    const { store, grower, grow, list } = setUp(500)
    const typing = new AbortController()
    await grower.cut(typing.signal)
    expect(list().output.hits).toHaveLength(10)
    while (nextLength(list()) !== undefined) await grow()
    const end = store.subscribe(() => typing.abort())
    await grower.cut(typing.signal)
    end()
    expect(list().output.hits).toHaveLength(300)
  })

  it('stops when something else is typed, and keeps what has come', () => {
    let asked = 0
    const { grower, list } = setUp(100, () => ({
      more: () => (asked++, new Promise(() => {})),
    }))
    grower.grow()
    expect(list().growth).toEqual({ stage: 'running', from: 10, upTo: 50 })
    grower.stop()
    expect(list()).not.toHaveProperty('growth')
    expect([asked, list().output.hits.length, nextLength(list())]).toEqual([1, 10, 50])
  })

  it('is searched again where the worker has another answer by now', async () => {
    const { grow, list, all } = setUp(60, ({ more }) => ({
      more: (input, signal) =>
        input.resultSet === 1
          ? Promise.reject(new AppError('cancelled', 'Another answer has come.'))
          : more(input, signal),
    }))
    await grow()
    expect(list().output.hits).toEqual(all.slice(0, 50))
  })

  it('tells of a failure, and can be asked to go on', async () => {
    let isBroken = true
    const { grow, list, all } = setUp(60, ({ more }) => ({
      more: (input, signal) =>
        isBroken && input.from === 30
          ? Promise.reject(new AppError('file-damaged', 'A block is damaged.'))
          : more(input, signal),
    }))
    await grow()
    expect(list()).toMatchObject({
      growth: { stage: 'failed', failure: { code: 'file-damaged' } },
      output: { hits: { length: 30 } },
    })
    isBroken = false
    await grow()
    expect(list().output.hits).toEqual(all.slice(0, 50))
  })
})
