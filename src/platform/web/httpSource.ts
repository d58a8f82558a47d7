import { concatBytes, type Bytes } from '../../core/bytes.ts'
import { AppError } from '../../core/errors.ts'
import { maxManifestBytes } from '../../core/pack/files.ts'
import type { BundleSource } from '../../engine/ports.ts'

/** A bundle on a web server: files below `base`, which ends in a slash; ranges by HTTP Range (RFC 9110, section 14). */
export function createHttpSource(base: string, manifestName: string): BundleSource {
  return {
    place: base,
    manifest: async (signal) => {
      const url = base + manifestName
      return readBody(await request(url, {}, signal), 0, maxManifestBytes, url)
    },
    async range(file, start, end, signal) {
      const url = base + file
      const response = await request(url, { Range: `bytes=${start}-${end - 1}` }, signal)
      // A server that ignores Range answers 200 with the whole file: skip what was not asked for.
      return readBody(response, response.status === 206 ? 0 : start, end - start, url)
    },
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
  if (!response.ok) throw new AppError('network', `${url} answered with status ${response.status}.`)
  return response
}

/** Reads `length` bytes after skipping some, and stops at the first piece beyond: a body may be endless. */
export async function readBody(
  response: Response,
  skip: number,
  length: number,
  url: string,
): Promise<Bytes> {
  if (!response.body) return new Uint8Array(0)
  const reader = response.body.getReader()
  const parts: Uint8Array[] = []
  let [skipped, kept] = [0, 0]
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done || kept === length) break
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
