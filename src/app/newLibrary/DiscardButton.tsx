import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import styles from './NewLibrary.module.css'

interface Props {
  /** Names what is lost. */
  question: string
  onDiscard(): void
}

/** Asks once more: what took minutes or hours is not thrown away by one press. */
export function DiscardButton({ question, onDiscard }: Props) {
  const [answer, setAnswer] = useState<'none' | 'awaited' | 'keep'>('none')
  if (answer !== 'awaited')
    return (
      <Button className="button" autoFocus={answer === 'keep'} onPress={() => setAnswer('awaited')}>
        {partMessages.making.discard}
      </Button>
    )
  return (
    <div className={styles.asking} role="group" aria-label={partMessages.making.discarding}>
      <span>{question}</span>
      <Button className="button" autoFocus onPress={() => setAnswer('keep')}>
        {partMessages.making.keep}
      </Button>
      <Button className="button" onPress={onDiscard}>
        {messages.controls.remove}
      </Button>
    </div>
  )
}
