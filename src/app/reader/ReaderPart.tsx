import type { ComponentProps } from 'react'
import { messages } from '../messages/messages.ts'
import { createPart } from '../shell/part.ts'
import { PartFailure } from '../shell/PartFailure.tsx'
import { PartView } from '../shell/PartView.tsx'
import type { Reader } from './Reader.tsx'

export const reader = createPart(async () => (await import('./Reader.tsx')).Reader)

/** Nobody reads before the first search: the reader comes after it. */
export function ReaderPart(props: ComponentProps<typeof Reader>) {
  return (
    <PartView
      part={reader}
      props={props}
      loading={<p role="status">{messages.reader.opening}</p>}
      failed={(failure, onRetry) => <PartFailure failure={failure} onRetry={onRetry} />}
    />
  )
}
