// Text files on disk, streamed, plain or gzip; first of all source files of records: PubMed XML, JSON Lines, MEDLINE, RIS and tables.

import { createHash } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { AppError } from '../../../core/errors.ts'
import type { CsvColumns } from '../../../core/pubmed/csvHeader.ts'
import { chooseParser } from '../../../core/pubmed/formats.ts'
import { isPacked } from '../../../core/pubmed/sourceNames.ts'
import type { PubmedHandlers, PubmedParser } from '../../../core/pubmed/xml.ts'
import type { ReadOptions } from '../../../engine/collect.ts'
import { limitUnpacked, parsePieces, refuseFile, withPath } from '../../../engine/sourceText.ts'

const readBytes = 256 * 1024

/**
 * Hands over one record after the other in constant memory. `columns` are for tables. Throws AppError `not-found`, `input-invalid` (with the path
 * and what to do) or `cancelled`; what was handed over before belongs to a file that was not read to its end.
 */
export async function readSourceFile(
  path: string,
  handlers: PubmedHandlers,
  options: ReadOptions = {},
  columns?: CsvColumns,
): Promise<void> {
  const parser = chooseParser(path)(handlers, columns)
  await checkMd5(path, options)
  await readTextFile(path, parser, options)
}

/** Hands a UTF-8 file to a parser piece by piece, unpacked when its name ends in `.gz`. Throws as `readSourceFile` does. */
export async function readTextFile(
  path: string,
  parser: PubmedParser,
  options: ReadOptions = {},
): Promise<void> {
  const sizeBytes = await checkFile(path)
  const file = createReadStream(path, {
    highWaterMark: readBytes,
    ...(options.signal ? { signal: options.signal } : {}),
  })
  const bytes = isPacked(path) ? unpack(file, sizeBytes, path) : file
  try {
    await parsePieces(bytes, parser, options, path)
  } catch (error) {
    throw toReadError(error, path)
  } finally {
    file.destroy()
  }
}

/** By hand, as `pipeline` may tell of an abort where the consumer threw something better. */
function unpack(file: ReadStream, packedBytes: number, path: string): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: readBytes })
  file.on('error', (error) => gunzip.destroy(error))
  return limitUnpacked(file.pipe(gunzip), packedBytes, path)
}

/** NLM puts one beside each file of a series: `MD5(pubmed25n0001.xml.gz)= 0123…`; md5sum writes `0123…  pubmed25n0001.xml.gz`. */
async function checkMd5(path: string, { signal }: ReadOptions): Promise<void> {
  const beside = `${path}.md5`
  const text = await readFile(beside, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const expected = /\b[0-9a-f]{32}\b/i.exec(text)?.[0].toLowerCase()
  if (expected === undefined) throw refuseFile(beside, 'holds no MD5 sum. Download it again, or remove it')
  const hash = createHash('md5')
  try {
    for await (const bytes of createReadStream(path, { ...(signal ? { signal } : {}) }))
      hash.update(bytes as Uint8Array)
  } catch (error) {
    throw toReadError(error, path)
  }
  if (hash.digest('hex') !== expected)
    throw refuseFile(path, 'is not what the .md5 file beside it says. Download both again')
}

/** Size in bytes. A link to a file will do; a pipe or device could go on for ever. */
async function checkFile(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw toReadError(error, path)
  })
  if (found.isDirectory()) throw refuseFile(path, 'is a directory. Name the files in it')
  if (!found.isFile()) throw refuseFile(path, 'is not a regular file. Copy what it gives into a file first')
  if (found.size === 0) throw refuseFile(path, 'is empty. Download it again')
  return found.size
}

function toReadError(error: unknown, path: string): unknown {
  if (error instanceof AppError) return withPath(error, path)
  switch (toErrorCode(error)) {
    case 'ENOENT':
      return new AppError('not-found', `${path} does not exist.`, { cause: error })
    case 'EACCES':
    case 'EPERM':
      return refuseFile(path, 'may not be read by this user. Change its permissions', error)
    case 'Z_BUF_ERROR':
      return refuseFile(path, 'is cut off: the packed data ends too early. Download it again', error)
    case 'Z_DATA_ERROR':
      return refuseFile(path, 'is damaged or not gzip data. Download it again', error)
    case 'ABORT_ERR':
      return new AppError('cancelled', `Reading ${path} was cancelled.`, { cause: error })
    default:
      return error
  }
}

function toErrorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
