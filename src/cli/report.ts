import { totalBytes } from '../core/pack/files.ts'
import type { Manifest } from '../core/pack/manifest.ts'

/** What `--json` prints of a library that was made or checked. */
export interface LibraryReport {
  command: string
  folder: string
  id: string
  title: string
  version: number
  records: number
  /** Records read, kept and left out, by reason: of the sources of this edition. */
  account: Manifest['account']
  recallAt10: number
  ndcgAt10: number | null
  encoder: Manifest['encoder']
  files: number
  /** Of all files, the manifest left out. */
  bytes: number
  /** The public key, or null when the library is not signed. */
  signedBy: string | null
  timings: { totalMs: number }
}

/** An update that changed nothing wrote nothing. */
export interface UnchangedReport extends Pick<LibraryReport, 'command' | 'folder' | 'timings'> {
  isUnchanged: true
}

export function toReport(
  { command, folder, totalMs }: { command: string; folder: string; totalMs: number },
  manifest: Manifest | undefined,
  signedBy: string | null,
): LibraryReport | UnchangedReport {
  const timings = { totalMs: Math.round(totalMs) }
  if (!manifest) return { command, folder, isUnchanged: true, timings }
  const { id, title, version, records, account, recallAt10, ndcgAt10, encoder, files } = manifest
  return {
    ...{ command, folder, id, title, version, records, account, recallAt10, ndcgAt10, encoder },
    ...{ files: files.length, bytes: totalBytes(files), signedBy, timings },
  }
}
