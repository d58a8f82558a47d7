import type { Catalogue, CatalogueEntry } from '../core/catalogue.ts'
import type { Doubt } from '../core/edition.ts'
import type { AddressContract } from './address.ts'
import type { DraftTransferContract } from './draft.ts'
import type { EncoderTransferContract } from './encoders.ts'
import type { InstalledLibrary, StoredCheck } from './installed.ts'
import type { MemoryUserContract } from './memory.ts'
import type { Turn } from './turn.ts'

/**
 * What the page may ask of the transfer worker, the only one with a network. It never sees a query of a library; a PubMed search
 * for a new one it sends to NLM.
 */
export interface TransferContract
  extends DraftTransferContract, EncoderTransferContract, AddressContract, MemoryUserContract {
  /** The libraries that this site offers; an empty list when it offers none. */
  catalogue: { input: Record<never, never>; output: Catalogue; progress: never }
  /** Installs a library of the catalogue and the encoder it was made with. */
  install: { input: { id: string } & Agreed; output: { key: string }; progress: TransferProgress }
  /** Installs the encoder of a library of the catalogue alone, where none is installed. @throws `encoder-missing` */
  installEncoder: { input: Turn; output: Record<never, never>; progress: TransferProgress }
  /** Installs the library of a file, and the encoder where the file brings it; needs no network. */
  importFile: { input: { file: File } & Agreed; output: ImportedLibrary; progress: FileProgress }
  /** Writes an installed library, and its encoder where that is installed, as one file; needs no network. */
  exportFile: { input: { key: string } & Turn; output: { file: File }; progress: FileProgress }
  /** The libraries on this device; needs no network. */
  installed: { input: Record<never, never>; output: InstalledLibrary[]; progress: never }
  /** How many bytes `install` would fetch now. */
  measureInstall: { input: { id: string }; output: { bytes: number }; progress: never }
  /** Reads and checks all of an installed library and its encoder; needs no network. */
  check: { input: { key: string } & Turn; output: StoredCheck; progress: FileProgress }
  /** The same for one chunk, by its place among all of them: see engine/check.ts. Nothing where something is being installed. */
  checkChunk: {
    input: { key: string; number: number }
    output: { isWhole: boolean; chunks: number } | undefined
    progress: never
  }
  /** Removes a library, and the encoders that no other one needs; needs no network. */
  remove: { input: { key: string } & Turn; output: Record<never, never>; progress: never }
}

/** Where a library was refused with a doubt, and the user wants it all the same. */
export interface Agreed extends Turn {
  consent?: Doubt
}

export interface TransferProgress {
  what: 'encoder' | 'library'
  name: string
  doneBytes: number
  totalBytes: number
}

export type ImportedLibrary = Pick<CatalogueEntry, 'id' | 'kind'>

/** Of one file, whatever it holds. */
export interface FileProgress {
  doneBytes: number
  totalBytes: number
}
