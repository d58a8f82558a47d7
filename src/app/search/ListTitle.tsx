import { messages } from '../messages/messages.ts'
import type { ShownList } from '../readySession.ts'

/** What the list is: how many of how many, and of what. */
export function ListTitle({ shown: { output, request } }: { shown: ShownList }) {
  const { hits, total, mode, sort, reading } = output
  const isNarrowed = request.filters !== undefined || reading?.rows !== undefined
  const isNewestFirst = sort === 'date'
  if (isNewestFirst && isNarrowed) return messages.results.newest(hits.length, total, request.text)
  const matching = isNarrowed && total > hits.length ? total : undefined
  return messages.results.ranked(hits.length, mode, request.text, isNewestFirst, matching)
}
