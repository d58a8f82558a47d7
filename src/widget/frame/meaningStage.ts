import { toAppError, type ErrorCode } from '../../core/errors.ts'
import { toFailure, type Failure } from '../../app/failure.ts'
import type { BackendName, SearchInput, SearchOutput } from '../../protocol/engine.ts'
import type { SiteLibrary } from '../../protocol/words.ts'
import type { WidgetOptions } from '../options.ts'
import type { Meaning, MeaningSource } from './meaning.ts'

/** How far searching by meaning has come. */
export type MeaningStage =
  | { stage: 'none' } // not wanted, not to be had, or not looked for yet
  /** `mayAsk`: for what is installed in the app. */
  | { stage: 'offered'; bytes: number; mayAsk: boolean }
  | { stage: 'loading'; doneBytes: number; totalBytes: number }
  | { stage: 'ready'; backend: BackendName }
  /** `from`: what was agreed to, and nothing else, is tried again. */
  | { stage: 'failed'; failure: Failure; from: MeaningFrom }

/** The site, or what the user has installed in the app. */
export type MeaningFrom = 'site' | 'app'

interface StagePorts {
  tell(stage: MeaningStage): void
  onReady(): void
}

/** What is wrong with a question, and not with the search. */
const questionCodes: ErrorCode[] = ['cancelled', 'query-empty', 'query-syntax']

/** Looks once for a library whether it can be searched by meaning, and at what cost; opens it where that costs nothing, or may be paid. */
export function createMeaningStage(
  load: (() => Promise<MeaningSource>) | undefined,
  { tell, onReady }: StagePorts,
) {
  let looked: { library: SiteLibrary; options: WidgetOptions } | undefined
  let opened: Meaning | undefined
  let running = new AbortController()
  let agreedTo: MeaningFrom = 'site'

  function close(): void {
    running.abort()
    opened?.close()
    opened = undefined
    looked = undefined
    tell({ stage: 'none' })
  }

  function look(library: SiteLibrary, options: WidgetOptions): void {
    if (looked) return
    looked = { library, options }
    if (load && (options.encoder === 'auto' || options.encoder === library.encoder))
      void offer(load, looked, (running = new AbortController()))
  }

  async function offer(
    load: () => Promise<MeaningSource>,
    { library, options }: { library: SiteLibrary; options: WidgetOptions },
    { signal }: AbortController,
  ): Promise<void> {
    const found = await measure(load, library.id, options.backend, signal)
    if (!found || signal.aborted) return
    const { bytes, mayAsk } = found
    const mayFetch = options['allow-download'] === 'always' && !savesData()
    if (bytes === 0 || mayFetch) start()
    else if (options['allow-download'] !== 'never') tell({ stage: 'offered', bytes, mayAsk })
  }

  /** @param from for the app, the user must just have asked */
  function start(from: MeaningFrom = 'site'): void {
    if (!load || !looked) return
    agreedTo = from
    const { library, options } = looked
    running.abort()
    running = new AbortController()
    const { signal } = running
    tell({ stage: 'loading', doneBytes: 0, totalBytes: 0 })
    const onProgress = (doneBytes: number, totalBytes: number) => {
      if (!signal.aborted) tell({ stage: 'loading', doneBytes, totalBytes })
    }
    load()
      .then((source) =>
        from === 'app'
          ? source.openInstalled(library.id, options.backend, signal)
          : source.open(library.id, options.backend, { signal, onProgress }),
      )
      .then(
        (meaning) => {
          if (signal.aborted) return meaning.close()
          opened = meaning
          tell({ stage: 'ready', backend: meaning.backend })
          onReady()
        },
        (thrown: unknown) => {
          if (!signal.aborted) tell({ stage: 'failed', failure: toFailure(thrown), from })
        },
      )
  }

  /** What was fetched stays, and is not fetched again. */
  function cancel(): void {
    const { library, options } = looked ?? {}
    close()
    if (library && options) look(library, { ...options, 'allow-download': 'ask' })
  }

  /** @returns undefined where the search goes by words alone; also from now on, where what is open has failed */
  async function search(
    wanted: Pick<SearchInput, 'text' | 'k' | 'filters'>,
    signal: AbortSignal,
  ): Promise<SearchOutput | undefined> {
    if (!opened) return undefined
    try {
      return await opened.search({ ...wanted, mode: 'both', isExact: false }, signal)
    } catch (thrown) {
      if (questionCodes.includes(toAppError(thrown).code)) throw thrown
      opened.close()
      opened = undefined
      tell({ stage: 'failed', failure: toFailure(thrown), from: agreedTo })
      return undefined
    }
  }

  return { look, start, cancel, close, search }
}

/** Where it cannot be told, there is nothing to offer. */
async function measure(
  load: () => Promise<MeaningSource>,
  id: string,
  backend: WidgetOptions['backend'],
  signal: AbortSignal,
): Promise<{ bytes: number; mayAsk: boolean } | undefined> {
  try {
    const source = await load()
    return { bytes: await source.measure(id, backend, signal), mayAsk: source.mayAskForInstalled }
  } catch {
    return undefined
  }
}

/** The user has asked the browser for few bytes. */
function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
}
