/** What a command does to the world beside files: injected, so that tests read what a user would. */
export interface Effects {
  out(line: string): void
  /** Shows progress in place on a terminal; elsewhere now and then a line. */
  progress(line: string, isLast: boolean): void
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
    now: () => performance.now(),
    signal: controller.signal,
  }
}
