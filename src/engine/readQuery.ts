import type { Bitmap } from '../core/bitmap.ts'
import { evaluate, type Evaluation } from '../core/query/evaluate.ts'
import type { QueryLists } from '../core/query/lists.ts'
import { lookUp, type Lookup } from '../core/query/lookup.ts'
import { parseQuery } from '../core/query/parse.ts'
import { planQuery, toFilter } from '../core/query/plan.ts'
import { createQueryReading, createTextReading, type QueryReading } from '../core/query/reading.ts'
import { termsOf, type TermNode } from '../core/query/tree.ts'

export interface ReadQueryResult {
  /** What is ranked by; empty where nothing is left to rank by. */
  rankText: string
  /** The records it leaves over; absent where it filters nothing. */
  rows?: Bitmap
  reading: QueryReading
}

/**
 * Reads a query in PubMed's language, or a plain text, which passes as it is.
 * @throws AppError `query-syntax` with its place in `fault`; what reading the lists and records throws; on abort the signal's reason
 */
export async function readQuery(
  query: string,
  lists: QueryLists,
  signal?: AbortSignal,
): Promise<ReadQueryResult> {
  const tree = parseQuery(query)
  if (!tree) return { rankText: query, reading: createTextReading(query) }
  const { conditions, rankText } = planQuery(tree)
  const filter = toFilter(conditions)
  const lookups = new Map<TermNode, Lookup>()
  // One after the other: what one has read of a library is often what the next one needs.
  for (const term of filter ? termsOf(filter) : []) {
    signal?.throwIfAborted()
    lookups.set(term, await lookUp(query, term, lists))
  }
  const evaluation: Evaluation = filter
    ? await evaluate(filter, lookups, lists, { signal })
    : { rows: undefined, unread: new Set() }
  const reading = createQueryReading({ query, tree, conditions, rankText, lookups, evaluation })
  return { rankText, ...(evaluation.rows && { rows: evaluation.rows }), reading }
}
