import type { SearchInput, SearchMode, SearchOutput } from '../protocol/engine.ts'
import { toFailure, type Failure } from './failure.ts'
import { isShown, toRequest } from './readySession.ts'
import type { Action, Session } from './session.ts'
import type { Store } from './store.ts'

/** Turns what a user types into searches: one at a time, the last one wins. */
export interface Searcher {
  /** Searches after a pause; every call ends the search that runs. */
  type(text: string): void
  /** Searches at once what the field holds. */
  submit(): void
  ask(text: string): void
  setMode(mode: SearchMode): void
  setExact(isExact: boolean): void
  /** The same again, now that it can be answered better. */
  refresh(): void
  showMore(): void
  /** After a failed search: again, in a new worker when the old one has died, with a repaired library when it is damaged. */
  retrySearch(): void
}

export interface SearchEffects {
  search(input: SearchInput, signal: AbortSignal): Promise<SearchOutput>
  reopen(resumeText: string): void
  /** Fetches anew what is damaged in the installed library. */
  repair(failure: Failure): void
}

const pauseMs = 250
const firstCount = 10
export const moreCount = 50

export function createSearcher(
  { get, dispatch }: Store<Session, Action>,
  { search, reopen, repair }: SearchEffects,
): Searcher {
  let running = new AbortController()
  let pause: ReturnType<typeof setTimeout> | undefined
  let lastTurn = 0

  function stop(): void {
    clearTimeout(pause)
    running.abort()
  }

  function run(k: number): void {
    const session = get()
    if (session.phase !== 'ready') return
    const request = toRequest(session, k)
    if (!request.text) return
    stop()
    running = new AbortController()
    const { signal } = running
    const turn = ++lastTurn
    dispatch({ type: 'search-started', turn, request })
    search(request, signal).then(
      (output) => dispatch({ type: 'answered', turn, output }),
      (thrown: unknown) => {
        if (!signal.aborted) dispatch({ type: 'search-failed', turn, failure: toFailure(thrown) })
      },
    )
  }

  function runAgain(): void {
    const session = get()
    run(session.phase === 'ready' ? (session.shown?.request.k ?? firstCount) : firstCount)
  }

  /** Not twice for one request: Enter often comes while the search that the pause has started still runs. */
  function submit(): void {
    const session = get()
    if (session.phase !== 'ready') return
    clearTimeout(pause)
    const request = toRequest(session, firstCount)
    const { search: stage } = session
    const isRunning =
      stage.stage === 'running' &&
      stage.request.text === request.text &&
      stage.request.mode === request.mode &&
      stage.request.isExact === request.isExact
    if (!isRunning && !(stage.stage === 'idle' && isShown(session, request))) run(firstCount)
  }

  function type(text: string): void {
    stop()
    dispatch({ type: 'typed', text })
    const session = get()
    if (session.phase === 'ready' && session.search.stage === 'waiting') pause = setTimeout(submit, pauseMs)
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
    refresh() {
      const session = get()
      if (session.phase === 'ready' && (session.shown || session.search.stage === 'running')) runAgain()
    },
    showMore: () => run(moreCount),
    retrySearch() {
      const session = get()
      if (session.phase !== 'ready' || session.search.stage !== 'failed') return
      const { failure } = session.search
      if (failure.code === 'worker-lost') reopen(session.text)
      else if (failure.code === 'file-damaged') repair(failure)
      else run(session.search.request.k)
    },
  }
}
