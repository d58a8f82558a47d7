import { useEffect, useEffectEvent } from 'react'
import type { InstalledLibrary } from '../../protocol/installed.ts'
import type { Controller } from '../controller.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Making } from '../newLibrary/making.ts'
import type { Ready } from '../readySession.ts'
import { isPageQuiet, keepScrubMarks, loadScrubMarks, scrub } from '../scrub.ts'
import { listedOf, type Shelf } from '../shelf.ts'
import { DamageNotice } from './DamageNotice.tsx'
import styles from './DamageWatch.module.css'
import { TaskNotice } from './TaskNotice.tsx'

interface Props {
  ready: Ready
  shelf: Shelf
  making: Making
  controller: Controller
  isOnItsPage: boolean
}

/** Has what is installed read again while nothing goes on, and tells of damage on every page, as a check does on that of libraries. */
export function DamageWatch({ ready, shelf, making, controller, isOnItsPage }: Props) {
  const { check, repair, cancelTask } = controller.shelf
  const isQuiet = useEffectEvent(() => isPageQuiet(ready, shelf.task, making.stage))

  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    const { transfer, onFailure } = controller.workers
    const effects = {
      ...{ transfer, onFailure, onDamage: check, isQuiet: () => isQuiet() },
      ...{ now: () => Date.now(), pause: (ms: number) => pause(ms, signal) },
      ...{ loadMarks: loadScrubMarks, keepMarks: keepScrubMarks },
    }
    // One tab of this site does it. What ends the wait for the lock is the end of this one.
    navigator.locks.request('biohicl-scrub', { signal }, () => scrub(effects, signal)).catch(() => {})
    return () => ending.abort()
  }, [controller, check])

  if (isOnItsPage) return null
  return listedOf(shelf.installed)
    .filter(({ id }) => isTold(shelf, id))
    .map((library) => (
      <aside key={library.key} className={styles.watch} aria-label={titleOf(library)}>
        {shelf.outcomes[library.id]?.kind === 'damaged' && (
          <strong>{partMessages.installedLibrary.damagedSince(titleOf(library))}</strong>
        )}
        <DamageNotice library={library} shelf={shelf} isBusy={shelf.task.kind !== 'none'} onRepair={repair} />
        <TaskNotice id={library.id} shelf={shelf} onCancel={cancelTask} />
      </aside>
    ))
}

const titleOf = (library: InstalledLibrary) => ('title' in library ? library.title : library.id)

/** Of damage, and of what becomes of it. */
function isTold({ task, outcomes }: Shelf, id: string): boolean {
  if (task.kind === 'repair' && task.id === id) return true
  const outcome = outcomes[id]
  if (outcome?.kind === 'failed') return outcome.task === 'repair'
  return outcome?.kind === 'damaged' || outcome?.kind === 'repaired'
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
