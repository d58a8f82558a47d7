import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { messages } from '../messages/messages.ts'
import styles from './ModalDialog.module.css'

interface Props {
  title: string
  isFullScreen?: boolean
  onClose(): void
  children: ReactNode
}

/** The browser's own modal dialog: it keeps the focus inside, closes on Escape, and gives the focus back. */
export function ModalDialog({ title, isFullScreen = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  // A layout effect ends while the dialog is still on the page: only then does closing it give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${isFullScreen ? styles.full : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return // of a dialog within it, or of a field for files
        event.preventDefault() // closed by taking it off the page, as by the button
        onClose()
      }}
    >
      <div className={styles.top}>
        <h2 id={titleId}>{title}</h2>
        <Button className="button" onPress={onClose}>
          {messages.controls.close}
        </Button>
      </div>
      {children}
    </dialog>
  )
}
