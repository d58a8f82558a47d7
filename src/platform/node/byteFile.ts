import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Bytes } from '../../core/bytes.ts'
import { AppError, type ErrorCode } from '../../core/errors.ts'
import type { ByteFile } from '../../engine/ports.ts'

/** A file on disk, to be read by pieces. Must be closed. */
export async function openByteFile(path: string): Promise<ByteFile & { close(): Promise<void> }> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw toReadError(cause, path)
  })
  const found = await handle.stat()
  if (!found.isFile()) {
    await handle.close()
    throw new AppError('input-invalid', `${path} is not a file. Name one.`)
  }
  return {
    place: path,
    size: found.size,
    read: (start, end) => readAll(handle, start, end, path),
    close: () => handle.close(),
  }
}

async function readAll(handle: FileHandle, start: number, end: number, path: string): Promise<Bytes> {
  const bytes = new Uint8Array(end - start)
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesRead } = await handle
      .read(bytes, done, bytes.byteLength - done, start + done)
      .catch((cause: unknown) => {
        throw toReadError(cause, path)
      })
    if (bytesRead === 0) throw new AppError('input-invalid', `${path} became shorter while it was read.`)
    done += bytesRead
  }
  return bytes
}

function toReadError(cause: unknown, path: string): AppError {
  if (toCode(cause) === 'ENOENT') return new AppError('not-found', `${path} does not exist.`, { cause })
  return new AppError('input-invalid', `${path} cannot be read (${toCode(cause)}).`, { cause })
}

/**
 * Makes a file that is there whole or not at all: under a name of its own until the last byte is on the disk.
 * @param fill writes the bytes in their order
 */
export async function writeWhole(
  path: string,
  fill: (write: (bytes: Bytes) => Promise<void>) => Promise<void>,
): Promise<void> {
  const partialPath = `${path}.partial`
  try {
    await mkdir(dirname(path), { recursive: true })
    const handle = await open(partialPath, 'w')
    try {
      await fill((bytes) => handle.appendFile(bytes))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(partialPath, path)
  } catch (thrown) {
    await rm(partialPath, { force: true })
    throw toWriteError(thrown, path)
  }
}

/** What a stick says when it is full, of an old format, or write-protected. */
const writeProblems: Record<string, [code: ErrorCode, words: string]> = {
  ENOSPC: ['quota-exceeded', 'there is no space left for it. Free some, or write it elsewhere'],
  EFBIG: ['quota-exceeded', 'it is too large for the file system. FAT32 takes 4 GiB, exFAT more'],
  EROFS: ['usage', 'the disk is write-protected'],
  EACCES: ['usage', 'this user may not write there'],
  EPERM: ['usage', 'this user may not write there'],
}

export function toWriteError(thrown: unknown, path: string): unknown {
  const problem = writeProblems[toCode(thrown)]
  if (!problem) return thrown
  const [code, words] = problem
  return new AppError(code, `${path} was not written: ${words}.`, { cause: thrown })
}

function toCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown'
}
