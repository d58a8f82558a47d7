import type { ErrorCode } from '../../core/errors.ts'
import type { Failure } from '../failure.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { ModelOutcome, ModelTask, ModelTest } from './models.ts'

/** Where the message itself names what is wrong and what to do, it is the text. */
export function failureWords(task: ModelTask['kind'], { code, message }: Failure): string {
  const { title, explanation, action } = messages.errors[code]
  const usual = `${title}. ${explanation} ${action}`
  const own = code === 'usage' || code === 'input-invalid' ? message : undefined
  const importFailed: Partial<Record<ErrorCode, string>> = partMessages.models.importFailed
  const ofImport = task === 'import' ? importFailed[code] : undefined
  return [partMessages.models.failed[task], ofImport ?? own ?? usual].filter(Boolean).join(' ')
}

/** What a screen reader is told. Failures are not here: they speak for themselves as alerts. */
export function announceModels(
  task: ModelTask,
  outcomes: readonly (ModelOutcome | undefined)[],
  tests: readonly (ModelTest | undefined)[],
): string {
  if (task.kind !== 'none') return partMessages.models.running[task.kind]
  const good = outcomes.flatMap((outcome) => outcomeWords(outcome) || [])
  const passed = tests.flatMap((test) => (test?.kind === 'passed' ? partMessages.models.selfTestPassed : []))
  return [...good, ...passed].join(' ')
}

/** Empty where it is no good news. */
export function outcomeWords(outcome: ModelOutcome | undefined): string {
  if (outcome?.kind === 'imported') return partMessages.models.imported
  return outcome?.kind === 'whole' ? partMessages.models.whole : ''
}
