// Runs commands and reports failures in words. Node's own modules only: this runs before anything is installed.
import { spawn } from 'node:child_process'
import { statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const quietSeconds = 15
const keptLines = 200

/** Something the person at the keyboard can act on: why it stopped, and what to do. */
export class SetupError extends Error {
  constructor(reason, remedy) {
    super(reason)
    this.name = 'SetupError'
    this.remedy = remedy
  }
}

/** Runs a script's main function; a SetupError is printed as two plain lines, and the exit code is 1. */
export async function runMain(main) {
  try {
    await main()
  } catch (error) {
    process.exitCode = 1
    if (!(error instanceof SetupError)) throw error
    console.error(`\nReason: ${error.message}`)
    console.error(`Remedy: ${error.remedy}`)
  }
}

export function formatSeconds(sinceMs) {
  const seconds = (performance.now() - sinceMs) / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

/**
 * Runs a command in the project's root and prints its output, each line under `label`. Resolves, whatever the exit
 * code, to `{ code, lines }` (the last lines printed); says that it goes on while the command is silent.
 */
export function run(command, args, { label, env = {}, cwd = root }) {
  return new Promise((resolve, reject) => {
    const startMs = performance.now()
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const lines = []
    let lastPrintMs = startMs
    const print = (line) => {
      lastPrintMs = performance.now()
      lines.push(line)
      if (lines.length > keptLines) lines.shift()
      console.log(`  ${label} | ${line}`)
    }
    const timer = setInterval(() => {
      if (performance.now() - lastPrintMs < quietSeconds * 1000) return
      lastPrintMs = performance.now()
      console.log(`  ${label} | still working, ${formatSeconds(startMs)}`)
    }, 1000)
    const flushes = [child.stdout, child.stderr].map((stream) => eachLine(stream, print))
    child.on('error', (error) => {
      clearInterval(timer)
      if (error.code !== 'ENOENT') return reject(error)
      reject(
        new SetupError(`The command "${command}" was not found.`, `Install ${command}, then run this again.`),
      )
    })
    child.on('close', (code, signal) => {
      clearInterval(timer)
      for (const flush of flushes) flush()
      if (signal) print(`ended by ${signal}`)
      resolve({ code: code ?? 1, lines })
    })
  })
}

function eachLine(stream, print) {
  let rest = ''
  stream.setEncoding('utf8').on('data', (text) => {
    const parts = (rest + text).split(/\r?\n|\r/)
    rest = parts.pop()
    for (const part of parts) if (part.trim() !== '') print(part)
  })
  return () => rest.trim() !== '' && print(rest)
}

/** Runs a command in the foreground with this terminal; resolves to its exit code. Ctrl-C reaches it by itself. */
function runInherited(command, args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    })
    // The terminal sends Ctrl-C to the whole group: this process waits for the child to end in good order.
    const ignore = () => {}
    const forward = () => child.kill('SIGTERM')
    process.on('SIGINT', ignore).on('SIGTERM', forward)
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGINT', ignore).off('SIGTERM', forward)
      resolve(code ?? 1)
    })
  })
}

/** Runs a TypeScript file of this project with the installed tsx, in one process so that signals arrive. */
export function runTypeScript(file, args = [], options = {}) {
  return runInherited(process.execPath, ['--import', 'tsx', file, ...args], options)
}

/** The first rule whose pattern occurs in the lines, as a SetupError; `fallback` where none does. */
export function explainFailure(lines, rules, fallback) {
  const text = lines.join('\n')
  const [, reason, remedy] = rules.find(([pattern]) => pattern.test(text)) ?? [undefined, ...fallback]
  return new SetupError(reason, remedy)
}

/** Throws when the disk that holds `folder` has less than `minBytes` free for `what`. */
export function checkDisk(minBytes, what, folder = root) {
  const { bavail, bsize } = statfsSync(folder)
  const freeBytes = bavail * bsize
  if (freeBytes >= minBytes) return
  throw new SetupError(
    `The disk is too full: ${what} needs ${toMegabytes(minBytes)}, and ${folder} has ${toMegabytes(freeBytes)} free.`,
    'Free some space on that disk, then run the command again.',
  )
}

function toMegabytes(bytes) {
  return `${Math.round(bytes / 1e6).toLocaleString('en')} MB`
}
