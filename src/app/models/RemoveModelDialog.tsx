import type { InstalledEncoder } from '../../protocol/encoders.ts'
import { partMessages } from '../messages/partMessages.ts'
import { RemovalDialog } from '../shell/RemovalDialog.tsx'

interface Props {
  model: InstalledEncoder
  onRemove(): void
  onClose(): void
}

export function RemoveModelDialog({ model, onRemove, onClose }: Props) {
  return (
    <RemovalDialog name={model.name} onRemove={onRemove} onClose={onClose}>
      {consequence(model)}
    </RemovalDialog>
  )
}

function consequence(model: InstalledEncoder): string {
  if (!('id' in model) || model.neededBy.length === 0) return partMessages.models.goes
  return partMessages.models.needed(model.neededBy.map(({ title }) => title))
}
