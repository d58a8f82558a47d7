import type { FileProgress } from '../protocol/transfer.ts'
import type { Failure } from './failure.ts'

/** What becomes of a library file, beside whatever else the page does: one at a time. */
export type FileStage =
  | { stage: 'none' }
  | { stage: 'running'; task: FileTask; name: string; progress?: FileProgress }
  | { stage: 'saved'; name: string; bytes: number }
  | { stage: 'failed'; task: FileTask; name: string; failure: Failure }

export type FileTask = 'import' | 'export'

export type FileAction =
  | { type: 'file-started'; task: FileTask; name: string }
  | { type: 'file-progress'; progress: FileProgress }
  | { type: 'file-saved'; bytes: number }
  | { type: 'file-failed'; failure: Failure }
  | { type: 'file-cancelled' }

export const noFile: FileStage = { stage: 'none' }

export function reduceFile(file: FileStage, action: FileAction): FileStage {
  if (action.type === 'file-started') return { stage: 'running', task: action.task, name: action.name }
  if (file.stage !== 'running') return file
  const { task, name } = file
  switch (action.type) {
    case 'file-progress':
      return { ...file, progress: action.progress }
    case 'file-saved':
      return { stage: 'saved', name, bytes: action.bytes }
    case 'file-failed':
      return { stage: 'failed', task, name, failure: action.failure }
    case 'file-cancelled':
      return noFile
  }
}
