import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../core/errors.ts'
import { sourceExtensions } from '../core/pubmed/sourceNames.ts'

/** The files named, and those of the folders named whose format is read, sorted: any order of arguments is one order. */
export async function listInputs(paths: readonly string[]): Promise<string[]> {
  const files = await Promise.all(paths.map(listFiles))
  const found = [...new Set(files.flat())].sort()
  if (found.length === 0) {
    throw new AppError(
      'usage',
      `No input files. Name them with --in: ${sourceExtensions.join(', ')}, or folders of them.`,
    )
  }
  return found
}

async function listFiles(path: string): Promise<string[]> {
  const isFolder = await stat(path).then(
    (status) => status.isDirectory(),
    () => false, // a missing file is reported where it is opened, with its remedy
  )
  if (!isFolder) return [path]
  const names = await readdir(path, { recursive: true })
  return names
    .filter((name) => sourceExtensions.some((extension) => name.endsWith(extension)))
    .map((name) => join(path, name))
}
