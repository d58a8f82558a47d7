// The second stage: searching by meaning too, with the encoder and the library stored for the page around. Loaded when it is first
// asked whether it can be had.

import { graphicsCodes } from '../../app/failure.ts'
import { holdInMemory, withMemory } from '../../app/memory.ts'
import { loadRuntime, measureRuntime } from '../../app/runtime.ts'
import { startEngine, startTransfer, type Link } from '../../app/workers.ts'
import { AppError, toAppError } from '../../core/errors.ts'
import {
  canAskForInstalled,
  openInstalledStore,
  type StorageAccess,
} from '../../platform/web/installedStore.ts'
import type {
  BackendChoice,
  BackendName,
  EngineContract,
  SearchInput,
  SearchOutput,
} from '../../protocol/engine.ts'
import type { TransferContract } from '../../protocol/transfer.ts'
import { serveStore } from '../../workers/storePort.ts'

export interface MeaningSource {
  /** Whether what is installed in the app can be asked for. */
  mayAskForInstalled: boolean
  /** Opens the library as it is installed in the app. Only where the user has just asked for it. @throws AppError */
  openInstalled(id: string, backend: BackendChoice, signal: AbortSignal): Promise<Meaning>
  /** Bytes that opening would fetch; 0 where all is stored. @throws AppError */
  measure(id: string, backend: BackendChoice, signal: AbortSignal): Promise<number>
  /**
   * Installs what is missing of the library and its encoder, and opens both.
   * @throws AppError `cancelled`, and what installing and opening throw
   */
  open(id: string, backend: BackendChoice, options: OpenOptions): Promise<Meaning>
}

interface OpenOptions {
  signal: AbortSignal
  onProgress(done: number, total: number): void
}

export interface Meaning {
  backend: BackendName
  search(input: SearchInput, signal: AbortSignal): Promise<SearchOutput>
  close(): void
}

export const meaningSource: MeaningSource = {
  mayAskForInstalled: canAskForInstalled(window),

  async openInstalled(id, backend, signal) {
    const store = await openInstalledStore(document as unknown as StorageAccess)
    const withInstalled = (engine: Link<EngineContract>) => {
      const { port1, port2 } = new MessageChannel()
      serveStore(port1, store)
      engine.call('useMemory', { port: port2 }, { transfer: [port2] }).catch(() => {}) // what is asked next tells
      return engine
    }
    const meaning = await openEngine(id, backend, signal, () => withInstalled(startEngine()))
    return {
      ...meaning,
      close() {
        meaning.close()
        store.close()
      },
    }
  },

  async measure(id, backend, signal) {
    const bytes = await whileStored(startTransfer, async (transfer) => {
      const missing = await transfer.call('measureInstall', { id }, { signal })
      return missing.bytes
    })
    const isGraphics = backend === 'webgpu' || (backend === 'auto' && 'gpu' in navigator)
    return bytes === 0 ? 0 : bytes + (await measureRuntime(isGraphics ? 'webgpu' : 'wasm'))
  },

  async open(id, backend, { signal, onProgress }) {
    await whileStored(startTransfer, (transfer) => install(transfer, id, { signal, onProgress }))
    return openEngine(id, backend, signal, () => withMemory(startEngine()))
  },
}

/** In memory where the browser stores nothing for a frame. */
async function whileStored<T>(
  start: () => Link<TransferContract>,
  run: (transfer: Link<TransferContract>) => Promise<T>,
): Promise<T> {
  const transfer = withMemory(start())
  try {
    return await run(transfer)
  } catch (thrown) {
    if (toAppError(thrown).code !== 'storage-refused') throw thrown
    holdInMemory()
    return await whileStored(start, run)
  } finally {
    transfer.stop()
  }
}

async function install(
  transfer: Link<TransferContract>,
  id: string,
  { signal, onProgress }: OpenOptions,
): Promise<void> {
  const { bytes: missing } = await transfer.call('measureInstall', { id }, { signal })
  if (missing === 0) return
  const { libraries } = await transfer.call('catalogue', {}, { signal })
  const { libraryBytes = 0, encoderBytes = 0 } = libraries.find((each) => each.id === id) ?? {}
  const done = new Map<string, number>()
  await transfer.call(
    'install',
    { id },
    {
      signal,
      onProgress({ what, doneBytes }) {
        done.set(what, doneBytes)
        onProgress(
          [...done.values()].reduce((sum, bytes) => sum + bytes, 0),
          libraryBytes + encoderBytes,
        )
      },
    },
  )
}

async function openEngine(
  id: string,
  backend: BackendChoice,
  signal: AbortSignal,
  start: () => Link<EngineContract>,
): Promise<Meaning> {
  const engine = start()
  let planned: BackendName | undefined
  try {
    const { libraries } = await engine.call('openLibraries', { ids: [id] }, { signal })
    // Another one is opened where this one is not stored.
    if (libraries[0].id !== id) throw new AppError('library-missing', `The library ${id} is not installed.`)
    planned = (await engine.call('planEncoder', { backend }, { signal })).runtime
    const runtime = await loadRuntime(planned, () => {})
    const status = await engine.call('openEncoder', { runtime }, { signal, transfer: [runtime.wasm] })
    return {
      backend: status.backend.name,
      search: (input, stop) => engine.call('search', input, { signal: stop }),
      close: () => engine.stop(),
    }
  } catch (thrown) {
    engine.stop()
    // What graphics have broken in a worker stays broken in it.
    if (backend === 'auto' && planned === 'webgpu' && graphicsCodes.includes(toAppError(thrown).code))
      return openEngine(id, 'wasm-instead', signal, start)
    throw thrown
  }
}
