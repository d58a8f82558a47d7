import type { InstalledEncoder } from '../../protocol/encoders.ts'
import { formatList } from '../format.ts'
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
  if (!('id' in model) || model.neededBy.length === 0)
    return 'Its files are deleted from this device. No library here needs it.'
  const titles = formatList(model.neededBy.map(({ title }) => `“${title}”`))
  return (
    `${titles} can be searched by meaning only with it. It is removed only where this site has another copy, which ` +
    'is fetched when the library is opened the next time.'
  )
}
