import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'

/** What a command does to the world beside files: injected, so that tests read what a user would. */
export interface Effects {
  out(line: string): void
  /** Shows progress in place on a terminal; elsewhere now and then a line. */
  progress(line: string, isLast: boolean): void
  /** Asks for a yes or no; absent where nobody sits at a keyboard. */
  ask?(question: string): Promise<boolean>
  now(): number
  signal: AbortSignal
}

const quietMs = 5_000

export function createTerminalEffects(): Effects {
  const controller = new AbortController()
  process.once('SIGINT', () => controller.abort())
  let lastLineMs = -Infinity
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    progress(line, isLast) {
      if (process.stderr.isTTY) return void process.stderr.write(`\r\u001b[K${line}${isLast ? '\n' : ''}`)
      if (!isLast && performance.now() - lastLineMs < quietMs) return
      lastLineMs = performance.now()
      process.stderr.write(`${line}\n`)
    },
    ...(process.stdin.isTTY &&
      process.stdout.isTTY && { ask: (question) => askTerminal(question, controller.signal) }),
    now: () => performance.now(),
    signal: controller.signal,
  }
}

/** For commands whose output is read by a program: what they tell goes to standard error. */
export function tellingErrors(effects: Effects): Effects {
  return { ...effects, out: (line) => void process.stderr.write(`${line}\n`) }
}

/** Only a yes is one: not an empty line, and not the end of input. */
async function askTerminal(question: string, signal: AbortSignal): Promise<boolean> {
  // Not as a terminal of its own: that would keep Ctrl-C from the process.
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: false })
  try {
    const ended = once(lines, 'close').then(() => '')
    const answer = await Promise.race([lines.question(`${question} [y/N] `, { signal }), ended])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    lines.close()
  }
}
