import { existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../core/errors.ts'
import { packFile } from '../core/pack/manifest.ts'

const asideOf = (folder: string): string => `${folder}.old`

/** Puts a finished folder where an old one stands, which gives way only now that the new one is whole. */
export async function putInPlace(from: string, to: string): Promise<void> {
  await rm(asideOf(to), { recursive: true, force: true })
  if (existsSync(to)) await rename(to, asideOf(to))
  await rename(from, to)
  await rm(asideOf(to), { recursive: true, force: true })
}

/** An interruption between the two renames leaves the old folder under another name: it comes back. */
export async function bringBack(to: string): Promise<void> {
  if (!existsSync(to) && existsSync(asideOf(to))) await rename(asideOf(to), to)
}

/** A library may take the place of another one; the files of a folder of anything else would be lost. */
export async function assertPlace(folder: string): Promise<void> {
  const isLibrary = ['manifest.json', packFile.records].every((name) => existsSync(join(folder, name)))
  if (!isLibrary && !(await isFree(folder)))
    throw new AppError('usage', `--out: ${folder} holds other files. Name a new folder.`)
}

/** Nothing is there, or an empty folder. */
export async function isFree(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ENOENT'
  }
}
