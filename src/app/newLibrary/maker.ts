import type { Draft, PubmedQuery } from '../../core/draft.ts'
import type { ErrorCode } from '../../core/errors.ts'
import type { CsvColumns } from '../../core/pubmed/csvHeader.ts'
import { isTableName } from '../../core/pubmed/sourceNames.ts'
import type { CollectProgress } from '../../protocol/draft.ts'
import type { EngineContract } from '../../protocol/engine.ts'
import type { TransferContract } from '../../protocol/transfer.ts'
import { toFailure } from '../failure.ts'
import type { Store } from '../store.ts'
import type { Link } from '../workers.ts'
import type { Making, MakingAction } from './making.ts'
import { createPace } from './pace.ts'

/** Makes a library of the user's own: gets its records, says what it will take, and makes it. One at a time. */
export interface Maker {
  show(): void
  hide(): void
  /** Shows what an earlier visit has left. */
  restore(): void
  /** Of tables it is asked first what their columns hold. */
  readFiles(files: File[]): void
  /** @param columns what else they hold than their names say */
  readTables(columns: CsvColumns): void
  findPubmed(search: PubmedQuery): void
  /** Fetches what was found, or goes on with it. */
  fetchFound(): void
  /** Says anew what it will take. */
  estimate(): void
  make(title: string): void
  /** Goes on where it was stopped. */
  goOn(): void
  /** Ends what runs. What has been done stays for `fetchFound` and `goOn`. */
  stop(): void
  /** Ends what runs and leaves nothing of it. */
  discard(): void
  openMade(): void
}

export interface MakerEffects {
  transfer(): Link<TransferContract>
  /** The search worker, once its encoder is open. */
  engine(options: EncoderOptions): Promise<Link<EngineContract>>
  /** Opens a library that was made. */
  open(id: string): void
  /** Asks the browser not to clear away what is kept. */
  keepStorage(): void
  onFailure(code: ErrorCode): void
  now(): number
}

export interface EncoderOptions {
  signal: AbortSignal
  onBytes(doneBytes: number, totalBytes: number): void
}

export function createMaker({ get, dispatch }: Store<Making, MakingAction>, effects: MakerEffects): Maker {
  let running = new AbortController()

  /** Runs one thing at a time; what it throws is shown where it can be tried again. */
  async function run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    running.abort()
    const { signal } = (running = new AbortController())
    try {
      await work(signal)
    } catch (thrown) {
      if (signal.aborted) return
      const failure = toFailure(thrown)
      effects.onFailure(failure.code)
      dispatch({ type: 'stopped', failure })
    }
  }

  async function collect(draft: Draft, signal: AbortSignal): Promise<void> {
    dispatch({ type: 'collected', draft })
    await estimate(draft, signal)
  }

  async function estimate({ id: draftId }: Draft, signal: AbortSignal): Promise<void> {
    try {
      const engine = await openEngine(signal)
      dispatch({ type: 'estimated', estimate: await engine.call('estimateDraft', { draftId }, { signal }) })
    } catch (thrown) {
      if (!signal.aborted) dispatch({ type: 'estimate-failed', failure: toFailure(thrown) })
    }
  }

  function openEngine(signal: AbortSignal): Promise<Link<EngineContract>> {
    const onBytes = (doneBytes: number, totalBytes: number) =>
      dispatch({ type: 'encoder-progress', doneBytes, totalBytes })
    return effects.engine({ signal, onBytes })
  }

  function make(draft: Draft, title: string): void {
    effects.keepStorage()
    dispatch({ type: 'making-started', draft, title })
    void run(async (signal) => {
      const { id } = await makeIn(await openEngine(signal), draft, title, signal)
      dispatch({ type: 'made', id })
      if (get().isShown) openMade()
    })
  }

  /** When the page takes another worker, as after opening a library, it goes on in that one. */
  async function makeIn(
    engine: Link<EngineContract>,
    draft: Draft,
    title: string,
    signal: AbortSignal,
  ): Promise<{ id: string }> {
    const pace = createPace(effects.now)
    try {
      return await engine.call(
        'makeDraft',
        { draftId: draft.id, title },
        { signal, onProgress: (progress) => dispatch({ type: 'made-progress', progress: pace(progress) }) },
      )
    } catch (thrown) {
      if (toFailure(thrown).code !== 'worker-lost') throw thrown
      const next = await openEngine(signal)
      if (next === engine) throw thrown
      return makeIn(next, draft, title, signal)
    }
  }

  function openMade(): void {
    const { stage } = get()
    if (stage.step !== 'done' || stage.isOpened) return
    dispatch({ type: 'made-opened' })
    effects.open(stage.id)
  }

  /** Another visit, or another tab, may have left one: it must not be lost to a new one. */
  async function restore(): Promise<void> {
    if (!isFree()) return
    // Where nothing can be kept, nothing was left; whoever begins one is told.
    const draft = await effects
      .transfer()
      .call('readDraft', {})
      .catch(() => undefined)
    if (draft) dispatch({ type: 'restored', draft })
  }

  const isFree = () => get().stage.step === 'source'

  async function show(): Promise<void> {
    dispatch({ type: 'shown' })
    await restore()
    const { stage } = get()
    if (stage.step === 'check' && stage.estimate.stage === 'waiting')
      await run((signal) => estimate(stage.draft, signal))
  }

  async function readFiles(files: File[]): Promise<void> {
    dispatch({ type: 'shown' })
    await restore()
    if (!isFree()) return
    dispatch({ type: 'reading-started' })
    void run(async (signal) => {
      if (!files.some(({ name }) => isTableName(name))) return collectFiles(files, {}, signal)
      const header = await effects.transfer().call('readHeaders', { files }, { signal })
      dispatch({ type: 'columns-asked', files, header })
    })
  }

  async function collectFiles(files: File[], columns: CsvColumns, signal: AbortSignal): Promise<void> {
    const onProgress = (progress: CollectProgress) => dispatch({ type: 'read', progress })
    const draft = await effects.transfer().call('collectFiles', { files, columns }, { signal, onProgress })
    await collect(draft, signal)
  }

  return {
    show: () => void show(),
    hide: () => dispatch({ type: 'hidden' }),
    restore: () => void restore(),
    readFiles: (files) => void readFiles(files),
    readTables(columns) {
      const { stage } = get()
      if (stage.step !== 'columns') return
      dispatch({ type: 'reading-started' })
      void run((signal) => collectFiles(stage.files, columns, signal))
    },
    findPubmed(search) {
      dispatch({ type: 'search-started', search })
      void run(async (signal) => {
        const draft = await effects.transfer().call('findPubmed', search, { signal, onProgress: onPubmed })
        dispatch({ type: 'found', draft })
      })
    },
    fetchFound() {
      const { stage } = get()
      if (stage.step !== 'found') return
      const { draft } = stage
      dispatch({ type: 'fetching-started', draft })
      void run(async (signal) => {
        const draftId = draft.id
        const options = { signal, onProgress: onPubmed }
        await collect(await effects.transfer().call('fetchDraft', { draftId }, options), signal)
      })
    },
    estimate() {
      const { stage } = get()
      if (stage.step !== 'check') return
      dispatch({ type: 'collected', draft: stage.draft })
      void run((signal) => estimate(stage.draft, signal))
    },
    make(title) {
      const { stage } = get()
      if (stage.step === 'check') make(stage.draft, title)
    },
    goOn() {
      const { stage } = get()
      if (stage.step === 'paused') make(stage.draft, stage.title)
    },
    stop() {
      running.abort()
      dispatch({ type: 'stopped' })
    },
    discard() {
      running.abort()
      dispatch({ type: 'discarded' })
      void effects
        .transfer()
        .call('discardDraft', {})
        .catch((thrown: unknown) => dispatch({ type: 'discarded', failure: toFailure(thrown) }))
    },
    openMade,
  }

  function onPubmed(progress: TransferContract['fetchDraft']['progress']): void {
    if (progress.what === 'fetched') dispatch({ type: 'fetched', done: progress.done, total: progress.total })
    else dispatch({ type: 'waiting', reason: progress.reason })
  }
}
