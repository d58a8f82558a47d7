import { AppError } from '../../src/core/errors.ts'
import type { QueryFault } from '../../src/core/query/fault.ts'
import { parseQuery } from '../../src/core/query/parse.ts'

/** What is wrong with a query; fails where nothing is. */
export function faultOf(query: string): QueryFault {
  try {
    parseQuery(query)
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.fault) return thrown.fault
    throw thrown
  }
  throw new Error(`${query} has no fault.`)
}
