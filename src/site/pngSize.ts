import { closeSync, openSync, readSync } from 'node:fs'
import { AppError } from '../core/errors.ts'

/** Width and height in pixels, which a page needs before the picture has come. @throws AppError `input-invalid` for another file */
export function readPngSize(path: string): { width: number; height: number } {
  const head = Buffer.alloc(24)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, head.length, 0)
  } finally {
    closeSync(file)
  }
  if (head.toString('latin1', 1, 4) !== 'PNG') throw new AppError('input-invalid', `${path} is no PNG.`)
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
}
