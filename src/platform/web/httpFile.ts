import type { Bytes } from '../../core/bytes.ts'
import { AppError } from '../../core/errors.ts'
import { checkMagic, magicBytes } from '../../core/pack/archive.ts'
import type { ByteFile } from '../../engine/ports.ts'
import { readBody, request } from './httpSource.ts'

/** A library file on a web server: to be read by ranges, or, where the server has none, only as a whole. */
export type HttpFile = { kind: 'ranges'; file: ByteFile } | { kind: 'whole-file'; bytes?: number }

/**
 * Asks for all of it by a range, and reads no more than its first bytes: the answer tells whether there are ranges, and its
 * Content-Length, which unlike Content-Range another origin may read, tells the size.
 * @throws AppError for what cannot be reached or is no library file
 */
export async function openHttpFile(url: string, signal: AbortSignal): Promise<HttpFile> {
  const response = await request(url, { Range: 'bytes=0-' }, signal)
  const length = response.headers.get('Content-Length')
  checkMagic(await readBody(response, 0, magicBytes, url), url)
  if (response.status !== 206 || length === null)
    return { kind: 'whole-file', ...(length !== null && { bytes: Number(length) }) }
  return { kind: 'ranges', file: createRangeFile(url, Number(length), signal) }
}

function createRangeFile(url: string, size: number, signal: AbortSignal): ByteFile {
  return {
    place: url,
    size,
    async read(start, end) {
      const response = await request(url, { Range: `bytes=${start}-${end - 1}` }, signal)
      const bytes = await readBody(response, response.status === 206 ? 0 : start, end - start, url)
      if (bytes.byteLength === end - start) return bytes
      throw new AppError('network', `${url}: ${bytes.byteLength} of ${end - start} bytes came. Try again.`)
    },
  }
}

/** Pieces of this size are handed to the browser, which may take them to disk. */
const pieceBytes = 8 * 1024 * 1024

interface DownloadOptions {
  signal: AbortSignal
  onProgress(progress: { doneBytes: number; totalBytes?: number }): void
  /** A body may be endless. */
  maxBytes: number
}

/** Fetches all of a file in one go. @throws AppError `quota-exceeded` when it is larger than `maxBytes` */
export async function downloadFile(
  url: string,
  { signal, onProgress, maxBytes }: DownloadOptions,
): Promise<File> {
  const response = await request(url, {}, signal)
  const length = response.headers.get('Content-Length')
  const total = length === null ? {} : { totalBytes: Number(length) }
  const blobs: Blob[] = []
  let piece: Bytes[] = []
  let [doneBytes, inPiece] = [0, 0]
  const reader = response.body?.getReader()
  try {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true }
      if (done || !value) break
      doneBytes += value.byteLength
      inPiece += value.byteLength
      if (doneBytes > maxBytes) throw tooLarge(url, maxBytes)
      piece.push(value)
      if (inPiece < pieceBytes) continue
      blobs.push(new Blob(piece))
      piece = []
      inPiece = 0
      onProgress({ doneBytes, ...total })
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    if (signal.aborted) throw new AppError('cancelled', `Downloading ${url} was cancelled.`, { cause })
    throw new AppError('network', `The connection broke while reading ${url}.`, { cause })
  } finally {
    await reader?.cancel().catch(() => {}) // what is left of the body is not wanted
  }
  return new File([...blobs, new Blob(piece)], url) // its address is its name in messages
}

function tooLarge(url: string, maxBytes: number): AppError {
  return new AppError('quota-exceeded', `${url} has more than the ${maxBytes} bytes that are free here.`)
}
