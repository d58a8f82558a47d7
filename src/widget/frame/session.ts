import { AppError } from '../../core/errors.ts'
import { toFailure, type Failure } from '../../app/failure.ts'
import { createStore } from '../../app/store.ts'
import type { SearchHit } from '../../protocol/engine.ts'
import type { Stage } from '../../protocol/widget.ts'
import type { SiteLibrary, WordsContract } from '../../protocol/words.ts'
import type { Client } from '../../rpc/connect.ts'
import type { WidgetOptions } from '../options.ts'
import { toFilters } from './frameOptions.ts'
import { createMeaningStage, type MeaningFrom, type MeaningStage } from './meaningStage.ts'
import type { MeaningSource } from './meaning.ts'

/** What the frame shows. */
export interface FrameState {
  options: WidgetOptions
  /** Absent until it is open. */
  library?: SiteLibrary
  text: string
  isSearching: boolean
  /** The last answer; it stays while the next one is awaited. */
  answer?: FrameAnswer
  meaning: MeaningStage
  /** A better answer can be had, but somebody reads in the list that is there. */
  isBetterToCome: boolean
  /** Of opening the library where there is none, else of the last search. */
  failure?: Failure
}

export interface FrameAnswer {
  query: string
  stage: Stage
  hits: SearchHit[]
  /** Records that match; with meaning, all that the filters leave. */
  total: number
  durationMs: number
}

export interface SessionPorts {
  words: Pick<Client<WordsContract>, 'call'>
  /** Absent where there can be none. */
  loadMeaning?(): Promise<MeaningSource>
  /** Whether somebody reads in the list, so that it must not change of itself. */
  isReading(): boolean
}

export interface FrameSession {
  get(): FrameState
  subscribe(listener: () => void): () => void
  /** Opens the library, and searches for what is asked for already. */
  open(): Promise<void>
  /** Searches after a pause in typing: what is fetched tells the site of words, and half a word is none. */
  type(text: string): void
  /** Searches at once. @throws AppError `query-empty`, `cancelled` where another search or `clear` came, and what searching throws */
  search(text: string): Promise<FrameAnswer>
  clear(): void
  configure(options: WidgetOptions): void
  /** Fetches what searching by meaning takes; the user has agreed. */
  addMeaning(from?: MeaningFrom): void
  cancelMeaning(): void
}

const pauseMs = 250

export function createSession(
  { words, loadMeaning, isReading }: SessionPorts,
  options: WidgetOptions,
): FrameSession {
  const store = createStore((state: FrameState, change: (state: FrameState) => FrameState) => change(state), {
    options,
    text: options.query,
    isSearching: false,
    isBetterToCome: false,
    meaning: { stage: 'none' },
  })
  const change = (made: Partial<FrameState>) => store.dispatch((state) => ({ ...state, ...made }))
  let opening = new AbortController()
  let opened = Promise.resolve()
  let running = new AbortController()
  let pause: ReturnType<typeof setTimeout> | undefined

  const meaning = createMeaningStage(loadMeaning, {
    tell: (stage) => change({ meaning: stage }),
    onReady() {
      const { answer } = store.get()
      if (!answer || answer.stage === 'semantic') return
      if (isReading()) change({ isBetterToCome: true })
      else void search(store.get().text).catch(() => {}) // is shown
    },
  })

  function stop(): void {
    clearTimeout(pause)
    running.abort()
    change({ isSearching: false })
  }

  async function open(): Promise<void> {
    opening.abort()
    opening = new AbortController()
    stop()
    meaning.close()
    store.dispatch(({ options, text, meaning }) => ({
      ...{ options, text, meaning },
      isSearching: false,
      isBetterToCome: false,
    }))
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

  async function search(text: string): Promise<FrameAnswer> {
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
      const answer = await ask(text, options, signal)
      store.dispatch(({ failure: _, ...state }) => ({
        ...state,
        answer,
        isSearching: false,
        isBetterToCome: false,
      }))
      // Behind the first answer, which is not to wait for what it fetches.
      meaning.look(library, options)
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

  async function ask(text: string, options: WidgetOptions, signal: AbortSignal): Promise<FrameAnswer> {
    const filters = toFilters(options)
    const wanted = { text, k: options['max-results'], ...(filters && { filters }) }
    const found = await meaning.search(wanted, signal)
    if (found) {
      const { query, hits, total, timings, encoding } = found
      return { query, stage: encoding ? 'semantic' : 'lexical', hits, total, durationMs: timings.totalMs }
    }
    return { ...(await words.call('searchWords', wanted, { signal })), stage: 'lexical' }
  }

  function clear(): void {
    stop()
    store.dispatch(({ options, library, meaning }) => ({
      ...{ options, meaning },
      ...(library && { library }),
      text: '',
      isSearching: false,
      isBetterToCome: false,
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
      const hasChanged = (...names: (keyof WidgetOptions)[]) =>
        names.some((name) => next[name] !== options[name])
      change({ options: next })
      if (hasChanged('library')) return void open()
      if (hasChanged('encoder', 'backend', 'allow-download')) meaning.close()
      if (hasChanged('query') && next.query !== '') void search(next.query).catch(() => {})
      else if (
        hasChanged('max-results', 'filters', 'encoder', 'backend', 'allow-download') &&
        store.get().answer
      )
        void search(store.get().text).catch(() => {})
    },
    addMeaning: meaning.start,
    cancelMeaning: meaning.cancel,
  }
}
