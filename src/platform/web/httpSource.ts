import { concatBytes, type Bytes } from '../../core/bytes.ts'
import { AppError } from '../../core/errors.ts'
import { maxManifestBytes } from '../../core/pack/files.ts'
import { parseRetryAfter } from '../../core/retryAfter.ts'
import type { BundleSource } from '../../engine/ports.ts'
import { sleep } from './sleep.ts'

/** How long, and how often, what does not come is waited for. */
interface Patience {
  attempts: number
  /** Before the second attempt, in ms; twice as long before each one after it. */
  firstWaitMs: number
  longestWaitMs: number
  /** Without a byte for so long, a connection is given up. */
  stallMs: number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

const patience: Patience = { attempts: 5, firstWaitMs: 500, longestWaitMs: 60_000, stallMs: 60_000, sleep }

/**
 * A bundle on a web server: files below `base`, which ends in a slash; ranges by HTTP Range (RFC 9110, section 14). A range that does
 * not come is asked for again after a while, or when the server says; a manifest is not, as it tells whether there is a server.
 */
export function createHttpSource(
  base: string,
  manifestName: string,
  own: Partial<Patience> = {},
): BundleSource {
  const patient = { ...patience, ...own }
  return {
    place: base,
    manifest: async (signal) => {
      const url = base + manifestName
      return readBody(await request(url, {}, signal), 0, maxManifestBytes, url)
    },
    range: (file, start, end, signal) =>
      withPatience(patient, signal, () => readRange(base + file, start, end, patient.stallMs, signal)),
  }
}

/** @throws AppError `network`, also where another range comes than was asked for, `not-found`, `cancelled` */
async function readRange(
  url: string,
  start: number,
  end: number,
  stallMs: number,
  signal: AbortSignal,
): Promise<Bytes> {
  const stall = createStall(stallMs, signal)
  try {
    const response = await request(url, { Range: `bytes=${start}-${end - 1}` }, stall.signal)
    const given = response.headers.get('Content-Range') // of another origin, this page may not see it
    if (response.status === 206 && given !== null && !given.startsWith(`bytes ${start}-${end - 1}/`))
      throw new AppError('network', `${url}: bytes ${start} to ${end - 1} were asked for, and ${given} came.`)
    // A server that ignores Range answers 200 with the whole file: skip what was not asked for.
    return await readBody(response, response.status === 206 ? 0 : start, end - start, url, stall.restart)
  } catch (thrown) {
    if (!stall.signal.aborted || signal.aborted) throw thrown
    throw new AppError('network', `${url}: nothing came for ${stallMs / 1000} s.`, { cause: thrown })
  } finally {
    stall.end()
  }
}

/** A signal that aborts as `signal` does, and when it was not restarted for so long. */
function createStall(stallMs: number, signal: AbortSignal) {
  const stalled = new AbortController()
  let timer = setTimeout(giveUp, stallMs)
  function giveUp() {
    stalled.abort()
  }
  return {
    signal: AbortSignal.any([signal, stalled.signal]),
    restart() {
      clearTimeout(timer)
      timer = setTimeout(giveUp, stallMs)
    },
    end: () => clearTimeout(timer),
  }
}

/** Tries again what may come another time: a connection that broke, a server that is busy. */
async function withPatience<T>(
  { attempts, firstWaitMs, longestWaitMs, sleep }: Patience,
  signal: AbortSignal,
  run: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (thrown) {
      const refusal = thrown instanceof AppError && thrown.code === 'network' ? thrown : undefined
      const isFinal = refusal instanceof Refusal && refusal.isFinal
      if (!refusal || isFinal || attempt === attempts) throw thrown
      // Spread, so that many pages that were cut off at once do not come back at once.
      const ownMs = firstWaitMs * 2 ** (attempt - 1) * (0.5 + Math.random())
      const waitMs = Math.min(
        (refusal instanceof Refusal ? refusal.waitMs : undefined) ?? ownMs,
        longestWaitMs,
      )
      await sleep(waitMs, signal).catch((cause: unknown) => {
        throw new AppError('cancelled', 'Waiting for the server was cancelled.', { cause })
      })
    }
  }
}

/** What a server answers instead of a file. */
class Refusal extends AppError {
  readonly isFinal: boolean
  readonly waitMs: number | undefined

  constructor(url: string, { status, headers }: Response) {
    super('network', `${url} answered with status ${status}.`)
    this.isFinal = status < 500 && status !== 408 && status !== 429
    this.waitMs = parseRetryAfter(headers.get('Retry-After'), Date.now())
  }
}

/** @throws AppError `network`, `not-found`, `cancelled`. Redirects are refused: they may lead to anywhere. */
export async function request(url: string, headers: HeadersInit, signal: AbortSignal): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, {
      headers,
      signal,
      cache: 'no-store',
      redirect: 'error',
      credentials: 'omit',
    })
  } catch (cause) {
    if (signal.aborted) throw new AppError('cancelled', `Reading ${url} was cancelled.`, { cause })
    throw new AppError('network', `${url} cannot be reached.`, { cause })
  }
  if (response.status === 404 || response.status === 410)
    throw new AppError('not-found', `${url} does not exist.`)
  if (!response.ok) throw new Refusal(url, response)
  return response
}

/** Reads `length` bytes after skipping some, and stops at the first piece beyond: a body may be endless. */
export async function readBody(
  response: Response,
  skip: number,
  length: number,
  url: string,
  onPart = () => {},
): Promise<Bytes> {
  if (!response.body) return new Uint8Array(0)
  const reader = response.body.getReader()
  const parts: Uint8Array[] = []
  let [skipped, kept] = [0, 0]
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done || kept === length) break
      onPart()
      const fresh = value.subarray(Math.min(value.byteLength, skip - skipped))
      skipped += value.byteLength - fresh.byteLength
      const part = fresh.subarray(0, length - kept)
      parts.push(part)
      kept += part.byteLength
    }
  } catch (cause) {
    throw new AppError('network', `The connection broke while reading ${url}.`, { cause })
  } finally {
    await reader.cancel().catch(() => {}) // what is left of the body is not wanted, whatever became of it
  }
  return concatBytes(parts)
}
