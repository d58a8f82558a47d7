import { Button } from 'react-aria-components/Button'
import { failureWords } from '../failureWords.ts'
import { messages } from '../messages/messages.ts'
import type { Outcome, Shelf, ShelfTask } from '../shelf.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import { outcomeWords } from './announceShelf.ts'
import { InstallProgress, Part } from './InstallProgress.tsx'
import styles from './LibraryItem.module.css'

interface Props {
  id: string
  shelf: Shelf
  onCancel(): void
}

/** What is done with a library just now, or how the last thing that was done has ended. */
export function TaskNotice({ id, shelf: { task, outcomes }, onCancel }: Props) {
  const outcome = outcomes[id]
  if (task.kind !== 'none' && task.id === id) {
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
  if (outcome?.kind === 'failed') return <Failed {...outcome} />
  const words = outcomeWords(outcome)
  return words && <p className={styles.good}>{words}</p>
}

function Progress({ task }: { task: ShelfTask }) {
  switch (task.kind) {
    case 'install':
    case 'repair':
      return <InstallProgress entry={task.entry} progress={task.progress} />
    case 'check':
      return <Part label={messages.libraryTasks.readAndChecked} part={task.progress} expectedBytes={0} />
    default:
      return <p>{messages.libraryTasks.running.remove}</p>
  }
}

function Failed({ task, failure }: Extract<Outcome, { kind: 'failed' }>) {
  const { title, explanation, action } = failureWords(failure)
  return (
    <div className={`note ${styles.note}`}>
      <div role="alert">
        <strong>{messages.libraryTasks.failed[task]}</strong> {title}. {explanation} {action}
      </div>
      <TechnicalDetails failure={failure} />
    </div>
  )
}
