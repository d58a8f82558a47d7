import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'

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
