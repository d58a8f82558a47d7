// Text files on disk, streamed, plain or gzip; first of all source files of records: PubMed XML, JSON Lines, MEDLINE, RIS and tables.

import { createHash } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { AppError } from '../../../core/errors.ts'
import { createCsvParser, type CsvColumns } from '../../../core/pubmed/csv.ts'
import { createJsonlParser } from '../../../core/pubmed/jsonlStream.ts'
import { createNbibParser } from '../../../core/pubmed/nbib.ts'
import { createRisParser } from '../../../core/pubmed/ris.ts'
import type { PubmedHandlers, PubmedParser } from '../../../core/pubmed/xml.ts'
import { createPubmedXmlParser } from '../../../core/pubmed/xml.ts'
import type { ReadOptions } from '../../../engine/collect.ts'

const parsers: Record<string, (handlers: PubmedHandlers, columns?: CsvColumns) => PubmedParser> = {
  '.xml': createPubmedXmlParser,
  '.jsonl': createJsonlParser,
  '.nbib': createNbibParser,
  '.ris': createRisParser,
  '.csv': createCsvParser,
  '.tsv': createCsvParser,
}

/** File names end in one of these, in either case. */
export const sourceExtensions = Object.keys(parsers).flatMap((extension) => [extension, `${extension}.gz`])

/**
 * gzip packs text of citations about 5-10 to 1 and nothing better than 1032 to 1: 200 to 1 leaves every genuine file
 * room and stops a bomb. Small files may go beyond (a library of near-equal records), so 64 MB are always allowed.
 */
const gzipLimits = { ratio: 200, alwaysBytes: 64 * 1024 * 1024 }
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
  const bytes = path.toLowerCase().endsWith('.gz') ? unpack(file, sizeBytes, path) : file
  try {
    await parseChunks(bytes, parser, options, path)
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
  return limitBytes(file.pipe(gunzip), packedBytes, path)
}

async function parseChunks(
  chunks: AsyncIterable<Uint8Array>,
  parser: PubmedParser,
  { wantsMore }: ReadOptions,
  path: string,
): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch (cause) {
      throw refuse(path, 'is not UTF-8 text. Convert it to UTF-8, or download it again', cause)
    }
  }
  let isFirst = true
  for await (const bytes of chunks) {
    if (isFirst) checkFirstBytes(bytes, path)
    isFirst = false
    parser.write(decode(bytes))
    if (wantsMore?.() === false) return
  }
  parser.write(decode())
  parser.close()
}

async function* limitBytes(
  chunks: AsyncIterable<Uint8Array>,
  packedBytes: number,
  path: string,
): AsyncGenerator<Uint8Array> {
  const limit = Math.max(gzipLimits.alwaysBytes, packedBytes * gzipLimits.ratio)
  let unpackedBytes = 0
  for await (const bytes of chunks) {
    unpackedBytes += bytes.length
    if (unpackedBytes > limit) {
      throw refuse(
        path,
        `unpacks to more than ${gzipLimits.ratio} times its size. No genuine file does; it is refused`,
      )
    }
    yield bytes
  }
}

function chooseParser(path: string) {
  const name = path.toLowerCase().replace(/\.gz$/, '')
  const [, parser] = Object.entries(parsers).find(([extension]) => name.endsWith(extension)) ?? []
  if (parser) return parser
  throw refuse(path, `is of no kind that is read. Read are ${sourceExtensions.join(', ')}`)
}

/** NLM puts one beside each file of a series: `MD5(pubmed25n0001.xml.gz)= 0123…`; md5sum writes `0123…  pubmed25n0001.xml.gz`. */
async function checkMd5(path: string, { signal }: ReadOptions): Promise<void> {
  const beside = `${path}.md5`
  const text = await readFile(beside, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const expected = /\b[0-9a-f]{32}\b/i.exec(text)?.[0].toLowerCase()
  if (expected === undefined) throw refuse(beside, 'holds no MD5 sum. Download it again, or remove it')
  const hash = createHash('md5')
  try {
    for await (const bytes of createReadStream(path, { ...(signal ? { signal } : {}) }))
      hash.update(bytes as Uint8Array)
  } catch (error) {
    throw toReadError(error, path)
  }
  if (hash.digest('hex') !== expected)
    throw refuse(path, 'is not what the .md5 file beside it says. Download both again')
}

/** Size in bytes. A link to a file will do; a pipe or device could go on for ever. */
async function checkFile(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw toReadError(error, path)
  })
  if (found.isDirectory()) throw refuse(path, 'is a directory. Name the files in it')
  if (!found.isFile()) throw refuse(path, 'is not a regular file. Copy what it gives into a file first')
  if (found.size === 0) throw refuse(path, 'is empty. Download it again')
  return found.size
}

function checkFirstBytes(bytes: Uint8Array, path: string): void {
  const [first, second] = bytes
  if (first === 0x1f && second === 0x8b) throw refuse(path, 'is packed with gzip. Let its name end in .gz')
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw refuse(path, 'is UTF-16 text. Convert it to UTF-8')
  }
}

function toReadError(error: unknown, path: string): unknown {
  if (error instanceof AppError) {
    const isNamed = error.message.startsWith(path) || error.code !== 'input-invalid'
    return isNamed ? error : new AppError('input-invalid', `${path}: ${error.message}`, { cause: error })
  }
  switch (toErrorCode(error)) {
    case 'ENOENT':
      return new AppError('not-found', `${path} does not exist.`, { cause: error })
    case 'EACCES':
    case 'EPERM':
      return refuse(path, 'may not be read by this user. Change its permissions', error)
    case 'Z_BUF_ERROR':
      return refuse(path, 'is cut off: the packed data ends too early. Download it again', error)
    case 'Z_DATA_ERROR':
      return refuse(path, 'is damaged or not gzip data. Download it again', error)
    case 'ABORT_ERR':
      return new AppError('cancelled', `Reading ${path} was cancelled.`, { cause: error })
    default:
      return error
  }
}

function toErrorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function refuse(path: string, what: string, cause?: unknown): AppError {
  return new AppError('input-invalid', `${path} ${what}.`, { cause })
}
