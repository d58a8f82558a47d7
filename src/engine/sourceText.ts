// What holds for a source file wherever it is read: UTF-8, piece by piece, and no bomb. How bytes are had is the platform's.

import { AppError } from '../core/errors.ts'
import type { PubmedParser } from '../core/pubmed/xml.ts'
import type { ReadOptions } from './collect.ts'

/**
 * gzip packs text of citations about 5-10 to 1 and nothing better than 1032 to 1: 200 to 1 leaves every genuine file
 * room and stops a bomb. Small files may go beyond (a library of near-equal records), so 64 MB are always allowed.
 */
const gzipLimits = { ratio: 200, alwaysBytes: 64 * 1024 * 1024 }

/** Hands UTF-8 text to a parser, to its end or until no more is wanted. @throws AppError `input-invalid`, and what the parser throws */
export async function parsePieces(
  pieces: AsyncIterable<Uint8Array>,
  parser: PubmedParser,
  { wantsMore }: ReadOptions,
  path: string,
): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch (cause) {
      throw refuseFile(path, 'is not UTF-8 text. Convert it to UTF-8, or download it again', cause)
    }
  }
  let isFirst = true
  for await (const bytes of pieces) {
    if (isFirst) checkFirstBytes(bytes, path)
    isFirst = false
    parser.write(decode(bytes))
    if (wantsMore?.() === false) return
  }
  parser.write(decode())
  parser.close()
}

/** Passes on what a gzip file unpacks to, up to what a genuine one may. @throws AppError `input-invalid` */
export async function* limitUnpacked(
  pieces: AsyncIterable<Uint8Array>,
  packedBytes: number,
  path: string,
): AsyncGenerator<Uint8Array> {
  const limit = Math.max(gzipLimits.alwaysBytes, packedBytes * gzipLimits.ratio)
  let unpackedBytes = 0
  for await (const bytes of pieces) {
    unpackedBytes += bytes.length
    if (unpackedBytes > limit) {
      throw refuseFile(
        path,
        `unpacks to more than ${gzipLimits.ratio} times its size. No genuine file does; it is refused`,
      )
    }
    yield bytes
  }
}

function checkFirstBytes(bytes: Uint8Array, path: string): void {
  const [first, second] = bytes
  if (first === 0x1f && second === 0x8b)
    throw refuseFile(path, 'is packed with gzip. Let its name end in .gz')
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  // Without a mark its first sign, which is plain in every format, has a byte of zero. It could pass for UTF-8.
  if (isMarked || first === 0 || second === 0) {
    throw refuseFile(path, 'is UTF-16 text. Convert it to UTF-8')
  }
}

/** A parser's words name the line; this adds the file. Anything that is not about the input passes. */
export function withPath(error: AppError, path: string): AppError {
  const isNamed = error.message.startsWith(path) || error.code !== 'input-invalid'
  return isNamed ? error : new AppError('input-invalid', `${path}: ${error.message}`, { cause: error })
}

export function refuseFile(path: string, what: string, cause?: unknown): AppError {
  return new AppError('input-invalid', `${path} ${what}.`, { cause })
}
