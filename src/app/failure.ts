import { toAppError, type ErrorCode, type Space } from '../core/errors.ts'
import type { QueryFault } from '../core/query/fault.ts'

/** The part of an error that the page keeps and shows. */
export interface Failure {
  code: ErrorCode
  /** For whoever mends it; the user's words are in messages/en/errors.ts. */
  message: string
  /** Of `query-syntax`: what is wrong, and where. */
  fault?: QueryFault
  /** Of `quota-exceeded`, where it is known. */
  space?: Space
}

export function toFailure(thrown: unknown): Failure {
  const { code, message, fault, space } = toAppError(thrown)
  return { code, message, ...(fault && { fault }), ...(space && { space }) }
}

/** What WebGPU may be the reason of. */
export const graphicsCodes: ErrorCode[] = [
  'backend-lost',
  'backend-unavailable',
  'self-test-failed',
  'worker-lost',
]
