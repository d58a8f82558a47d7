import { messages } from '../messages/messages.ts'
import type { CommandPorts } from './commands.ts'
import { ModalDialog } from './ModalDialog.tsx'
import { createPart } from './part.ts'
import { PartFailure } from './PartFailure.tsx'
import { PartView } from './PartView.tsx'

interface Props {
  ports: CommandPorts
  onClose(): void
}

export const commandPalette = createPart(async () => (await import('./CommandPalette.tsx')).CommandPalette)

export function CommandsPart(props: Props) {
  return (
    <PartView
      part={commandPalette}
      props={props}
      loading={
        <ModalDialog title={messages.commands.title} onClose={props.onClose}>
          <p role="status">{messages.controls.loading}</p>
        </ModalDialog>
      }
      failed={(failure, onRetry) => (
        <ModalDialog title={messages.commands.title} onClose={props.onClose}>
          <PartFailure failure={failure} onRetry={onRetry} />
        </ModalDialog>
      )}
    />
  )
}
