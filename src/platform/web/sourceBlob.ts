import { AppError, toAppError } from '../../core/errors.ts'
import { readTableHeader, type CsvColumns } from '../../core/pubmed/csvHeader.ts'
import { chooseParser } from '../../core/pubmed/formats.ts'
import { isPacked } from '../../core/pubmed/sourceNames.ts'
import type { SourceReader } from '../../engine/collect.ts'
import { limitUnpacked, parsePieces, refuseFile, withPath } from '../../engine/sourceText.ts'
import { gunzip } from './gunzip.ts'

/** A first row of genuine records is not as long. */
const headerLimitChars = 1024 * 1024

/**
 * Reads source files that a user has handed over, plain or gzip, in constant memory: the counterpart of platform/node/sources.
 * @param files by the names that they are asked for by
 * @param columns of tables
 * @param onBytes told how many bytes of all files were read
 */
export function createBlobReader(
  files: ReadonlyMap<string, Blob>,
  onBytes: (doneBytes: number) => void,
  columns?: CsvColumns,
): SourceReader {
  let doneBytes = 0
  const count = (piece: Uint8Array) => onBytes((doneBytes += piece.length))

  return async (path, handlers, options) => {
    const parser = chooseParser(path)(handlers, columns)
    const file = files.get(path)
    if (!file) throw new AppError('not-found', `${path} was not handed over.`)
    if (file.size === 0) throw refuseFile(path, 'is empty. Download it again')
    try {
      await parsePieces(readText(path, file, options.signal, count), parser, options, path)
    } catch (thrown) {
      throw toReadError(thrown, path)
    }
  }
}

/** Names of a table's columns. @throws AppError as reading all of it does */
export async function readHeader(path: string, file: Blob, signal: AbortSignal): Promise<string[]> {
  let text = ''
  let header: string[] | undefined
  const parser = {
    write: (piece: string) =>
      void (header = readTableHeader((text += piece), text.length > headerLimitChars)),
    close: () => void (header ??= readTableHeader(text, true)),
  }
  const wantsMore = () => header === undefined
  try {
    await parsePieces(readText(path, file, signal), parser, { signal, wantsMore }, path)
  } catch (thrown) {
    throw toReadError(thrown, path)
  }
  return header ?? []
}

/** As UTF-8, unpacked where it is packed. @param onPiece told of each piece as it lies in the file */
function readText(
  path: string,
  file: Blob,
  signal: AbortSignal | undefined,
  onPiece: (piece: Uint8Array) => void = () => {},
): AsyncIterable<Uint8Array> {
  const pieces = readPieces(file.stream(), signal, onPiece)
  return isPacked(path) ? limitUnpacked(gunzip(pieces, path), file.size, path) : pieces
}

/** Unlike `async of` over the stream itself, this is in every browser; leaving the loop lets go of the file. */
async function* readPieces(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
  onPiece: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      signal?.throwIfAborted()
      const { value, done } = await reader.read()
      if (done) return
      onPiece(value)
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {}) // broken or not, no more of it is wanted
  }
}

function toReadError(thrown: unknown, path: string): unknown {
  if (thrown instanceof DOMException && thrown.name === 'NotReadableError')
    return refuseFile(path, 'can no longer be read. Choose it again', thrown)
  const error = toAppError(thrown)
  return error.code === 'internal' ? thrown : withPath(error, path)
}
