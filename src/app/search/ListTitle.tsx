import type { SearchMode } from '../../protocol/engine.ts'
import { formatCount, formatRecords } from '../format.ts'
import type { ShownList } from '../readySession.ts'

const relations: Record<SearchMode, string> = {
  both: 'nearest in meaning and words to',
  meaning: 'nearest in meaning to',
  words: 'that match the words of',
}

/** What the list is: how many of how many, and of what. */
export function ListTitle({ shown: { output, request } }: { shown: ShownList }) {
  const { hits, total, mode, sort, reading } = output
  const isNarrowed = request.filters !== undefined || reading?.rows !== undefined
  const records = hits.length > 0 ? formatRecords(hits.length) : 'No records'
  const query = request.text ? <q>{request.text}</q> : 'the filters'
  if (sort === 'date' && isNarrowed) {
    const some = hits.length < total ? `${formatCount(hits.length)} of ${formatRecords(total)}` : records
    return (
      <>
        {some} that {hits.length === 1 || total === 1 ? 'meets' : 'meet'} {query}, newest first
      </>
    )
  }
  return (
    <>
      {records} {relations[mode]} {query}
      {sort === 'date' && ', newest first'}
      {isNarrowed && total > hits.length && `, of ${formatCount(total)} that match`}
    </>
  )
}
