import type { Manifest } from '../core/pack/manifest.ts'
import type { Reason } from './engine.ts'

/** A library on this device, as its manifest describes it: no file of it is read for that. */
export type InstalledLibrary = ReadableLibrary | UnreadableLibrary

export interface ReadableLibrary extends Pick<
  Manifest,
  'id' | 'title' | 'kind' | 'version' | 'date' | 'sourceDate' | 'source' | 'licence' | 'meshYear' | 'records'
> {
  key: string
  sizeBytes: number
  encoder: { id: string; name: string; isInstalled: boolean }
  /** `unchecked`: there is one, and this browser cannot check it, or it is wrong. */
  signature: 'none' | 'unchecked' | { publicKey: string }
}

/** Its description is damaged, or of a version that this one does not read. */
export interface UnreadableLibrary {
  key: string
  id: string
  reason: Reason
}

/** What a check found: nothing, damaged chunks, or right chunks that do not fit together. */
export interface StoredCheck {
  damaged: { file: string; chunks: number; bytes: number }[]
  reason?: Reason
}
