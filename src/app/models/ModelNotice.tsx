import { Button } from 'react-aria-components/Button'
import { damageWords } from '../libraries/DamageNotice.tsx'
import { Part } from '../libraries/InstallProgress.tsx'
import styles from '../libraries/LibraryItem.module.css'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import type { Failure } from '../failure.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Models, ModelTask } from './models.ts'
import { failureWords, outcomeWords } from './words.ts'

interface Props {
  modelKey: string
  models: Models
  onCancel(): void
}

/** What is done with a model just now, or how the last thing that was done has ended. */
export function ModelNotice({ modelKey, models: { task, outcomes, tests }, onCancel }: Props) {
  if (task.kind !== 'none' && task.key === modelKey) {
    return (
      <div className={styles.task}>
        <Progress task={task} />
        {task.kind !== 'remove' && (
          <Button className="button" onPress={onCancel}>
            {messages.libraryTasks.cancel}
          </Button>
        )}
      </div>
    )
  }
  const outcome = outcomes[modelKey]
  const test = tests[modelKey]
  const good = outcomeWords(outcome)
  return (
    <>
      {good && <p className={styles.good}>{good}</p>}
      {outcome?.kind === 'failed' && <Failed task={outcome.task} failure={outcome.failure} />}
      {test?.kind === 'failed' && <Failed task="test" failure={test.failure} />}
      {outcome?.kind === 'damaged' && (
        <p className={`note ${styles.note}`} role="alert">
          <strong>{damageWords(outcome.check)}</strong> {partMessages.models.mend}
        </p>
      )}
    </>
  )
}

function Progress({ task }: { task: ModelTask }) {
  switch (task.kind) {
    case 'import':
      return <Part label={partMessages.models.importing(task.name)} part={task.progress} expectedBytes={0} />
    case 'check':
      return <Part label={messages.libraryTasks.readAndChecked} part={task.progress} expectedBytes={0} />
    case 'test':
      return <p>{task.step === 'self-test' ? partMessages.models.testing : partMessages.models.loading}</p>
    default:
      return <p>{partMessages.models.running.remove}</p>
  }
}

function Failed({ task, failure }: { task: ModelTask['kind']; failure: Failure }) {
  const text = failureWords(task, failure)
  return (
    <div className={`note ${styles.note}`}>
      <div role="alert">{text}</div>
      {!text.includes(failure.message) && <TechnicalDetails failure={failure} />}
    </div>
  )
}
