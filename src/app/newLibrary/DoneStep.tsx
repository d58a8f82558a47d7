import { Button } from 'react-aria-components/Button'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import styles from './NewLibrary.module.css'

interface Props {
  title: string
  isOpened: boolean
  onOpen(): void
  onClose(): void
}

export function DoneStep({ title, isOpened, onOpen, onClose }: Props) {
  function open() {
    onOpen()
    onClose()
  }
  return (
    <>
      <p className={styles.title}>{title}</p>
      <p>{partMessages.making.keptBeside}</p>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={isOpened ? onClose : open}>
          {messages.makingNotice.searchIn}
        </Button>
      </div>
    </>
  )
}
