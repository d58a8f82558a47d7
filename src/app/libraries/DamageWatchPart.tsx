import type { ComponentProps } from 'react'
import { createPart } from '../shell/part.ts'
import { PartView } from '../shell/PartView.tsx'
import type { DamageWatch } from './DamageWatch.tsx'

const damageWatch = createPart(async () => (await import('./DamageWatch.tsx')).DamageWatch)

/** Nothing of it was asked for, and damage is told where it is read, too. */
export function DamageWatchPart(props: ComponentProps<typeof DamageWatch>) {
  return <PartView part={damageWatch} props={props} loading={null} failed={() => null} />
}
