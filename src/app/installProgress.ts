import type { TransferProgress } from '../protocol/transfer.ts'

/** The latest report on each of the two parts of an installation; absent until it has begun. */
export type InstallProgress = { [What in TransferProgress['what']]?: TransferProgress }

export function withProgress(seen: InstallProgress, progress: TransferProgress): InstallProgress {
  return { ...seen, [progress.what]: progress }
}
