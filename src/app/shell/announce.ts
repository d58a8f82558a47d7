import { errorText } from '../errorText.ts'
import { formatCount } from '../format.ts'
import type { ShownList } from '../readySession.ts'
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
      return announceResults(session.shown)
  }
}

function announceResults({ output: { hits, total }, request: { text, filters }, growth }: ShownList): string {
  // Of a list that becomes longer slice by slice the end is told, not each slice.
  const count = growth?.stage === 'running' ? growth.from : hits.length
  const results = `${count ? formatCount(count) : 'No'} ${count === 1 ? 'result' : 'results'}`
  const matching = filters && total > count ? ` of ${formatCount(total)} that match` : ''
  return `${results}${matching} for ${text ? `“${text}”` : 'the filters'}`
}
