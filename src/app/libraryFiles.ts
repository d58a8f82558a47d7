import { archiveExtension } from '../core/pack/archive.ts'
import type { ErrorCode } from '../core/errors.ts'
import type { AddressPlace, FoundLibrary } from '../protocol/address.ts'
import type { FileProgress, ImportedLibrary, TransferContract } from '../protocol/transfer.ts'
import { toFailure } from './failure.ts'
import type { FileTask } from './fileStage.ts'
import { messages } from './messages/messages.ts'
import type { Action, Session } from './session.ts'
import type { Store } from './store.ts'
import type { Link } from './workers.ts'

/** A library as one file: in from a stick, out to one. One file at a time. */
export interface LibraryFiles {
  /** Installs the library of a file and opens it. */
  importFile(file: File): void
  /** Installs a library from an address, as it was looked at there, and opens it. Unsigned, it was agreed to. */
  installFound(place: AddressPlace, library: FoundLibrary): void
  /** Saves an installed library as a file. */
  exportFile(library: { id: string; key: string }): void
  cancelFile(): void
}

export interface FileEffects {
  transfer(): Link<TransferContract>
  /** Told of the library that a file has brought. */
  onImported(library: ImportedLibrary): void
  onFailure(code: ErrorCode): void
  saveFile(file: File): void
}

interface Running {
  signal: AbortSignal
  onProgress(progress: FileProgress): void
}

export function createLibraryFiles(
  { get, dispatch }: Store<Session, Action>,
  { transfer, onImported, onFailure, saveFile }: FileEffects,
): LibraryFiles {
  let running = new AbortController()

  async function run(task: FileTask, name: string, work: (options: Running) => Promise<void>): Promise<void> {
    const session = get()
    if (!('file' in session) || session.file.stage === 'running') return
    running = new AbortController()
    const { signal } = running
    dispatch({ type: 'file-started', task, name })
    try {
      await work({ signal, onProgress: (progress) => dispatch({ type: 'file-progress', progress }) })
    } catch (thrown) {
      const failure = toFailure(thrown)
      onFailure(failure.code)
      dispatch(signal.aborted ? { type: 'file-cancelled' } : { type: 'file-failed', failure })
    }
  }

  return {
    importFile: (file) =>
      void run('import', file.name, async (options) => {
        onImported(await transfer().call('importFile', { file }, options))
      }),
    installFound: (place, { title, key }) =>
      void run('import', messages.libraries.quoted(title), async (options) => {
        onImported(await transfer().call('installFound', { ...place, key, isTrusted: true }, options))
      }),
    exportFile({ id, key }) {
      void run('export', `${id}${archiveExtension}`, async (options) => {
        const { file } = await transfer().call('exportFile', { key }, options)
        saveFile(file)
        dispatch({ type: 'file-saved', bytes: file.size })
      })
    },
    cancelFile: () => running.abort(),
  }
}
