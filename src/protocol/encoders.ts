import type { Reason } from './engine.ts'
import type { StoredCheck } from './installed.ts'
import type { FileProgress } from './transfer.ts'
import type { Turn } from './turn.ts'

/** What the page may ask of the transfer worker about encoders; only `removeEncoder` may need a network. */
export interface EncoderTransferContract {
  encoders: { input: Record<never, never>; output: EncoderShelf; progress: never }
  /**
   * Installs the encoder of a model folder. @throws `usage`, `not-found`, `file-damaged`, `encoder-invalid`, `memory-short`,
   * `quota-exceeded`
   */
  importEncoder: {
    input: { files: FolderFile[] } & Turn
    output: { key: string; id: string }
    progress: FileProgress
  }
  /** Reads and checks every byte of one. */
  checkEncoder: { input: { key: string } & Turn; output: StoredCheck; progress: FileProgress }
  /** @throws `usage` while an installed library needs it and there is no other copy */
  removeEncoder: { input: { key: string } & Turn; output: Record<never, never>; progress: never }
}

/** A file's own path is lost on its way to a worker. */
export interface FolderFile {
  /** From the folder that was chosen, its name first. */
  path: string
  file: File
}

export interface EncoderShelf {
  encoders: InstalledEncoder[]
  missing: MissingEncoder[]
}

/** An encoder on this device, as its card describes it. */
export type InstalledEncoder = ReadableEncoder | UnreadableEncoder

export interface ReadableEncoder {
  key: string
  id: string
  name: string
  dims: number
  maxTokens: number
  sizeBytes: number
  source: { name: string; license: string }
  /** Libraries that were made with it. */
  neededBy: NamedLibrary[]
}

export interface UnreadableEncoder {
  key: string
  name: string
  reason: Reason
}

/** One that libraries here were made with, and that is not here. */
export interface MissingEncoder {
  id: string
  name: string
  neededBy: NamedLibrary[]
}

export interface NamedLibrary {
  id: string
  title: string
}
