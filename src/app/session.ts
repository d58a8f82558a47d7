import type { Catalogue, CatalogueEntry } from '../core/catalogue.ts'
import { noFilters, type Filters } from '../core/filters.ts'
import type { OpenedLibraries } from '../protocol/engine.ts'
import type { TransferProgress } from '../protocol/transfer.ts'
import type { Failure } from './failure.ts'
import { noFile, reduceFile, type FileAction, type FileStage } from './fileStage.ts'
import { withProgress, type InstallProgress } from './installProgress.ts'
import { createReady, reduceReady, type Ready, type ReadyAction } from './readySession.ts'

/** What the page shows: one phase at a time. Pure; everything that happens outside is in controller.ts. */
export type Session =
  | { phase: 'loading'; resumeText: string; filters: Filters }
  | { phase: 'needs-library'; catalogue: Catalogue; failure?: Failure; file: FileStage }
  | { phase: 'installing'; entry: CatalogueEntry; progress: InstallProgress }
  | { phase: 'failed'; failure: Failure; file: FileStage }
  | Ready

export type Action =
  | { type: 'opening'; resumeText: string }
  | { type: 'library-needed'; catalogue: Catalogue; failure?: Failure }
  | { type: 'install-started'; entry: CatalogueEntry }
  | { type: 'install-progress'; progress: TransferProgress }
  | ({ type: 'opened' } & OpenedLibraries)
  | { type: 'failed'; failure: Failure }
  | FileAction
  | ReadyAction

export const initialSession: Session = createLoading('')

function createLoading(resumeText: string, filters = noFilters): Session {
  return { phase: 'loading', resumeText, filters }
}

export function reduce(session: Session, action: Action): Session {
  switch (action.type) {
    case 'opening':
      return createLoading(action.resumeText, 'filters' in session ? session.filters : noFilters)
    case 'library-needed':
      return {
        phase: 'needs-library',
        catalogue: action.catalogue,
        ...(action.failure && { failure: action.failure }),
        file: noFile,
      }
    case 'install-started':
      return { phase: 'installing', entry: action.entry, progress: {} }
    case 'install-progress':
      return session.phase === 'installing'
        ? { ...session, progress: withProgress(session.progress, action.progress) }
        : session
    case 'opened':
      return session.phase === 'loading' ? createReady(action, session.resumeText, session.filters) : session
    case 'failed':
      return { phase: 'failed', failure: action.failure, file: noFile }
    case 'file-started':
    case 'file-progress':
    case 'file-saved':
    case 'file-failed':
    case 'file-cancelled':
      return 'file' in session ? { ...session, file: reduceFile(session.file, action) } : session
    default:
      return session.phase === 'ready' ? reduceReady(session, action) : session
  }
}
