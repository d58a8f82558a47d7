import { messages } from '../messages/messages.ts'
import { listedOf, type Outcome, type Shelf } from '../shelf.ts'

/** What a screen reader is told of the work on a library. Failures are not here: they speak for themselves as alerts. */
export function announceShelf({ task, outcomes, installed }: Shelf): string {
  if (task.kind !== 'none') return messages.libraryTasks.running[task.kind]
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
    case 'whole':
    case 'repaired':
      return messages.libraryTasks.done[outcome.kind]
    default:
      return ''
  }
}
