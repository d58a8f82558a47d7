import { useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { partMessages } from '../messages/partMessages.ts'
import styles from './CollectionsView.module.css'

interface Props {
  label: string
  note: string
  /** As it was asked for a moment ago. */
  hasFocus?: boolean
  onKeep(note: string): void
}

export function NoteField({ label, note, hasFocus = false, onKeep }: Props) {
  const id = useId()
  const [text, setText] = useState(note)
  const isChanged = text.trim() !== note

  function keep(event: { preventDefault(): void }) {
    event.preventDefault()
    if (isChanged) onKeep(text.trim())
  }

  return (
    <form className={styles.note} onSubmit={keep}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={text === '' ? 1 : 3}
        autoFocus={hasFocus}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {isChanged && (
        <Button className="button" type="submit">
          {partMessages.keeping.keepNote}
        </Button>
      )}
    </form>
  )
}
