import { AppError, type ErrorCode } from '../../src/core/errors.ts'

/** The AppError that the call throws; fails when it throws nothing, or a bug. */
export function refusalOf(call: () => unknown): { code: ErrorCode; message: string } {
  try {
    call()
  } catch (thrown) {
    if (thrown instanceof AppError) return { code: thrown.code, message: thrown.message }
    throw thrown
  }
  throw new Error('Nothing was refused.')
}
