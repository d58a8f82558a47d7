import type { Breadth } from '../core/breadth.ts'
import type { ErrorCode } from '../core/errors.ts'
import { toggleHeading, type Filters } from '../core/filters.ts'
import type { SearchMode, SearchSort } from '../protocol/engine.ts'
import { toFailure, type Failure } from './failure.ts'
import { createGrower, type GrowEffects } from './grower.ts'
import { firstCount, mostAtOnce } from './growth.ts'
import { isAsked, isSameList, isShown, toRequest, type Ready } from './readySession.ts'
import type { Action, Session } from './session.ts'
import type { Store } from './store.ts'

/** Turns what a user types into searches: one at a time, the last one wins. */
export interface Searcher {
  /** Searches at once where answers come soon, else after a pause; every call ends the search that runs. */
  type(text: string): void
  /** Searches at once what the field holds. */
  submit(): void
  ask(text: string): void
  setMode(mode: SearchMode): void
  setExact(isExact: boolean): void
  setFilters(filters: Filters): void
  /** Filters by a heading and all below it, or no longer. @param treeNumber where it was chosen, if at a place of the tree */
  toggleHeading(ui: string, treeNumber?: string): void
  setSort(sort: SearchSort): void
  /** @param breadth absent: the tree has no say in the order */
  setBreadth(breadth: Breadth | undefined): void
  /** The same again, now that it can be answered better. */
  refresh(): void
  /** Makes the list longer; what stands in it stays. */
  showMore(): void
  /** After a failed search: again, in a new worker when the old one has died, with a repaired library when it is damaged. */
  retrySearch(): void
}

export interface SearchEffects extends GrowEffects {
  /** In a new worker, because of what has become of the old one. */
  reopen(resumeText: string, failure: Failure): void
  /** Fetches anew what is damaged in the installed library. */
  repair(failure: Failure): void
}

/** How long a typist who goes on is waited for, where an answer takes long, or half a query would be refused. */
const pauseMs = 250
/** An answer that comes so soon needs no waiting: each key has its own. */
const quickMs = 100

export function createSearcher(
  store: Store<Session, Action>,
  { search, more, reopen, repair }: SearchEffects,
): Searcher {
  const { get, dispatch } = store
  const grower = createGrower(store, { search, more })
  let running = new AbortController()
  let pause: ReturnType<typeof setTimeout> | undefined
  let lastTurn = 0
  /** What was asked when the worker or its backend was lost: that is tried once more, and no further. */
  let lostOn: string | undefined

  function stop(): void {
    clearTimeout(pause)
    running.abort()
    grower.stop()
  }

  function run(k: number): void {
    const session = get()
    if (session.phase !== 'ready') return
    stop()
    if (!isAsked(session)) return
    const request = toRequest(session, k)
    running = new AbortController()
    const { signal } = running
    const turn = ++lastTurn
    dispatch({ type: 'search-started', turn, request })
    search(request, signal).then(
      async (output) => {
        await grower.cut(signal)
        lostOn = undefined
        dispatch({ type: 'answered', turn, output })
      },
      (thrown: unknown) => {
        if (signal.aborted) return
        const failure = toFailure(thrown)
        if (lostCodes.includes(failure.code) && lostOn !== request.text) {
          lostOn = request.text
          return reopen(request.text, failure)
        }
        dispatch({ type: 'search-failed', turn, failure })
      },
    )
  }

  function runAgain(): void {
    const session = get()
    const { request, output } = (session.phase === 'ready' && session.shown) || {}
    const isGrown = request !== undefined && output !== undefined && output.hits.length > request.k
    run(isGrown ? mostAtOnce : (request?.k ?? firstCount))
  }

  /** Not twice for one request: Enter often comes while the search that the pause has started still runs. */
  function submit(): void {
    const session = get()
    if (session.phase !== 'ready') return
    clearTimeout(pause)
    const request = toRequest(session, firstCount)
    const { search: stage } = session
    const isRunning = stage.stage === 'running' && isSameList(stage.request, request)
    if (!isRunning && !(stage.stage === 'idle' && isShown(session, request))) run(firstCount)
  }

  function type(text: string): void {
    stop()
    dispatch({ type: 'typed', text })
    const session = get()
    if (session.phase === 'ready' && session.search.stage === 'waiting')
      pause = setTimeout(submit, isQuick(session) ? 0 : pauseMs)
  }

  function setFilters(filters: Filters): void {
    dispatch({ type: 'filters-set', filters })
    run(firstCount)
  }

  return {
    type,
    submit,
    ask(text) {
      type(text)
      submit()
    },
    setMode(mode) {
      dispatch({ type: 'mode-set', mode })
      runAgain()
    },
    setExact(isExact) {
      dispatch({ type: 'exact-set', isExact })
      runAgain()
    },
    setFilters,
    toggleHeading(ui, treeNumber) {
      const session = get()
      if (session.phase === 'ready') setFilters(toggleHeading(session.filters, ui, treeNumber))
    },
    setBreadth(breadth) {
      dispatch({ type: 'breadth-set', breadth })
      run(firstCount)
    },
    setSort(sort) {
      dispatch({ type: 'sort-set', sort })
      run(firstCount)
    },
    refresh() {
      const session = get()
      if (session.phase === 'ready' && (session.shown || session.search.stage === 'running')) runAgain()
    },
    showMore: grower.grow,
    retrySearch() {
      const session = get()
      if (session.phase !== 'ready' || session.search.stage !== 'failed') return
      const { failure } = session.search
      if (lostCodes.includes(failure.code)) reopen(session.text, failure)
      else if (failure.code === 'file-damaged') repair(failure)
      else run(session.search.request.k)
    },
  }
}

/** A new worker mends these. */
const lostCodes: ErrorCode[] = ['worker-lost', 'backend-lost']

function isQuick({ text, shown }: Ready): boolean {
  const isWritten = /["()[\]]|\b(AND|OR|NOT)\b/.test(text)
  return !isWritten && shown !== undefined && shown.output.timings.totalMs <= quickMs
}
