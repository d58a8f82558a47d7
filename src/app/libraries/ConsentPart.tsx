import type { ComponentProps } from 'react'
import { messages } from '../messages/messages.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import { createPart } from '../shell/part.ts'
import { PartFailure } from '../shell/PartFailure.tsx'
import { PartView } from '../shell/PartView.tsx'
import type { ConsentDialog } from './ConsentDialog.tsx'

export const consentDialog = createPart(async () => (await import('./ConsentDialog.tsx')).ConsentDialog)

/** Where it cannot be fetched, nothing is agreed to. */
export function ConsentPart(props: ComponentProps<typeof ConsentDialog>) {
  return (
    <PartView
      part={consentDialog}
      props={props}
      loading={null}
      failed={(failure, onRetry) => (
        <ModalDialog title={messages.pages.titles.libraries} onClose={() => props.onAnswer(false)}>
          <PartFailure failure={failure} onRetry={onRetry} />
        </ModalDialog>
      )}
    />
  )
}
