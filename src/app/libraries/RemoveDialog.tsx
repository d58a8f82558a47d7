import { Button } from 'react-aria-components/Button'
import type { Shelf } from '../shelf.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import styles from './LibraryItem.module.css'

interface Props {
  id: string
  title: string
  offers: Shelf['offers']
  onRemove(): void
  onClose(): void
}

export function RemoveDialog({ id, title, offers, onRemove, onClose }: Props) {
  return (
    <ModalDialog title={`Remove “${title}”?`} onClose={onClose}>
      <p>
        Its records, its index, and its model where no other library needs that are deleted from this device.{' '}
        {returnWords(id, offers)}
      </p>
      <div className={styles.actions}>
        <Button
          className="button button-danger"
          onPress={() => {
            onClose()
            onRemove()
          }}
        >
          Remove
        </Button>
        <Button className="button" onPress={onClose}>
          Keep it
        </Button>
      </div>
    </ModalDialog>
  )
}

function returnWords(id: string, offers: Shelf['offers']): string {
  if (offers.stage !== 'listed')
    return 'Whether this site has it is not known now: save it as a file first if you may want it back.'
  return offers.items.some(({ entry }) => entry.id === id)
    ? 'You can install it from this site again.'
    : 'This site does not have it: save it as a file first if you may want it back.'
}
