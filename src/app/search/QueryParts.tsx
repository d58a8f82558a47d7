import { useState, type ComponentProps } from 'react'
import { Button } from 'react-aria-components/Button'
import { messages } from '../messages/messages.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import { createPart } from '../shell/part.ts'
import { PartFailure } from '../shell/PartFailure.tsx'
import { PartView } from '../shell/PartView.tsx'
import type { QueryFault } from './QueryFault.tsx'
import type { QueryReading } from './QueryReading.tsx'

// What is told of a query comes after its answer, and is not in the first download.

export const queryReading = createPart(async () => (await import('./QueryReading.tsx')).QueryReading)
export const queryFault = createPart(async () => (await import('./QueryFault.tsx')).QueryFault)
export const queryHelp = createPart(async () => (await import('./QueryHelp.tsx')).QueryHelp)

export function QueryReadingPart(props: ComponentProps<typeof QueryReading>) {
  return <PartView part={queryReading} props={props} loading={null} failed={showFailure} />
}

export function QueryFaultPart(props: ComponentProps<typeof QueryFault>) {
  return <PartView part={queryFault} props={props} loading={null} failed={showFailure} />
}

const showFailure: ComponentProps<typeof PartView>['failed'] = (failure, onRetry) => (
  <PartFailure failure={failure} onRetry={onRetry} />
)

/** Opens the list of signs and tags. */
export function QueryHelpButton({ className }: { className: string }) {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button className={className} onPress={() => setOpen(true)}>
        {messages.searchBox.queryHelp}
      </Button>
      {isOpen && (
        <PartView
          part={queryHelp}
          props={{ onClose: close }}
          loading={null}
          failed={(failure, onRetry) => (
            <ModalDialog title={messages.searchBox.queryHelp} onClose={close}>
              <PartFailure failure={failure} onRetry={onRetry} />
            </ModalDialog>
          )}
        />
      )}
    </>
  )
}
