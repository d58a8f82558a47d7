import { AppError } from '../../core/errors.ts'
import type { ByteFile } from '../../engine/ports.ts'

/** A file that a user has handed over, read by pieces. */
export function createBlobFile(file: File): ByteFile {
  return {
    place: file.name,
    size: file.size,
    async read(start, end) {
      try {
        return new Uint8Array(await file.slice(start, end).arrayBuffer())
      } catch (cause) {
        // The browser forbids it when the file has changed, moved, or left with its stick.
        const detail = cause instanceof Error ? ` (${cause.name})` : ''
        throw new AppError('input-invalid', `${file.name} can no longer be read${detail}. Choose it again.`, {
          cause,
        })
      }
    },
  }
}
