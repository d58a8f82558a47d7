import { Button } from 'react-aria-components/Button'
import type { InstalledEncoder } from '../../protocol/encoders.ts'
import { formatList } from '../format.ts'
import styles from '../libraries/LibraryItem.module.css'
import { ModalDialog } from '../shell/ModalDialog.tsx'

interface Props {
  model: InstalledEncoder
  onRemove(): void
  onClose(): void
}

export function RemoveModelDialog({ model, onRemove, onClose }: Props) {
  return (
    <ModalDialog title={`Remove ${model.name}?`} onClose={onClose}>
      <p>{consequence(model)}</p>
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

function consequence(model: InstalledEncoder): string {
  if (!('id' in model) || model.neededBy.length === 0)
    return 'Its files are deleted from this device. No library here needs it.'
  const titles = formatList(model.neededBy.map(({ title }) => `“${title}”`))
  return (
    `${titles} can be searched by meaning only with it. It is removed only where this site has another copy, which ` +
    'is fetched when the library is opened the next time.'
  )
}
