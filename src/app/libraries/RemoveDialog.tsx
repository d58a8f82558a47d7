import type { Shelf } from '../shelf.ts'
import { RemovalDialog } from '../shell/RemovalDialog.tsx'

interface Props {
  id: string
  title: string
  offers: Shelf['offers']
  onRemove(): void
  onClose(): void
}

export function RemoveDialog({ id, title, offers, onRemove, onClose }: Props) {
  return (
    <RemovalDialog name={`“${title}”`} onRemove={onRemove} onClose={onClose}>
      Its records, its index, and its model where no other library needs that are deleted from this device.{' '}
      {returnWords(id, offers)}
    </RemovalDialog>
  )
}

function returnWords(id: string, offers: Shelf['offers']): string {
  if (offers.stage !== 'listed')
    return 'Whether this site has it is not known now: save it as a file first if you may want it back.'
  return offers.items.some(({ entry }) => entry.id === id)
    ? 'You can install it from this site again.'
    : 'This site does not have it: save it as a file first if you may want it back.'
}
