import { errorText } from '../errorText.ts'
import { formatCount } from '../format.ts'
import type { Session } from '../session.ts'

/** What a screen reader is told when it changes. Failures are not here: they speak for themselves as alerts. */
export function announce(session: Session): string {
  switch (session.phase) {
    case 'loading':
      return 'Loading'
    case 'needs-library':
      return 'Choose a library to install'
    case 'installing':
      return `Installing ${session.entry.title}`
    case 'failed':
      return errorText[session.failure.code].title
    case 'ready':
      if (session.search.stage === 'failed') return ''
      if (!session.shown) return session.search.stage === 'idle' ? 'Ready to search' : ''
      return announceResults(session.shown.output.hits.length, session.shown.request.text)
  }
}

function announceResults(count: number, query: string): string {
  return `${count ? formatCount(count) : 'No'} ${count === 1 ? 'result' : 'results'} for “${query}”`
}
