import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
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
    <RemovalDialog name={messages.libraries.quoted(title)} onRemove={onRemove} onClose={onClose}>
      {partMessages.installedLibrary.whatGoes} {returnWords(id, offers)}
    </RemovalDialog>
  )
}

function returnWords(id: string, offers: Shelf['offers']): string {
  if (offers.stage !== 'listed') return partMessages.installedLibrary.maybeSaveFirst
  return offers.items.some(({ entry }) => entry.id === id)
    ? partMessages.installedLibrary.installAgain
    : partMessages.installedLibrary.saveFirst
}
