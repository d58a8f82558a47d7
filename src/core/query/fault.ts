/** What is wrong with a query, and where. The words a user reads for each problem are in app/messages/en/queryFaults.ts. */
export interface QueryFault {
  problem: QueryProblem
  /** Place in the query, in UTF-16 code units. */
  start: number
  length: number
  /** The whole query, mended; absent where only its writer knows what is meant. */
  mend?: string
}

export type QueryProblem =
  | 'date-backwards'
  | 'date-invalid'
  | 'nesting-deep'
  | 'operator-alone' // nothing before or after it
  | 'operator-double'
  | 'operator-small' // and, or, not in small letters, where an operator must be meant
  | 'parenthesis-empty'
  | 'parenthesis-unclosed'
  | 'parenthesis-unopened'
  | 'phrase-empty'
  | 'phrase-unclosed'
  | 'pmid-invalid'
  | 'qualifier-unknown'
  | 'star-first'
  | 'star-short'
  | 'tag-alone' // nothing before it
  | 'tag-unclosed'
  | 'tag-unknown'
  | 'terms-many'
