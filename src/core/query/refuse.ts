import { AppError } from '../errors.ts'
import type { QueryProblem } from './fault.ts'

export interface Span {
  start: number
  /** First place after it. */
  end: number
}

/**
 * @param span what has to be changed
 * @param replacement what mends it, in its place; absent where only the writer knows
 * @param marked what the reader is shown, where that is less
 * @throws AppError `query-syntax`; its message has no word of the query: it may be copied and sent
 */
export function refuse(
  query: string,
  problem: QueryProblem,
  { start, end }: Span,
  replacement?: string,
  marked: Span = { start, end },
): never {
  const mended = replacement === undefined ? '' : query.slice(0, start) + replacement + query.slice(end)
  const mend = mended.replace(/\s+/g, ' ').trim() // what is cut out of the middle leaves two spaces
  const place = { start: marked.start, length: marked.end - marked.start }
  throw new AppError('query-syntax', `The query has a fault at ${place.start + 1}: ${problem}.`, {
    fault: { problem, ...place, ...(mend !== '' && { mend }) },
  })
}
