import type { BackendReport } from '../../protocol/engine.ts'
import type { StoredCheck } from '../../protocol/installed.ts'
import type { StoredSite } from '../../protocol/serviceWorker.ts'
import type { StorageReport } from '../deviceStorage.ts'
import { toFailure, type Failure } from '../failure.ts'
import type { PageWorkers } from '../pageWorkers.ts'
import type { Ready } from '../readySession.ts'
import { askServiceWorker } from './appFiles.ts'

export type OfflineStep = 'app' | 'libraries' | 'search'

export interface OfflineProgress {
  step: OfflineStep
  /** 0 to 1; absent while it is not known. */
  share?: number
}

/** What was tried, and what came of it. */
export interface OfflineReport {
  /** ISO 8601. */
  date: string
  isReady: boolean
  /** Absent where no service worker answers for this page. */
  app: StoredSite | undefined
  libraries: { title: string; check: StoredCheck }[]
  /** Absent where something above is missing, so that it would have proven nothing. */
  search: OfflineSearch | undefined
  isKept: boolean | undefined
}

export type OfflineSearch = Answered | { failure: Failure; refused: string[] }

interface Answered {
  backend: BackendReport
  /** Files of the app that were read from the device. */
  files: number
  durationMs: number
}

interface Options {
  signal: AbortSignal
  onProgress(progress: OfflineProgress): void
}

/**
 * Reads and compares all that is needed without a network, then cuts the network off and searches with a worker that is started anew:
 * opening libraries and encoder asks each library's known questions (R15).
 */
export async function checkOffline(
  ready: Ready,
  workers: PageWorkers,
  readStorage: () => Promise<StorageReport>,
  { signal, onProgress }: Options,
): Promise<OfflineReport> {
  onProgress({ step: 'app' })
  const app = await askServiceWorker()?.call('store', {}, { signal })

  const libraries: OfflineReport['libraries'] = []
  for (const { key, title } of ready.libraries) {
    const check = await workers.transfer().call(
      'check',
      { key },
      {
        signal,
        onProgress: ({ doneBytes, totalBytes }) =>
          onProgress({
            step: 'libraries',
            share: (libraries.length + doneBytes / totalBytes) / ready.libraries.length,
          }),
      },
    )
    libraries.push({ title, check })
  }

  const isWhole = app?.missing.length === 0 && libraries.every(({ check }) => isSound(check))
  let search: OfflineSearch | undefined
  if (isWhole) {
    onProgress({ step: 'search' })
    search = await searchWithoutNetwork(ready, workers, signal)
  }
  const { isKept } = await readStorage()
  return {
    date: new Date().toISOString(),
    isReady: search !== undefined && 'backend' in search,
    ...{ app, libraries, search, isKept },
  }
}

export const isSound = ({ damaged, reason }: StoredCheck) => damaged.length === 0 && !reason

async function searchWithoutNetwork(
  ready: Ready,
  workers: PageWorkers,
  signal: AbortSignal,
): Promise<OfflineSearch> {
  const start = performance.now()
  const network = askServiceWorker()
  await network?.call('cut', {}, { signal })
  const engine = workers.startEngine()
  try {
    const ids = ready.libraries.map(({ id }) => id)
    const { refused } = await engine.call('openLibraries', { ids }, { signal })
    const [first] = refused
    if (first) return { failure: first.reason, refused: (await restore()).refused }
    const plan = await engine.call('planEncoder', { backend: workers.backend() }, { signal })
    const runtime = await workers.loadRuntime(plan.runtime)
    const { backend } = await engine.call('openEncoder', { runtime }, { signal, transfer: [runtime.wasm] })
    const { answered } = await restore()
    return { backend, files: answered, durationMs: performance.now() - start }
  } catch (thrown) {
    const { refused } = await restore()
    signal.throwIfAborted()
    return { failure: toFailure(thrown), refused }
  } finally {
    engine.stop()
  }

  async function restore() {
    return (await network?.call('restore', {})) ?? { answered: 0, refused: [] }
  }
}
