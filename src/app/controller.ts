import type { ErrorCode } from '../core/errors.ts'
import type { BackendChoice, BackendName, EngineContract, OrtRuntime } from '../protocol/engine.ts'
import type { CatalogueEntry } from '../core/catalogue.ts'
import type { PubmedRecord } from '../core/record.ts'
import type { TransferContract } from '../protocol/transfer.ts'
import type { StorageReport } from './deviceStorage.ts'
import type { InstalledLibrary } from '../protocol/installed.ts'
import { createConsent, withConsent, type Consent } from './consent.ts'
import type { Caution } from './crashGuard.ts'
import { createEngineCall, type CallEngine } from './engineCall.ts'
import { graphicsCodes, toFailure, type Failure } from './failure.ts'
import { createInstaller } from './installer.ts'
import { createLibraryFiles, type LibraryFiles } from './libraryFiles.ts'
import { createEncoderLink } from './newLibrary/encoderLink.ts'
import { createMaker, type Maker } from './newLibrary/maker.ts'
import type { Making, MakingAction } from './newLibrary/making.ts'
import { addToChoice, type ChosenLibrary } from './libraryChoice.ts'
import type { PageWorkers } from './pageWorkers.ts'
import { createLikes, type LikesControl } from './search/likes.ts'
import { createSearcher, type Searcher } from './searcher.ts'
import type { Action, Session } from './session.ts'
import type { Shelf, ShelfAction } from './shelf.ts'
import { createShelfActions, type ShelfActions } from './shelfActions.ts'
import type { Store } from './store.ts'
import type { Link } from './workers.ts'

/** What the controller needs from the world; main.tsx brings the real one. */
export interface Effects {
  backend: BackendChoice
  startEngine(): Link<EngineContract>
  startTransfer(): Link<TransferContract>
  /** From then on workers are started with libraries in memory. */
  holdInMemory(): void
  loadRuntime(
    backend: BackendName,
    onBytes: (doneBytes: number, totalBytes: number | undefined) => void,
  ): Promise<OrtRuntime>
  /** Asks the browser not to clear the libraries away when the disk is full. */
  keepStorage(): Promise<void>
  readStorage(): Promise<StorageReport>
  /** Ids of the libraries to search, the main one first. */
  loadLibraryChoice(): string[]
  keepLibraryChoice(ids: readonly string[]): void
  saveFile(file: File): void
  /** What to leave out, because the page has ended while it opened before. */
  beginOpening(): Caution
  endOpening(): void
  forgetEndings(): void
  /** What is installed, for when the browser has lost it. */
  keepReceipt(libraries: readonly InstalledLibrary[]): void
  hasReceipt(): boolean
}

export interface Controller extends Searcher, LibraryFiles {
  shelf: ShelfActions
  maker: Maker
  /** Asks the search worker about what is shown. */
  call: CallEngine
  likes: LikesControl
  workers: PageWorkers
  consent: Consent
  /** Opens what is installed. */
  start(text?: string): void
  /** With new workers: the browser had put the page away, and may have ended the old ones. */
  wake(): void
  /** The same with all that was left out; the way out of every failure. */
  retry(): void
  install(entry: CatalogueEntry): void
  /** In place of what is searched now. */
  installInstead(entry: CatalogueEntry): void
  cancelInstall(): void
  update(entry: CatalogueEntry): void
  openRecord(pmid: string): void
  /** One that need not stand in the list. */
  readRecord(record: PubmedRecord): void
  closeRecord(): void
}

/** What installing the library again mends: it brings its encoder. */
const repairableCodes: ErrorCode[] = ['encoder-missing', 'encoder-mismatch', 'file-damaged']

export function createController(
  store: Store<Session, Action>,
  shelf: Store<Shelf, ShelfAction>,
  making: Store<Making, MakingAction>,
  effects: Effects,
): Controller {
  const { dispatch } = store
  const { consent, ask } = createConsent()
  let engine: Link<EngineContract> | undefined
  let transfer: Link<TransferContract> | undefined
  let attempts = 0
  /** Of the main library that was opened last, or was to be. */
  let libraryId: string | undefined
  let hasInstalled = false
  let hasRemoved = false
  let backend = effects.backend

  const call = createEngineCall(() => engine)

  const searcher = createSearcher(store, {
    search: (input, signal) => {
      if (!engine) throw new Error('A search was started before the engine was.')
      return engine.call('search', { ...input, ...likes.pmidsFor(input.text) }, { signal })
    },
    more: (input, signal) => call('moreHits', input, { signal }),
    reopen(resumeText, { code }) {
      if (code === 'backend-lost') backend = 'wasm-instead'
      void open(resumeText)
    },
    repair: (failure) => void installer.repair(failure),
  })

  const likes = createLikes(() => searcher.refresh())

  const installer = createInstaller(store, {
    transfer: startedTransfer,
    mainId: () => libraryId,
    resumeText,
    open,
    submit: () => searcher.submit(),
    onInstalled: keepInstalled,
    onFailure: dropTransfer,
  })

  const files = createLibraryFiles(store, {
    transfer: startedTransfer,
    saveFile: effects.saveFile,
    onFailure: dropTransfer,
    onImported(library) {
      keepInstalled(library)
      void open(resumeText())
    },
  })

  const shelfActions = createShelfActions(shelf, {
    transfer: startedTransfer,
    readStorage: effects.readStorage,
    keepStorage: effects.keepStorage,
    onInstalled(entry) {
      keepInstalled(entry)
      void open(resumeText())
    },
    onSearched(ids) {
      hasInstalled = false
      hasRemoved = ids.length === 0
      if (hasRemoved) effects.keepReceipt([])
      effects.keepLibraryChoice(ids)
      void open(resumeText())
    },
    onFailure: dropTransfer,
  })

  const maker = createMaker(making, {
    transfer: startedTransfer,
    engine: createEncoderLink(store, {
      current: () => engine,
      restart() {
        engine?.stop()
        return (engine = effects.startEngine())
      },
      transfer: startedTransfer,
      backend: () => backend,
      loadRuntime: effects.loadRuntime,
    }),
    open(id) {
      keepInstalled({ id, kind: 'pubmed' })
      void open(resumeText())
    },
    keepStorage: () => void effects.keepStorage(),
    onFailure: dropTransfer,
    now: () => performance.now(),
  })

  /** What the search field holds, to be asked again of what is opened next. */
  function resumeText(): string {
    const session = store.get()
    if (session.phase === 'ready') return session.text
    return session.phase === 'loading' ? session.resumeText : ''
  }

  // A worker each time: after an update or a failure nothing of the old one is trusted, or kept in memory.
  async function open(resumeText: string): Promise<void> {
    const attempt = ++attempts
    engine?.stop()
    dispatch({ type: 'opening', resumeText })
    const caution = effects.beginOpening()
    if (caution === 'nothing') return fail({ code: 'crash-loop', message: 'Not even libraries were opened.' })
    if (caution === 'no-webgpu') backend = 'wasm-instead'
    try {
      const started = (engine = effects.startEngine())
      const opened = await started.call(
        'openLibraries',
        { ids: effects.loadLibraryChoice() },
        { onProgress: ({ id }) => (libraryId = id) },
      )
      if (attempt !== attempts) return
      const { libraries, refused } = opened
      libraryId = libraries[0].id
      shelf.dispatch({ type: 'searched-set', ids: [...libraries, ...refused].map(({ id }) => id) })
      dispatch({ type: 'opened', libraries, refused })
      void startedTransfer()
        .call('installed', {})
        .then(effects.keepReceipt, () => {}) // as it was, then
      if (caution === 'no-encoder')
        failEncoder({ code: 'crash-loop', message: 'Libraries were opened, the model was not.' })
      else void openEncoder(started, attempt)
    } catch (thrown) {
      if (attempt !== attempts) return
      const failure = toFailure(thrown)
      effects.endOpening()
      if (failure.code === 'storage-refused') return goOnInMemory(resumeText)
      // Still so right after an installation: asking for another one would go on for ever.
      if (hasInstalled) return fail(failure)
      if (failure.code === 'library-missing') return offerLibraries()
      // The site has it as this version reads it, most often.
      if (failure.code === 'file-damaged' || failure.code === 'library-outdated')
        return void installer.repair(failure)
      return fail(failure)
    }
    searcher.submit()
    void installer.checkForUpdate()
  }

  /** Takes seconds; searches go by words until then, and for good where the encoder cannot be opened. */
  async function openEncoder(link: Link<EngineContract>, attempt: number): Promise<void> {
    let planned: BackendName | undefined
    try {
      const plan = await link.call('planEncoder', { backend })
      planned = plan.runtime
      const runtime = await effects.loadRuntime(plan.runtime, (doneBytes, totalBytes) => {
        const total = totalBytes === undefined ? {} : { totalBytes }
        dispatch({ type: 'load-step', step: { what: 'runtime', doneBytes, ...total } })
      })
      if (attempt !== attempts) return
      const status = await link.call(
        'openEncoder',
        { runtime },
        { transfer: [runtime.wasm], onProgress: (what) => dispatch({ type: 'load-step', step: { what } }) },
      )
      effects.endOpening()
      dispatch({ type: 'encoder-opened', status })
      searcher.refresh()
    } catch (thrown) {
      if (attempt !== attempts) return
      const failure = toFailure(thrown)
      effects.endOpening()
      // What graphics have broken in a worker stays broken in it, ONNX Runtime too.
      if (backend === 'auto' && planned === 'webgpu' && graphicsCodes.includes(failure.code)) {
        backend = 'wasm-instead'
        return void open(resumeText())
      }
      if (failure.code === 'worker-lost') return dispatch({ type: 'failed', failure })
      if (!hasInstalled && repairableCodes.includes(failure.code)) {
        if (await installer.repairBeside()) return
      }
      const smaller = failure.code === 'memory-short' ? await installer.findSmaller() : undefined
      if (attempt === attempts) failEncoder(failure, smaller)
    }
  }

  function goOnInMemory(resumeText: string): void {
    effects.holdInMemory()
    stopTransfer() // the next one is started with it
    void open(resumeText)
  }

  function fail(failure: Failure): void {
    effects.endOpening()
    dispatch({ type: 'failed', failure })
  }

  function failEncoder(failure: Failure, smaller?: CatalogueEntry): void {
    effects.endOpening()
    dispatch({ type: 'encoder-failed', failure, ...(smaller && { smaller }) })
  }

  function offerLibraries(): void {
    engine?.stop()
    // Who has just removed the last library does not want it back at once.
    // And who had some is told first that they are gone.
    void installer.offerLibraries({ mayInstall: !hasRemoved && !effects.hasReceipt() })
  }

  function startedTransfer(): Link<TransferContract> {
    return (transfer ??= withConsent(effects.startTransfer(), ask))
  }

  function keepInstalled(library: ChosenLibrary): void {
    hasInstalled = true
    const session = store.get()
    const searched = session.phase === 'ready' ? session.libraries : []
    effects.keepLibraryChoice(addToChoice(effects.loadLibraryChoice(), library, searched))
  }

  function dropTransfer(code: ErrorCode): void {
    if (code === 'worker-lost') stopTransfer()
  }

  function stopTransfer(): void {
    transfer?.stop()
    transfer = undefined
  }

  return {
    ...searcher,
    ...files,
    shelf: {
      ...shelfActions,
      install(entry) {
        void effects.keepStorage()
        shelfActions.install(entry)
      },
    },
    maker,
    call,
    likes,
    workers: {
      transfer: startedTransfer,
      engine: () => engine,
      startEngine: effects.startEngine,
      backend: () => backend,
      loadRuntime: (backend) => effects.loadRuntime(backend, () => {}),
      reopen() {
        hasInstalled = false
        void open(resumeText())
      },
      onFailure: dropTransfer,
    },
    consent,
    importFile(file) {
      void effects.keepStorage()
      files.importFile(file)
    },
    installFound(place, library) {
      void effects.keepStorage()
      files.installFound(place, library)
    },
    wake() {
      stopTransfer()
      void open(resumeText())
    },
    retry() {
      effects.forgetEndings()
      backend = effects.backend
      hasInstalled = false
      void open('')
    },
    start(text = '') {
      hasInstalled = false
      void open(text)
    },
    install(entry) {
      void effects.keepStorage()
      void installer.install([entry])
    },
    installInstead(entry) {
      effects.keepLibraryChoice([entry.id])
      void effects.keepStorage()
      void installer.install([entry], resumeText())
    },
    cancelInstall: installer.cancel,
    update(entry) {
      void effects.keepStorage()
      void installer.update(entry)
    },
    openRecord: (pmid) => dispatch({ type: 'record-opened', pmid }),
    readRecord: (record) => dispatch({ type: 'record-read', record }),
    closeRecord: () => dispatch({ type: 'record-closed' }),
  }
}
