import { toAppError, type ErrorCode } from '../core/errors.ts'
import { createTerminalEffects, type Effects } from './effects.ts'

/** Other failures have 1. 130 is what a shell gives a program that Ctrl-C has ended. */
const exitCodes: Partial<Record<ErrorCode, number>> = { usage: 2, cancelled: 130 }

/**
 * Runs the process's command line. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C.
 * @param stoppedWords what Ctrl-C is answered with
 */
export async function runCommand(
  run: (args: string[], effects: Effects) => Promise<void>,
  stoppedWords: string,
): Promise<void> {
  try {
    await run(process.argv.slice(2), createTerminalEffects())
  } catch (thrown) {
    const error = toAppError(thrown)
    const words = error.code === 'cancelled' ? stoppedWords : error.message
    process.stderr.write(`${error.code === 'internal' ? (error.stack ?? words) : words}\n`)
    process.exitCode = exitCodes[error.code] ?? 1
  }
}
