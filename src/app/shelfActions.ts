import type { CatalogueEntry } from '../core/catalogue.ts'
import type { ErrorCode } from '../core/errors.ts'
import type { TransferContract } from '../protocol/transfer.ts'
import type { StorageReport } from './deviceStorage.ts'
import { toFailure } from './failure.ts'
import { listedOf, type Outcome, type Shelf, type ShelfAction, type ShelfTask } from './shelf.ts'
import type { Store } from './store.ts'
import type { Link } from './workers.ts'

/** What one may do with libraries on their page. */
export interface ShelfActions {
  /** Looks at what is here and at what the site offers. */
  refresh(): void
  install(entry: CatalogueEntry): void
  check(library: { id: string; key: string }): void
  /** Fetches what is damaged, and checks again. */
  repair(entry: CatalogueEntry): void
  remove(library: { id: string; key: string }): void
  /** One library at least is searched. */
  setSearched(id: string, isSearched: boolean): void
  /** Its encoder reads the questions then, and the map is of it. */
  makeMain(id: string): void
  /** Asks the browser not to clear the libraries away. */
  keepStorage(): void
  cancelTask(): void
}

export interface ShelfEffects {
  transfer(): Link<TransferContract>
  readStorage(): Promise<StorageReport>
  keepStorage(): Promise<void>
  onInstalled(entry: CatalogueEntry): void
  /** What is searched has changed: it has to be opened anew. */
  onSearched(ids: readonly string[]): void
  onFailure(code: ErrorCode): void
}

type Report = (action: ShelfAction) => void

export function createShelfActions(
  { get, dispatch }: Store<Shelf, ShelfAction>,
  effects: ShelfEffects,
): ShelfActions {
  let running = new AbortController()

  async function refreshInstalled(): Promise<void> {
    try {
      const libraries = await effects.transfer().call('installed', {})
      dispatch({ type: 'installed-listed', libraries })
    } catch (thrown) {
      const failure = toFailure(thrown)
      effects.onFailure(failure.code)
      dispatch({ type: 'installed-failed', failure })
    }
    dispatch({ type: 'storage-seen', storage: await effects.readStorage() })
  }

  async function refreshOffers(): Promise<void> {
    try {
      const { libraries } = await effects.transfer().call('catalogue', {})
      dispatch({ type: 'offers-listed', entries: libraries })
    } catch (thrown) {
      const failure = toFailure(thrown)
      effects.onFailure(failure.code)
      dispatch({ type: 'offers-failed', failure })
    }
  }

  /** A nicety: where it cannot be told, the whole size stands there. */
  async function measureOffers(): Promise<void> {
    const installed = new Set(listedOf(get().installed).map(({ key }) => key))
    for (const { entry } of listedOf(get().offers).filter(({ entry: { key } }) => !installed.has(key))) {
      const measured = await effects
        .transfer()
        .call('measureInstall', { id: entry.id })
        .catch(() => undefined)
      if (measured) dispatch({ type: 'offer-measured', key: entry.key, bytes: measured.bytes })
    }
  }

  async function refresh(): Promise<void> {
    await Promise.all([refreshInstalled(), refreshOffers()])
    await measureOffers()
  }

  async function run(
    task: Exclude<ShelfTask, { kind: 'none' }>,
    work: (signal: AbortSignal, report: Report) => Promise<Outcome | undefined>,
  ): Promise<void> {
    if (get().task.kind !== 'none') return
    running = new AbortController()
    const { signal } = running
    // Reports that were under way when it was cancelled come to nothing.
    const report: Report = (action) => {
      if (!signal.aborted) dispatch(action)
    }
    dispatch({ type: 'task-started', task })
    let outcome: Outcome | undefined
    try {
      outcome = await work(signal, report)
    } catch (thrown) {
      const failure = toFailure(thrown)
      effects.onFailure(failure.code)
      if (!signal.aborted) outcome = { kind: 'failed', task: task.kind, failure }
    }
    dispatch({ type: 'task-ended', ...(outcome && { outcome }) })
    await refresh()
  }

  async function installFrom({ id }: CatalogueEntry, signal: AbortSignal, report: Report): Promise<string> {
    const onProgress = (progress: TransferContract['install']['progress']) =>
      report({ type: 'task-installing', progress })
    const { key } = await effects.transfer().call('install', { id }, { signal, onProgress })
    return key
  }

  async function check(key: string, signal: AbortSignal, report: Report, good: Outcome): Promise<Outcome> {
    const onProgress = (progress: TransferContract['check']['progress']) =>
      report({ type: 'task-checking', progress })
    const found = await effects.transfer().call('check', { key }, { signal, onProgress })
    return found.damaged.length > 0 || found.reason ? { kind: 'damaged', check: found } : good
  }

  function setSearched(ids: readonly string[]): void {
    dispatch({ type: 'searched-set', ids })
    effects.onSearched(ids)
  }

  return {
    refresh: () => void refresh(),
    install(entry) {
      void run({ kind: 'install', id: entry.id, entry, progress: {} }, async (signal, report) => {
        await installFrom(entry, signal, report)
        effects.onInstalled(entry)
        return { kind: 'installed' }
      })
    },
    check({ id, key }) {
      void run({ kind: 'check', id }, (signal, report) => check(key, signal, report, { kind: 'whole' }))
    },
    repair(entry) {
      void run({ kind: 'repair', id: entry.id, entry, progress: {} }, async (signal, report) => {
        const key = await installFrom(entry, signal, report)
        const { searched } = get()
        if (searched.includes(entry.id)) effects.onSearched(searched)
        return check(key, signal, report, { kind: 'repaired' })
      })
    },
    remove({ id, key }) {
      void run({ kind: 'remove', id }, async (signal) => {
        await effects.transfer().call('remove', { key }, { signal })
        const { searched } = get()
        if (searched.includes(id)) setSearched(searched.filter((other) => other !== id))
        return undefined
      })
    },
    setSearched(id, isSearched) {
      const others = get().searched.filter((other) => other !== id)
      const ids = isSearched ? [...others, id] : others
      if (ids.length > 0) setSearched(ids)
    },
    makeMain(id) {
      setSearched([id, ...get().searched.filter((other) => other !== id)])
    },
    keepStorage() {
      void effects
        .keepStorage()
        .then(effects.readStorage)
        .then((storage) => dispatch({ type: 'storage-seen', storage }))
    },
    cancelTask: () => running.abort(),
  }
}
