import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import styles from './NewLibrary.module.css'

interface Props {
  /** What is lost. */
  what: string
  onDiscard(): void
}

/** Asks once more: what took minutes or hours is not thrown away by one press. */
export function DiscardButton({ what, onDiscard }: Props) {
  const [answer, setAnswer] = useState<'none' | 'awaited' | 'keep'>('none')
  if (answer !== 'awaited')
    return (
      <Button className="button" autoFocus={answer === 'keep'} onPress={() => setAnswer('awaited')}>
        Cancel and remove
      </Button>
    )
  return (
    <div className={styles.asking} role="group" aria-label="Remove?">
      <span>Remove {what}?</span>
      <Button className="button" autoFocus onPress={() => setAnswer('keep')}>
        Keep
      </Button>
      <Button className="button" onPress={onDiscard}>
        Remove
      </Button>
    </div>
  )
}
