import type { ErrorCode } from '../../core/errors.ts'
import type { BackendReport } from '../../protocol/engine.ts'
import { errorText } from '../errorText.ts'
import type { Failure } from '../failure.ts'
import { formatCosine, formatMs } from '../format.ts'
import type { ModelOutcome, ModelTask, ModelTest } from './models.ts'

const failedWords: Record<ModelTask['kind'], string> = {
  none: '',
  import: 'The model was not installed; nothing has changed.',
  test: 'It could not be tested.',
  check: 'It could not be checked.',
  remove: 'It was not removed.',
}

/** Of a folder something else is to be said than of what a site sends. */
const importText: Partial<Record<ErrorCode, string>> = {
  'encoder-invalid': 'Its model.json is not one of a model that this version of the app can use.',
  'file-damaged': 'A file is not what model.json says of it. Copy the folder anew, or make the model again.',
  'not-found': 'A file is missing. Copy the whole folder, or make the model again.',
}

/** Where the message itself names what is wrong and what to do, it is the text. */
export function failureWords(task: ModelTask['kind'], { code, message }: Failure): string {
  const { title, explanation, action } = errorText[code]
  const usual = `${title}. ${explanation} ${action}`
  const own = code === 'usage' || code === 'input-invalid' ? message : undefined
  const ofImport = task === 'import' ? importText[code] : undefined
  return [failedWords[task], ofImport ?? own ?? usual].filter(Boolean).join(' ')
}

export function testWords({ probes, minCosine, floor, durationMs }: BackendReport['selfTest']): string {
  return (
    `passed: ${probes} known texts, smallest cosine ${formatCosine(minCosine)} (at least ${floor} needed), ` +
    formatMs(durationMs)
  )
}

const runningWords: Record<Exclude<ModelTask['kind'], 'none'>, string> = {
  import: 'Importing',
  test: 'Testing',
  check: 'Checking',
  remove: 'Removing',
}

/** What a screen reader is told. Failures are not here: they speak for themselves as alerts. */
export function announceModels(
  task: ModelTask,
  outcomes: readonly (ModelOutcome | undefined)[],
  tests: readonly (ModelTest | undefined)[],
): string {
  if (task.kind !== 'none') return `${runningWords[task.kind]} …`
  const good = outcomes.flatMap((outcome) => outcomeWords(outcome) || [])
  const passed = tests.flatMap((test) => (test?.kind === 'passed' ? 'Self-test passed.' : []))
  return [...good, ...passed].join(' ')
}

/** Empty where it is no good news. */
export function outcomeWords(outcome: ModelOutcome | undefined): string {
  if (outcome?.kind === 'imported') return 'Imported: every file is what its model.json says.'
  return outcome?.kind === 'whole' ? 'Checked: every file is what its model.json says.' : ''
}
