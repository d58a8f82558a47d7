// Scratch on disk: a file for each sorter and each file, made when its first bytes come.

import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, read, writeSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Bytes } from '../../core/bytes.ts'
import type { Scratch, ScratchFile } from '../../engine/ports.ts'
import { toWriteError } from './byteFile.ts'
import { createFolderSorter } from './folderSorter.ts'

const readAt = promisify(read)

/**
 * Empties the folder when it is opened. Must be closed, which removes it.
 * @param runChars see `createFolderSorter`
 */
export async function openScratchFolder(
  folder: string,
  runChars?: number,
): Promise<Scratch & { close(): Promise<void> }> {
  await rm(folder, { recursive: true, force: true }) // left by one that was killed
  const opened: number[] = []
  let named = 0

  function openFile(): AppendedFile {
    const path = join(folder, String(named++))
    let descriptor: number | undefined
    const open = (): number => {
      mkdirSync(folder, { recursive: true })
      const made = openSync(path, 'w+')
      opened.push(made)
      return made
    }
    let size = 0
    return {
      get size() {
        return size
      },
      // Parsers hand over record after record without waiting, so the disk must not be waited for either.
      append(bytes) {
        try {
          descriptor ??= open()
          for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done)
        } catch (thrown) {
          throw toWriteError(thrown, path)
        }
        size += bytes.length
      },
      async read(start, end) {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start))
        for (let done = 0; done < bytes.length;) {
          const { bytesRead } = await readAt(descriptor ?? -1, bytes, done, bytes.length - done, start + done)
          if (bytesRead === 0) throw new Error(`${path} became shorter while it was read.`)
          done += bytesRead
        }
        return bytes
      },
    }
  }

  return {
    sorter: () => createFolderSorter(openFile(), runChars),
    file: () => withHash(openFile()),
    async close() {
      for (const descriptor of opened) closeSync(descriptor)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A file without its hash: see the port. */
export interface AppendedFile {
  readonly size: number
  append(bytes: Uint8Array): void
  read(start: number, end: number): Promise<Bytes>
}

function withHash(file: AppendedFile): ScratchFile {
  const hash = createHash('sha256')
  return {
    get size() {
      return file.size
    },
    append(bytes) {
      hash.update(bytes)
      file.append(bytes)
    },
    read: (start, end) => file.read(start, end),
    sha256: () => Promise.resolve(hash.copy().digest('hex')),
  }
}
