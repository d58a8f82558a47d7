import type { Catalogue } from '../core/catalogue.ts'

/** What the page may ask of the transfer worker, the only one with a network. It never sees a query. */
export interface TransferContract {
  /** The libraries that this site offers; an empty list when it offers none. */
  catalogue: { input: Record<never, never>; output: Catalogue; progress: never }
  /** Installs a library of the catalogue and the encoder it was made with. */
  install: { input: { id: string }; output: { key: string }; progress: TransferProgress }
  /** Installs the library of a file, and the encoder where the file brings it; needs no network. */
  importFile: { input: { file: File }; output: { id: string }; progress: FileProgress }
  /** Writes an installed library, and its encoder where that is installed, as one file; needs no network. */
  exportFile: { input: { key: string }; output: { file: File }; progress: FileProgress }
}

export interface TransferProgress {
  what: 'encoder' | 'library'
  name: string
  doneBytes: number
  totalBytes: number
}

/** Of one file, whatever it holds. */
export interface FileProgress {
  doneBytes: number
  totalBytes: number
}
