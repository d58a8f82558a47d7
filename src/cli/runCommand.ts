import { toAppError } from '../core/errors.ts'
import { createTerminalEffects, type Effects } from './effects.ts'

/**
 * Runs the process's command line. Exit codes: 0 done, 1 failed, 2 wrong usage.
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
    process.exitCode = error.code === 'usage' ? 2 : 1
  }
}
