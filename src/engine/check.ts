import { AppError, toAppError } from '../core/errors.ts'
import { chunkSize, totalBytes, type FileEntry } from '../core/pack/files.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { isChunk } from './bundle.ts'
import { findInstalledEncoder } from './installed.ts'
import type { BundleStore } from './ports.ts'
import { verifyLibrary } from './verify.ts'

/** What was found wrong with an installed library or its encoder. */
export interface CheckReport {
  damaged: Damage[]
  /** The first thing that is wrong although all bytes are right. */
  error?: AppError
}

/** Chunks of a file that are missing or not what their hash says. */
export interface Damage {
  file: string
  chunks: number
  bytes: number
}

export interface CheckOptions {
  signal: AbortSignal
  /** Of the chunks that are read and hashed; what comes after has no measure. */
  onProgress(progress: { doneBytes: number; totalBytes: number }): void
}

/**
 * Checks an installed library: every chunk of it and of its encoder, then all that verify.ts checks.
 * @throws AppError `library-missing`, `library-invalid`, `cancelled`
 */
export async function checkInstalled(
  store: BundleStore,
  key: string,
  options: CheckOptions,
): Promise<CheckReport> {
  const damaged = await findDamaged(store, await listFiles(store, key), options)
  if (damaged.length > 0) return { damaged }
  try {
    await verifyLibrary(store, key)
    return { damaged }
  } catch (thrown) {
    return { damaged, error: toAppError(thrown) }
  }
}

/**
 * Reads and hashes one chunk of those that `checkInstalled` reads.
 * @param number its place among all of them, from 0
 * @returns whether it is whole, and how many there are; beyond the last one everything is
 * @throws AppError `library-missing`, `library-invalid`
 */
export async function checkChunk(
  store: BundleStore,
  key: string,
  number: number,
): Promise<{ isWhole: boolean; chunks: number }> {
  const places = (await listFiles(store, key)).flatMap(({ key: bundle, file }) =>
    file.chunks.map((_, index) => ({ bundle, file, index })),
  )
  const place = places[number]
  return {
    isWhole: !place || (await isWhole(store, place.bundle, place.file, place.index)),
    chunks: places.length,
  }
}

/** Those of an installed library and its encoder, each with the key of its bundle. */
async function listFiles(store: BundleStore, key: string): Promise<{ key: string; file: FileEntry }[]> {
  const bundles = (await store.list()).filter(({ isReady }) => isReady)
  const bundle = bundles.find((stored) => stored.key === key)
  if (!bundle) throw new AppError('library-missing', `${key} is not installed any more.`)
  const manifest = parseManifest(bundle.manifest)
  const encoder = await findInstalledEncoder(bundles, manifest.encoder.id)
  return [
    ...manifest.files.map((file) => ({ key, file })),
    ...(encoder?.card.files ?? []).map((file) => ({ key: encoder?.bundle.key ?? '', file })),
  ]
}

/** Reads and hashes every chunk of files, each with the key of its bundle. @throws AppError `cancelled` */
export async function findDamaged(
  store: BundleStore,
  files: readonly { key: string; file: FileEntry }[],
  { signal, onProgress }: CheckOptions,
): Promise<Damage[]> {
  const damaged: Damage[] = []
  const total = totalBytes(files.map(({ file }) => file))
  let doneBytes = 0
  for (const { key, file } of files) {
    const sizes: number[] = []
    for (let index = 0; index < file.chunks.length; index++) {
      if (signal.aborted) throw new AppError('cancelled', 'The check was cancelled.')
      if (!(await isWhole(store, key, file, index))) sizes.push(chunkSize(file, index))
      doneBytes += chunkSize(file, index)
      onProgress({ doneBytes, totalBytes: total })
    }
    const bytes = sizes.reduce((sum, size) => sum + size, 0)
    if (sizes.length > 0) damaged.push({ file: file.name, chunks: sizes.length, bytes })
  }
  return damaged
}

async function isWhole(store: BundleStore, key: string, file: FileEntry, index: number): Promise<boolean> {
  const bytes = await store.readChunk(key, file.name, index)
  return bytes !== undefined && (await isChunk(bytes, file, index))
}
