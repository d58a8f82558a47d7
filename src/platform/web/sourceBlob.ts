import { AppError, toAppError } from '../../core/errors.ts'
import { chooseParser } from '../../core/pubmed/formats.ts'
import { isPacked } from '../../core/pubmed/sourceNames.ts'
import type { SourceReader } from '../../engine/collect.ts'
import { limitUnpacked, parsePieces, refuseFile, withPath } from '../../engine/sourceText.ts'

/**
 * Reads source files that a user has handed over, plain or gzip, in constant memory: the counterpart of platform/node/sources.
 * @param files by the names that they are asked for by
 * @param onBytes told how many bytes of all files were read
 */
export function createBlobReader(
  files: ReadonlyMap<string, Blob>,
  onBytes: (doneBytes: number) => void,
): SourceReader {
  let doneBytes = 0
  const count = (piece: Uint8Array) => onBytes((doneBytes += piece.length))

  return async (path, handlers, options) => {
    const parser = chooseParser(path)(handlers)
    const file = files.get(path)
    if (!file) throw new AppError('not-found', `${path} was not handed over.`)
    if (file.size === 0) throw refuseFile(path, 'is empty. Download it again')
    const counted = tapped(file.stream(), count)
    const { signal } = options
    const pieces = isPacked(path)
      ? limitUnpacked(readPieces(unpack(counted, path), signal), file.size, path)
      : readPieces(counted, signal)
    try {
      await parsePieces(pieces, parser, options, path)
    } catch (thrown) {
      throw toReadError(thrown, path)
    }
  }
}

/** Unlike `async of` over the stream itself, this is in every browser; leaving the loop lets go of the file. */
async function* readPieces(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      signal?.throwIfAborted()
      const { value, done } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {}) // broken or not, no more of it is wanted
  }
}

function tapped(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onPiece: (piece: Uint8Array) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return stream.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        onPiece(piece)
        controller.enqueue(piece)
      },
    }),
  )
}

/** It takes one member alone; Node's takes files of several. https://compression.spec.whatwg.org/ */
function unpack(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  path: string,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (!('DecompressionStream' in globalThis))
    throw refuseFile(path, 'is packed with gzip, which this browser cannot unpack. Unpack it first')
  return stream.pipeThrough(new DecompressionStream('gzip'))
}

function toReadError(thrown: unknown, path: string): unknown {
  if (thrown instanceof TypeError && isPacked(path)) {
    const what = 'is cut off, damaged or not gzip data, or is packed in several parts'
    return refuseFile(path, `${what}. Unpack it first, or download it again`, thrown)
  }
  if (thrown instanceof DOMException && thrown.name === 'NotReadableError')
    return refuseFile(path, 'can no longer be read. Choose it again', thrown)
  const error = toAppError(thrown)
  return error.code === 'internal' ? thrown : withPath(error, path)
}
