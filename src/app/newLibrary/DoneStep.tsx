import { Button } from 'react-aria-components/Button'
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
      <p>
        It is kept on this device beside the others. <strong>Save as a file</strong>, on the page of
        libraries, makes a copy for a stick or for somebody else.
      </p>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={isOpened ? onClose : open}>
          Search in it
        </Button>
      </div>
    </>
  )
}
