import type { ErrorCode } from '../core/errors.ts'
import type { BackendChoice, BackendName, EngineContract, OrtRuntime } from '../protocol/engine.ts'
import type { Catalogue, CatalogueEntry } from '../core/catalogue.ts'
import type { TransferContract } from '../protocol/transfer.ts'
import { toFailure, type Failure } from './failure.ts'
import { createLibraryFiles, type LibraryFiles } from './libraryFiles.ts'
import { createSearcher, type Searcher } from './searcher.ts'
import type { Action, Session } from './session.ts'
import type { Store } from './store.ts'
import type { Link } from './workers.ts'

/** What the controller needs from the world; main.tsx brings the real one. */
export interface Effects {
  backend: BackendChoice
  startEngine(): Link<EngineContract>
  startTransfer(): Link<TransferContract>
  loadRuntime(
    backend: BackendName,
    onBytes: (doneBytes: number, totalBytes: number | undefined) => void,
  ): Promise<OrtRuntime>
  /** Asks the browser not to clear the library away when the disk is full. */
  keepStorage(): void
  /** Id of the library to open where several are installed. */
  loadLibraryChoice(): string | undefined
  keepLibraryChoice(id: string): void
  saveFile(file: File): void
}

export interface Controller extends Searcher, LibraryFiles {
  /** Opens what is installed; also the way out of every failure. */
  start(): void
  install(entry: CatalogueEntry): void
  cancelInstall(): void
  update(entry: CatalogueEntry): void
  openRecord(pmid: string): void
  closeRecord(): void
}

/** A default library up to this size is installed without asking. */
const selfInstallMaxBytes = 25_000_000

/** What installing the library again mends: it brings its encoder. */
const repairableCodes: ErrorCode[] = ['encoder-missing', 'file-damaged']

export function createController(store: Store<Session, Action>, effects: Effects): Controller {
  const { dispatch } = store
  let engine: Link<EngineContract> | undefined
  let transfer: Link<TransferContract> | undefined
  let catalogue: Catalogue = { libraries: [] }
  let installing = new AbortController()
  let attempts = 0
  /** Of the library that was opened last, or was to be. */
  let libraryId: string | undefined
  let hasInstalled = false

  const searcher = createSearcher(store, {
    search: (input, signal) => {
      if (!engine) throw new Error('A search was started before the engine was.')
      return engine.call('search', input, { signal })
    },
    reopen: (resumeText) => void open(resumeText),
    repair: (failure) => void repair(failure),
  })

  const files = createLibraryFiles(store, {
    transfer: startedTransfer,
    saveFile: effects.saveFile,
    onFailure: dropTransfer,
    onImported(id) {
      keepInstalled(id)
      const session = store.get()
      void open(session.phase === 'ready' ? session.text : '')
    },
  })

  // A worker each time: after an update or a failure nothing of the old one is trusted, or kept in memory.
  async function open(resumeText: string): Promise<void> {
    const attempt = ++attempts
    engine?.stop()
    dispatch({ type: 'opening', resumeText })
    try {
      const started = (engine = effects.startEngine())
      const wantedId = effects.loadLibraryChoice()
      const wanted = wantedId === undefined ? {} : { id: wantedId }
      const library = await started.call('openLibrary', wanted, {
        onProgress: ({ id }) => (libraryId = id),
      })
      if (attempt !== attempts) return
      dispatch({ type: 'opened', library })
      void openEncoder(started, attempt)
    } catch (thrown) {
      if (attempt !== attempts) return
      const failure = toFailure(thrown)
      // Still so right after an installation: asking for another one would go on for ever.
      if (hasInstalled) return dispatch({ type: 'failed', failure })
      if (failure.code === 'library-missing') return void offerLibraries()
      if (failure.code === 'file-damaged') return void repair(failure)
      return dispatch({ type: 'failed', failure })
    }
    searcher.submit()
    void checkForUpdate()
  }

  /** Takes seconds; searches go by words until then, and for good where the encoder cannot be opened. */
  async function openEncoder(link: Link<EngineContract>, attempt: number): Promise<void> {
    try {
      const plan = await link.call('planEncoder', { backend: effects.backend })
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
      dispatch({ type: 'encoder-opened', status })
      searcher.refresh()
    } catch (thrown) {
      if (attempt !== attempts) return
      const failure = toFailure(thrown)
      if (failure.code === 'worker-lost') return dispatch({ type: 'failed', failure })
      if (!hasInstalled && repairableCodes.includes(failure.code)) {
        const entry = await findEntry()
        if (entry && (await update(entry))) return
      }
      dispatch({ type: 'encoder-failed', failure })
    }
  }

  function startedTransfer(): Link<TransferContract> {
    return (transfer ??= effects.startTransfer())
  }

  async function loadCatalogue(): Promise<Catalogue> {
    catalogue = await startedTransfer().call('catalogue', {})
    return catalogue
  }

  async function offerLibraries(): Promise<void> {
    engine?.stop()
    try {
      const { libraries, default: defaultId } = await loadCatalogue()
      const entry = libraries.find(({ id }) => id === defaultId)
      if (entry && entry.libraryBytes <= selfInstallMaxBytes) return await install(entry)
      dispatch({ type: 'library-needed', catalogue })
    } catch (thrown) {
      const failure = toFailure(thrown)
      if (failure.code === 'network') dispatch({ type: 'library-needed', catalogue, failure })
      else fail(failure)
    }
  }

  /**
   * Installing again fetches only what is damaged. Where that cannot be had, the failure is told as it is: other queries
   * of an open library may still be answered.
   */
  async function repair(failure: Failure): Promise<void> {
    const entry = await findEntry()
    const session = store.get()
    if (entry) await install(entry, session.phase === 'ready' ? session.text : '')
    else if (session.phase === 'ready') searcher.submit()
    else dispatch({ type: 'failed', failure })
  }

  /** The site's offer of the library that is open or was to be. */
  async function findEntry(): Promise<CatalogueEntry | undefined> {
    const offered = await loadCatalogue().catch(() => undefined)
    return offered?.libraries.find(({ id }) => id === libraryId)
  }

  async function transferLibrary({ id }: CatalogueEntry, type: 'install-progress' | 'update-progress') {
    installing = new AbortController()
    const onProgress = (progress: TransferContract['install']['progress']) => dispatch({ type, progress })
    await startedTransfer().call('install', { id }, { signal: installing.signal, onProgress })
    keepInstalled(id)
  }

  /** What was installed last is what is opened. */
  function keepInstalled(id: string): void {
    hasInstalled = true
    effects.keepLibraryChoice(id)
  }

  async function install(entry: CatalogueEntry, resumeText = ''): Promise<void> {
    dispatch({ type: 'install-started', entry })
    try {
      await transferLibrary(entry, 'install-progress')
    } catch (thrown) {
      const failure = toFailure(thrown)
      return failure.code === 'cancelled' ? dispatch({ type: 'library-needed', catalogue }) : fail(failure)
    }
    await open(resumeText)
  }

  /**
   * The new version lies beside the old one until it is whole; searching goes on meanwhile.
   * @returns whether it is installed
   */
  async function update(entry: CatalogueEntry): Promise<boolean> {
    dispatch({ type: 'update-started', entry })
    try {
      await transferLibrary(entry, 'update-progress')
    } catch (thrown) {
      dispatch({ type: 'update-failed', failure: toFailure(thrown) })
      return false
    }
    const session = store.get()
    await open(session.phase === 'ready' ? session.text : '')
    return true
  }

  async function checkForUpdate(): Promise<void> {
    try {
      const { libraries, default: defaultId } = await loadCatalogue()
      dispatch({ type: 'network-seen', network: 'online' })
      const session = store.get()
      if (session.phase !== 'ready') return
      const { id, key, kind, version } = session.library
      // Who came while the site had only sample notes is offered the real records that it has now.
      const entry = libraries.find(
        (candidate) =>
          (candidate.id === id && candidate.key !== key && candidate.version >= version) ||
          (kind === 'sample-notes' && candidate.kind === 'pubmed' && candidate.id === defaultId),
      )
      if (entry) dispatch({ type: 'update-offered', entry })
    } catch (thrown) {
      // Nobody asked for this look-up, and searching needs no network: only the status line tells.
      const { code } = toFailure(thrown)
      if (code === 'network') dispatch({ type: 'network-seen', network: 'offline' })
      else dropTransfer(code)
    }
  }

  function fail(failure: Failure): void {
    dropTransfer(failure.code)
    dispatch({ type: 'failed', failure })
  }

  function dropTransfer(code: ErrorCode): void {
    if (code !== 'worker-lost') return
    transfer?.stop()
    transfer = undefined
  }

  return {
    ...searcher,
    ...files,
    importFile(file) {
      effects.keepStorage()
      files.importFile(file)
    },
    start() {
      hasInstalled = false
      void open('')
    },
    install(entry) {
      effects.keepStorage()
      void install(entry)
    },
    cancelInstall: () => installing.abort(),
    update(entry) {
      effects.keepStorage()
      void update(entry)
    },
    openRecord: (pmid) => dispatch({ type: 'record-opened', pmid }),
    closeRecord: () => dispatch({ type: 'record-closed' }),
  }
}
