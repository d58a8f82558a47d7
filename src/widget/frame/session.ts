import { AppError } from '../../core/errors.ts'
import { toFailure, type Failure } from '../../app/failure.ts'
import { createStore } from '../../app/store.ts'
import type { SiteLibrary, WordAnswer, WordsContract } from '../../protocol/words.ts'
import type { Client } from '../../rpc/connect.ts'
import type { WidgetOptions } from '../options.ts'

/** What the frame shows. */
export interface FrameState {
  options: WidgetOptions
  /** Absent until it is open. */
  library?: SiteLibrary
  text: string
  isSearching: boolean
  /** The last answer; it stays while the next one is awaited. */
  answer?: WordAnswer
  /** Of opening the library where there is none, else of the last search. */
  failure?: Failure
}

export interface FrameSession {
  get(): FrameState
  subscribe(listener: () => void): () => void
  /** Opens the library, and searches for what is asked for already. */
  open(): Promise<void>
  /** Searches after a pause in typing: what is fetched tells the site of words, and half a word is none. */
  type(text: string): void
  /** Searches at once. @throws AppError `query-empty`, `cancelled` where another search or `clear` came, and what searching throws */
  search(text: string): Promise<WordAnswer>
  clear(): void
  configure(options: WidgetOptions): void
}

const pauseMs = 250

export function createSession(
  words: Pick<Client<WordsContract>, 'call'>,
  options: WidgetOptions,
): FrameSession {
  const store = createStore((state: FrameState, change: (state: FrameState) => FrameState) => change(state), {
    options,
    text: options.query,
    isSearching: false,
  })
  const change = (made: Partial<FrameState>) => store.dispatch((state) => ({ ...state, ...made }))
  let opening = new AbortController()
  let opened = Promise.resolve()
  let running = new AbortController()
  let pause: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(pause)
    running.abort()
    change({ isSearching: false })
  }

  async function open(): Promise<void> {
    opening.abort()
    opening = new AbortController()
    stop()
    store.dispatch(({ options, text }) => ({ options, text, isSearching: false }))
    const before = running
    opened = openLibrary(opening.signal)
    await opened
    const { library, text } = store.get()
    // Where somebody has begun a search meanwhile, that one goes on.
    if (library && text !== '' && running === before) await search(text).catch(() => {}) // is shown
  }

  async function openLibrary(signal: AbortSignal): Promise<void> {
    const { library: id } = store.get().options
    try {
      change({ library: await words.call('openOnSite', id === 'default' ? {} : { id }, { signal }) })
    } catch (thrown) {
      if (!signal.aborted) change({ failure: toFailure(thrown) })
    }
  }

  async function search(text: string): Promise<WordAnswer> {
    stop()
    running = new AbortController()
    const { signal } = running
    change({ text })
    await opened
    const { library, options } = store.get()
    if (signal.aborted) throw new AppError('cancelled', 'Another search came.')
    if (!library) throw new AppError('library-missing', 'The library could not be opened.')
    change({ isSearching: true })
    try {
      const answer = await words.call('searchWords', { text, k: options['max-results'] }, { signal })
      store.dispatch(({ failure: _, ...state }) => ({ ...state, answer, isSearching: false }))
      return answer
    } catch (thrown) {
      // Under another question the list of the last one would be taken for its answer.
      if (!signal.aborted)
        store.dispatch(({ answer: _, ...state }) => ({
          ...state,
          failure: toFailure(thrown),
          isSearching: false,
        }))
      throw thrown
    }
  }

  function clear(): void {
    stop()
    store.dispatch(({ options, library }) => ({
      options,
      ...(library && { library }),
      text: '',
      isSearching: false,
    }))
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    open,
    search,
    clear,
    type(text) {
      if (text.trim() === '') return clear()
      stop()
      change({ text })
      if (store.get().library) pause = setTimeout(() => void search(text).catch(() => {}), pauseMs)
    },
    configure(next) {
      const { options } = store.get()
      change({ options: next })
      if (next.library !== options.library) void open()
      else if (next.query !== options.query && next.query !== '') void search(next.query).catch(() => {})
      else if (next['max-results'] !== options['max-results'] && store.get().answer)
        void search(store.get().text).catch(() => {})
    },
  }
}
