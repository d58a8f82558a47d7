import type { Catalogue, CatalogueEntry } from '../core/catalogue.ts'
import type { ErrorCode } from '../core/errors.ts'
import type { TransferContract } from '../protocol/transfer.ts'
import { toFailure, type Failure } from './failure.ts'
import type { Action, Session } from './session.ts'
import type { Store } from './store.ts'
import type { Link } from './workers.ts'

/** Brings libraries from the site where the search needs them: first visits, repairs, newer versions. */
export interface Installer {
  /** Takes the whole page until it is done, then opens what is there. */
  install(entries: readonly CatalogueEntry[], resumeText?: string): Promise<void>
  cancel(): void
  /** @returns whether it is installed */
  update(entry: CatalogueEntry): Promise<boolean>
  repair(failure: Failure): Promise<void>
  /** Repairs the main library while it goes on being searched. @returns whether it is repaired */
  repairBeside(): Promise<boolean>
  /** Where none is installed: asks which, or takes the default one where that is small and it may. */
  offerLibraries(options: { mayInstall: boolean }): Promise<void>
  checkForUpdate(): Promise<void>
  /** A library of the site whose encoder is smaller than that of the main one; undefined where there is none. */
  findSmaller(): Promise<CatalogueEntry | undefined>
}

export interface InstallerEffects {
  transfer(): Link<TransferContract>
  /** Of the main library that is open or was to be. */
  mainId(): string | undefined
  resumeText(): string
  open(resumeText: string): Promise<void>
  /** Searches again what the field holds. */
  submit(): void
  onInstalled(entry: CatalogueEntry): void
  onFailure(code: ErrorCode): void
}

/** How an installation ends that the user does not want: stopped, or asked of and declined. */
const declinedCodes: ErrorCode[] = ['cancelled', 'library-older', 'signature-changed', 'signer-untrusted']

/** A default library up to this size is installed without asking. */
const selfInstallMaxBytes = 25_000_000

export function createInstaller(
  store: Store<Session, Action>,
  { transfer, mainId, resumeText, open, submit, onInstalled, onFailure }: InstallerEffects,
): Installer {
  const { dispatch } = store
  let catalogue: Catalogue = { libraries: [] }
  let installing = new AbortController()

  async function loadCatalogue(): Promise<Catalogue> {
    catalogue = await transfer().call('catalogue', {})
    return catalogue
  }

  async function offerLibraries({ mayInstall }: { mayInstall: boolean }): Promise<void> {
    try {
      const { libraries, default: defaultId } = await loadCatalogue()
      const entry = libraries.find(({ id }) => id === defaultId)
      const isSmall = entry !== undefined && entry.libraryBytes <= selfInstallMaxBytes
      if (isSmall && mayInstall) return await install([entry], resumeText())
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
    const entries = await findEntries()
    const session = store.get()
    if (entries.length > 0) await install(entries, resumeText())
    else if (session.phase === 'ready') submit()
    else dispatch({ type: 'failed', failure })
  }

  async function repairBeside(): Promise<boolean> {
    const entry = (await findEntries()).find(({ id }) => id === mainId())
    return entry !== undefined && (await update(entry))
  }

  /** The site's offers of the main library that is open or was to be, and of the others as they are installed. */
  async function findEntries(): Promise<CatalogueEntry[]> {
    const offered = await loadCatalogue().catch(() => undefined)
    const session = store.get()
    const keys = session.phase === 'ready' ? session.libraries.map(({ key }) => key) : []
    return (offered?.libraries ?? []).filter(({ id, key }) => id === mainId() || keys.includes(key))
  }

  async function transferLibrary(entry: CatalogueEntry, type: 'install-progress' | 'update-progress') {
    const { id } = entry
    installing = new AbortController()
    const onProgress = (progress: TransferContract['install']['progress']) => dispatch({ type, progress })
    await transfer().call('install', { id }, { signal: installing.signal, onProgress })
    onInstalled(entry)
  }

  async function install(entries: readonly CatalogueEntry[], text = ''): Promise<void> {
    try {
      for (const entry of entries) {
        dispatch({ type: 'install-started', entry })
        await transferLibrary(entry, 'install-progress')
      }
    } catch (thrown) {
      const failure = toFailure(thrown)
      return declinedCodes.includes(failure.code)
        ? dispatch({ type: 'library-needed', catalogue })
        : fail(failure)
    }
    await open(text)
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
    await open(resumeText())
    return true
  }

  async function checkForUpdate(): Promise<void> {
    try {
      const { libraries, default: defaultId } = await loadCatalogue()
      dispatch({ type: 'network-seen', network: 'online' })
      const session = store.get()
      if (session.phase !== 'ready') return
      const { id, key, kind, version } = session.library
      const isNew = (candidate: CatalogueEntry) =>
        session.libraries.every((library) => library.id !== candidate.id)
      // Who came while the site had only sample notes is offered the real records that it has now.
      const entry = libraries.find(
        (candidate) =>
          (candidate.id === id && candidate.key !== key && candidate.version >= version) ||
          (kind === 'sample-notes' &&
            candidate.kind === 'pubmed' &&
            candidate.id === defaultId &&
            isNew(candidate)),
      )
      if (entry) dispatch({ type: 'update-offered', entry })
    } catch (thrown) {
      // Nobody asked for this look-up, and searching needs no network: only the status line tells.
      const { code } = toFailure(thrown)
      if (code === 'network') dispatch({ type: 'network-seen', network: 'offline' })
      else onFailure(code)
    }
  }

  async function findSmaller(): Promise<CatalogueEntry | undefined> {
    const offered = await loadCatalogue().catch(() => undefined)
    const own = offered?.libraries.find(({ id }) => id === mainId())
    if (!own) return undefined
    return offered?.libraries
      .filter(({ encoderBytes }) => encoderBytes < own.encoderBytes)
      .sort((a, b) => b.records - a.records)[0]
  }

  function fail(failure: Failure): void {
    onFailure(failure.code)
    dispatch({ type: 'failed', failure })
  }

  return {
    install,
    cancel: () => installing.abort(),
    update,
    repair,
    repairBeside,
    offerLibraries,
    checkForUpdate,
    findSmaller,
  }
}
