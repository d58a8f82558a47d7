import type { ComponentProps } from 'react'
import type { KeepButton } from '../collections/KeepButton.tsx'
import type { KeepingWatch } from '../collections/KeepingWatch.tsx'
import type { ResultTools } from '../search/ResultTools.tsx'
import { createPart } from './part.ts'
import { PartFailure } from './PartFailure.tsx'
import { PartView } from './PartView.tsx'

// What belongs to keeping stands beside what one searches and reads, and comes after it.

export const resultTools = createPart(async () => (await import('../search/ResultTools.tsx')).ResultTools)
export const keepButton = createPart(async () => (await import('../collections/KeepButton.tsx')).KeepButton)
export const keepingWatch = createPart(
  async () => (await import('../collections/KeepingWatch.tsx')).KeepingWatch,
)

export function ResultToolsPart(props: ComponentProps<typeof ResultTools>) {
  return <PartView part={resultTools} props={props} loading={null} failed={showFailure} />
}

export function KeepButtonPart(props: ComponentProps<typeof KeepButton>) {
  return <PartView part={keepButton} props={props} loading={null} failed={showFailure} />
}

/** Nothing of it was asked for: where it cannot be fetched, that is said by what was. */
export function KeepingWatchPart(props: ComponentProps<typeof KeepingWatch>) {
  return <PartView part={keepingWatch} props={props} loading={null} failed={() => null} />
}

const showFailure: ComponentProps<typeof PartView>['failed'] = (failure, onRetry) => (
  <PartFailure failure={failure} onRetry={onRetry} />
)
