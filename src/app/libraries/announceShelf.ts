import type { Outcome, Shelf, ShelfTask } from '../shelf.ts'
import { listedOf } from '../shelf.ts'

const running: Record<Exclude<ShelfTask['kind'], 'none'>, string> = {
  install: 'Installing',
  check: 'Checking',
  repair: 'Repairing',
  remove: 'Removing',
}

/** What a screen reader is told of the work on a library. Failures are not here: they speak for themselves as alerts. */
export function announceShelf({ task, outcomes, installed }: Shelf): string {
  if (task.kind !== 'none') return `${running[task.kind]} …`
  const words = listedOf(installed).flatMap((library) => {
    const text = outcomes[library.id] && outcomeWords(outcomes[library.id])
    return text && 'title' in library ? [`${library.title}: ${text}`] : []
  })
  return words.join(' ')
}

/** Empty where it is no good news. */
export function outcomeWords(outcome: Outcome | undefined): string {
  switch (outcome?.kind) {
    case 'installed':
      return 'Installed.'
    case 'whole':
      return 'Checked: everything is as it was published.'
    case 'repaired':
      return 'Repaired, and checked: everything is as it was published.'
    default:
      return ''
  }
}
