import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { messages } from '../messages/messages.ts'
import { ModalDialog } from './ModalDialog.tsx'
import styles from './RemovalDialog.module.css'

interface Props {
  /** What is going to be removed. */
  name: string
  /** What goes with it, and how it could come back. */
  children: ReactNode
  onRemove(): void
  onClose(): void
}

/** Asks before something is removed from the device. */
export function RemovalDialog({ name, children, onRemove, onClose }: Props) {
  return (
    <ModalDialog title={messages.controls.removeTitle(name)} onClose={onClose}>
      <p>{children}</p>
      <div className={styles.actions}>
        <Button
          className="button button-danger"
          onPress={() => {
            onClose()
            onRemove()
          }}
        >
          {messages.controls.remove}
        </Button>
        <Button className="button" onPress={onClose}>
          {messages.controls.keep}
        </Button>
      </div>
    </ModalDialog>
  )
}
