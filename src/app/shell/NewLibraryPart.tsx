import { messages } from '../messages/messages.ts'
import type { Maker } from '../newLibrary/maker.ts'
import type { MakingStage } from '../newLibrary/making.ts'
import { ModalDialog } from './ModalDialog.tsx'
import { createPart } from './part.ts'
import { PartFailure } from './PartFailure.tsx'
import { PartView } from './PartView.tsx'

interface Props {
  stage: MakingStage
  maker: Maker
}

export const newLibrary = createPart(async () => (await import('../newLibrary/NewLibrary.tsx')).NewLibrary)

export function NewLibraryPart(props: Props) {
  const { hide } = props.maker
  return (
    <PartView
      part={newLibrary}
      props={props}
      loading={
        <ModalDialog title={messages.pages.newLibrary} onClose={hide}>
          <p role="status">{messages.controls.loading}</p>
        </ModalDialog>
      }
      failed={(failure, onRetry) => (
        <ModalDialog title={messages.pages.newLibrary} onClose={hide}>
          <PartFailure failure={failure} onRetry={onRetry} />
        </ModalDialog>
      )}
    />
  )
}
