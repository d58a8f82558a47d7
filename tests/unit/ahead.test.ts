import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PubmedHandlers } from '../../src/core/pubmed/xml.ts'
import type { SourceReader } from '../../src/engine/collect.ts'
import { createReadAhead } from '../../src/engine/readAhead.ts'
import { runAhead } from '../../src/engine/runAhead.ts'
import { toyRecord } from '../fakes/toyPack.ts'

/** Tasks that end when they are told to. */
function createTasks() {
  const running = new Map<number, { resolve(value: number): void; reject(error: Error): void }>()
  return {
    running,
    run: (item: number) => new Promise<number>((resolve, reject) => running.set(item, { resolve, reject })),
  }
}

/** All that can go on without the tasks goes on. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('tasks that run ahead', () => {
  it('give their results in the order of the items, whichever ends first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { maxLength: 20 }),
        fc.integer({ min: 1, max: 8 }),
        async (turns, width) => {
          const run = async (item: number) => {
            for (let turn = 0; turn < (turns[item] ?? 0); turn++) await Promise.resolve()
            return item
          }
          const given: number[] = []
          for await (const item of runAhead(turns.keys(), width, run)) given.push(item)
          expect(given).toEqual([...turns.keys()])
        },
      ),
    )
  })

  it('are so many at once, and the next begins when the first is taken', async () => {
    const { running, run } = createTasks()
    const results = runAhead([0, 1, 2, 3], 3, run)
    const first = results.next()
    await turn()
    expect([...running.keys()]).toEqual([0, 1, 2])
    running.get(1)?.resolve(1)
    running.get(0)?.resolve(0)
    expect((await first).value).toBe(0)
    const second = results.next()
    await turn()
    expect([...running.keys()]).toEqual([0, 1, 2, 3])
    expect((await second).value).toBe(1)
  })

  it('fail at their turn, after the results before them', async () => {
    const { running, run } = createTasks()
    const results = runAhead([0, 1, 2], 3, run)
    const first = results.next()
    await turn()
    running.get(1)?.reject(new Error('one'))
    running.get(2)?.reject(new Error('two'))
    running.get(0)?.resolve(0)
    expect((await first).value).toBe(0)
    await expect(results.next()).rejects.toThrow('one')
  })
})

describe('sources that are read ahead', () => {
  /** Each source is a list of PMIDs; one named `bad` breaks off after its first. */
  const sources: Record<string, string[]> = { a: ['1', '2', '3'], bad: ['4', '5'], c: ['6'] }
  function createReader() {
    const started: string[] = []
    const read: SourceReader = async (path, handlers, { wantsMore }) => {
      started.push(path)
      for (const pmid of sources[path] ?? []) {
        await Promise.resolve()
        handlers.onRecord(toyRecord(pmid), 1)
        handlers.onNotice?.(pmid, { kind: 'retraction', pmid: '9' })
        if (path === 'bad') throw new Error('bad source')
        if (wantsMore?.() === false) return
      }
    }
    return { read, started }
  }
  function createHandlers() {
    const told: string[] = []
    const handlers: PubmedHandlers = {
      onRecord: ({ pmid }) => void told.push(pmid),
      onDelete: () => {},
      onNotice: (pmid) => void told.push(`about ${pmid}`),
      onSkip: () => {},
    }
    return { told, handlers }
  }

  it.each([1, 2, 5])('are handed over as if one were read after another: %d at once', async (width) => {
    const { read, started } = createReader()
    const { told, handlers } = createHandlers()
    const ahead = createReadAhead(['a', 'c'], read, width)
    const done = ahead('a', handlers, {})
    expect(started).toEqual(width === 1 ? ['a'] : ['a', 'c'])
    await done
    await ahead('c', handlers, {})
    expect(told).toEqual(['1', 'about 1', '2', 'about 2', '3', 'about 3', '6', 'about 6'])
  })

  it('fail at their turn', async () => {
    const { told, handlers } = createHandlers()
    const ahead = createReadAhead(['a', 'bad', 'c'], createReader().read, 3)
    await ahead('a', handlers, {})
    await expect(ahead('bad', handlers, {})).rejects.toThrow('bad source')
    expect(told.slice(-2)).toEqual(['4', 'about 4'])
  })

  it('stop when no more is wanted', async () => {
    const { told, handlers } = createHandlers()
    const ahead = createReadAhead(['a'], createReader().read, 2)
    await ahead('a', handlers, { wantsMore: () => told.length < 4 })
    expect(told).toEqual(['1', 'about 1', '2', 'about 2'])
  })
})
