import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSearcher } from '../../src/app/searcher.ts'
import { initialSession, reduce } from '../../src/app/session.ts'
import { createStore } from '../../src/app/store.ts'
import { noFilters } from '../../src/core/filters.ts'
import { AppError, type ErrorCode } from '../../src/core/errors.ts'
import type { LibraryStatus, SearchInput, SearchOutput } from '../../src/protocol/engine.ts'

const library = { id: 'heart', title: 'Heart' } as LibraryStatus // no other member is looked at

/** A searcher whose searches end when the test says so. */
function setUp() {
  const store = createStore(reduce, initialSession)
  store.dispatch({ type: 'opened', libraries: [library], refused: [] })
  const asked: {
    input: SearchInput
    signal: AbortSignal
    answer(tookMs: number): Promise<void>
    fail(code: ErrorCode): Promise<void>
  }[] = []
  const reopened: string[] = []
  const searcher = createSearcher(store, {
    search: (input, signal) =>
      new Promise<SearchOutput>((resolve, reject) => {
        asked.push({
          input,
          signal,
          async answer(totalMs) {
            const timings = { embedMs: 0, searchMs: 0, recordsMs: 0, totalMs }
            resolve({
              query: input.text,
              mode: 'words',
              sort: 'relevance',
              hits: [],
              total: 0,
              resultSet: 1,
              timings,
            })
            await Promise.resolve()
          },
          async fail(code) {
            reject(new AppError(code, ''))
            await Promise.resolve()
          },
        })
      }),
    more: () => Promise.resolve([]),
    reopen: (text, { code }) => void reopened.push(`${code} ${text}`),
    repair() {},
  })
  const last = () => {
    const search = asked.at(-1)
    if (!search) throw new Error('Nothing was searched.')
    return search
  }
  return { store, searcher, asked, last, reopened }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('typing', () => {
  it('waits for a pause until it is known that answers come soon', async () => {
    const { searcher, asked, last } = setUp()
    searcher.type('g')
    searcher.type('go')
    vi.advanceTimersByTime(249)
    expect(asked).toEqual([])
    vi.advanceTimersByTime(1)
    expect(last().input.text).toBe('go')
    await last().answer(40)
    searcher.type('gou')
    vi.advanceTimersByTime(0)
    expect(last().input.text).toBe('gou')
    expect(asked).toHaveLength(2)
  })

  it('waits where they do not, and where half a query would be refused', async () => {
    for (const [tookMs, text] of [
      [400, 'gout'],
      [5, 'gout AND'],
      [5, '"gout'],
    ] as const) {
      // prettier-ignore
      const { searcher, asked, last } = setUp()
      searcher.ask('go')
      await last().answer(tookMs)
      searcher.type(text)
      vi.advanceTimersByTime(249)
      expect(asked, text).toHaveLength(1)
      vi.advanceTimersByTime(1)
      expect(last().input.text).toBe(text)
    }
  })

  it('ends the search that runs', () => {
    const { searcher, last } = setUp()
    searcher.ask('go')
    const { signal } = last()
    searcher.type('gou')
    expect(signal.aborted).toBe(true)
  })
})

describe('a filter', () => {
  it('asks at once, for the first of the list, and with an empty field too', () => {
    const { searcher, asked, last } = setUp()
    searcher.toggleHeading('D006333', 'C14.280.434')
    const headings = [{ ui: 'D006333', treeNumber: 'C14.280.434', mode: 'exploded' }]
    expect(last().input).toEqual({
      text: '',
      mode: 'both',
      k: 10,
      isExact: false,
      filters: { ...noFilters, headings },
    })
    searcher.submit() // asked already
    expect(asked).toHaveLength(1)
    searcher.setSort('date')
    expect(last().input.sort).toBe('date')
  })

  it('that was the last one leaves nothing to ask, and ends the search for it', () => {
    const { searcher, asked, last, store } = setUp()
    searcher.toggleHeading('D006333')
    const { signal } = last()
    searcher.toggleHeading('D006333')
    expect(signal.aborted).toBe(true)
    expect(asked).toHaveLength(1)
    expect(store.get()).toMatchObject({ search: { stage: 'idle' }, filters: noFilters })
  })
})

describe('a search whose worker is lost', () => {
  it.each(['worker-lost', 'backend-lost'] as const)(
    'R24, R47, F46: is asked once more of a new one, and fails in words then: %s',
    async (code) => {
      const { store, searcher, last, reopened } = setUp()
      searcher.ask('gout')
      await last().fail(code)
      expect(reopened).toEqual([`${code} gout`])

      searcher.submit()
      searcher.retrySearch()
      searcher.ask('gout')
      await last().fail(code)
      const session = store.get()
      if (session.phase !== 'ready') throw new Error('The session is over.')
      expect(session.search).toMatchObject({ stage: 'failed', failure: { code } })
      expect(reopened).toHaveLength(1)
    },
  )

  it('is asked anew after one that was answered', async () => {
    const { searcher, last, reopened } = setUp()
    for (let time = 0; time < 2; time++) {
      searcher.ask('gout')
      await last().fail('worker-lost')
      searcher.ask('gout in women')
      await last().answer(5)
      await Promise.resolve()
    }
    expect(reopened).toHaveLength(2)
  })

  it('is not asked again when it fails for another reason', async () => {
    const { searcher, last, reopened } = setUp()
    searcher.ask('gout')
    await last().fail('file-damaged')
    expect(reopened).toEqual([])
  })
})
