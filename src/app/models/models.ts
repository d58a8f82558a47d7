import type { BackendReport, OpenStep } from '../../protocol/engine.ts'
import type { EncoderShelf } from '../../protocol/encoders.ts'
import type { StoredCheck } from '../../protocol/installed.ts'
import type { FileProgress } from '../../protocol/transfer.ts'
import type { Failure } from '../failure.ts'

/** What the page of models shows. Pure; what happens is in modelActions.ts. */
export interface Models {
  listing: ModelListing
  task: ModelTask
  /** How the last task for a model ended, by its key; that of an import that failed is under `importing`. */
  outcomes: Readonly<Record<string, ModelOutcome>>
  /** Tests since the page was opened, by key. */
  tests: Readonly<Record<string, ModelTest>>
}

export type ModelListing =
  { stage: 'loading' } | ({ stage: 'listed' } & EncoderShelf) | { stage: 'failed'; failure: Failure }

/** Stands for the model that a folder is going to bring. */
export const importing = 'importing'

/** One at a time. */
export type ModelTask =
  | { kind: 'none' }
  | { kind: 'import'; key: typeof importing; name: string; progress?: FileProgress }
  | { kind: 'test'; key: string; step?: OpenStep }
  | { kind: 'check'; key: string; progress?: FileProgress }
  | { kind: 'remove'; key: string }

export type ModelOutcome =
  | { kind: 'imported' | 'whole' }
  | { kind: 'damaged'; check: StoredCheck }
  | { kind: 'failed'; task: ModelTask['kind']; failure: Failure }

/** How long loading took is known where it was loaded for the test. */
export type ModelTest =
  | { kind: 'passed'; selfTest: BackendReport['selfTest']; report?: BackendReport }
  | { kind: 'failed'; failure: Failure }

export type ModelAction =
  | { type: 'listed'; shelf: EncoderShelf }
  | { type: 'listing-failed'; failure: Failure }
  | { type: 'task-started'; task: Exclude<ModelTask, { kind: 'none' }> }
  | { type: 'task-reading'; progress: FileProgress }
  | { type: 'task-testing'; step: OpenStep }
  | { type: 'tested'; key: string; test: ModelTest }
  /** Without an outcome where it was cancelled, or where there is nothing to say. */
  | { type: 'task-ended'; key: string; outcome?: ModelOutcome }

export const initialModels: Models = {
  listing: { stage: 'loading' },
  task: { kind: 'none' },
  outcomes: {},
  tests: {},
}

export function reduceModels(models: Models, action: ModelAction): Models {
  const { task } = models
  switch (action.type) {
    case 'listed':
      return { ...models, listing: { stage: 'listed', ...action.shelf } }
    case 'listing-failed':
      return { ...models, listing: { stage: 'failed', failure: action.failure } }
    case 'task-started':
      return { ...models, task: action.task, outcomes: withOutcome({}, models.outcomes, action.task.key) }
    case 'task-reading':
      return task.kind === 'import' || task.kind === 'check'
        ? { ...models, task: { ...task, progress: action.progress } }
        : models
    case 'task-testing':
      return task.kind === 'test' ? { ...models, task: { ...task, step: action.step } } : models
    case 'tested':
      return { ...models, tests: { ...models.tests, [action.key]: action.test } }
    case 'task-ended':
      return {
        ...models,
        task: { kind: 'none' },
        outcomes: withOutcome(action, models.outcomes, action.key),
      }
  }
}

/** Good news is old when the next thing is done; bad news stays until the same model is dealt with again. */
function withOutcome(
  { outcome }: { outcome?: ModelOutcome },
  outcomes: Models['outcomes'],
  key: string,
): Models['outcomes'] {
  const kept = Object.entries(outcomes).filter(
    ([other, { kind }]) => other !== key && (kind === 'damaged' || kind === 'failed'),
  )
  return { ...Object.fromEntries(kept), ...(outcome && { [key]: outcome }) }
}
