import type { MoreInput, SearchHit, SearchOutput } from '../protocol/engine.ts'
import { toFailure } from './failure.ts'
import { mostAtOnce, nextLength } from './growth.ts'
import type { SearchRequest, ShownList } from './readySession.ts'
import type { Action, Session } from './session.ts'
import type { Store } from './store.ts'

export interface GrowEffects {
  search(request: SearchRequest, signal: AbortSignal): Promise<SearchOutput>
  more(input: MoreInput, signal: AbortSignal): Promise<SearchHit[]>
}

/** Makes the list on the page longer, by the next step, and short again before another one takes its place. */
export interface Grower {
  grow(): void
  stop(): void
  cut(signal: AbortSignal): Promise<void>
}

/** So many records are read, sent and drawn within a frame or two of a slow device; all of a thousand would hold up the page. */
const sliceLength = 10

/** To take cards away is less work than to draw them; still, all of a thousand in one task would hold up who types. */
const cutLength = 200

export function createGrower(
  { get, dispatch }: Store<Session, Action>,
  { search, more }: GrowEffects,
): Grower {
  let running = new AbortController()

  function theList(): ShownList | undefined {
    const session = get()
    return session.phase === 'ready' ? session.shown : undefined
  }

  async function fetchSlices(upTo: number, signal: AbortSignal): Promise<void> {
    let resultSet = theList()?.output.resultSet
    for (;;) {
      const list = theList()
      if (signal.aborted || resultSet === undefined || list?.growth?.stage !== 'running') return
      const from = list.output.hits.length
      const count = Math.min(sliceLength, upTo - from)
      let hits: SearchHit[]
      try {
        hits = await more({ resultSet, from, count }, signal)
      } catch (thrown) {
        // What was typed meanwhile and taken back has been searched, and the worker keeps the last set only.
        if (signal.aborted || toFailure(thrown).code !== 'cancelled') throw thrown
        resultSet = (await search(list.request, signal)).resultSet
        hits = await more({ resultSet, from, count }, signal)
      }
      if (!signal.aborted) dispatch({ type: 'hits-added', asked: count, hits })
    }
  }

  return {
    grow() {
      const list = theList()
      const upTo = list && nextLength(list)
      if (upTo === undefined) return
      running.abort()
      running = new AbortController()
      const { signal } = running
      dispatch({ type: 'growth-started', upTo })
      fetchSlices(upTo, signal).catch((thrown: unknown) => {
        if (!signal.aborted) dispatch({ type: 'growth-failed', failure: toFailure(thrown) })
      })
    },
    stop() {
      running.abort()
      dispatch({ type: 'growth-stopped' })
    },
    async cut(signal) {
      let length = theList()?.output.hits.length ?? 0
      while (length > mostAtOnce && !signal.aborted) {
        length = Math.max(mostAtOnce, length - cutLength)
        dispatch({ type: 'hits-cut', length })
        await new Promise((resolve) => setTimeout(resolve))
      }
    },
  }
}
