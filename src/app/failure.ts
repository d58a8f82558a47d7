import { toAppError, type ErrorCode } from '../core/errors.ts'

/** The part of an error that the page keeps and shows. */
export interface Failure {
  code: ErrorCode
  /** For whoever mends it; the user's words are in errorText.ts. */
  message: string
}

export function toFailure(thrown: unknown): Failure {
  const { code, message } = toAppError(thrown)
  return { code, message }
}
