import { Button } from 'react-aria-components/Button'
import type { Question } from '../consent.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import { DoubtDialog } from './DoubtDialog.tsx'
import styles from './DoubtDialog.module.css'

interface Props {
  question: Question
  onAnswer(isWanted: boolean): void
}

/** What stands in the way of an installation, and the choice to go on. Closing it, in whatever way, is no. */
export function ConsentDialog({ question, onAnswer }: Props) {
  if (question !== 'take-over') return <DoubtDialog doubt={question} onAnswer={onAnswer} />
  const { title, explanation } = messages.errors['install-blocked']
  return (
    <ModalDialog title={title} onClose={() => onAnswer(false)}>
      <p>{explanation}</p>
      <p>{partMessages.doubt.ifTakenOver}</p>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={() => onAnswer(true)}>
          {partMessages.doubt.takeOver}
        </Button>
        <Button className="button" onPress={() => onAnswer(false)}>
          {partMessages.doubt.leave}
        </Button>
      </div>
    </ModalDialog>
  )
}
