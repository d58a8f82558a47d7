import { messages } from '../messages/messages.ts'
import type { ShownList } from '../readySession.ts'
import type { Session } from '../session.ts'

/** What a screen reader is told when it changes. Failures are not here: they speak for themselves as alerts. */
export function announce(session: Session): string {
  switch (session.phase) {
    case 'loading':
      return messages.announcements.loading
    case 'needs-library':
      return messages.announcements.choose
    case 'installing':
      return messages.announcements.installing(session.entry.title)
    case 'failed':
      return messages.errors[session.failure.code].title
    case 'ready':
      if (session.search.stage === 'failed') return ''
      if (!session.shown) return session.search.stage === 'idle' ? messages.announcements.ready : ''
      return announceResults(session.shown)
  }
}

function announceResults({ output: { hits, total }, request: { text, filters }, growth }: ShownList): string {
  // Of a list that becomes longer slice by slice the end is told, not each slice.
  const count = growth?.stage === 'running' ? growth.from : hits.length
  return messages.announcements.results(count, filters && total > count ? total : undefined, text)
}
