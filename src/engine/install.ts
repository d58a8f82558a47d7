import { parseManifest } from '../core/pack/manifest.ts'
import type { Bytes } from '../core/bytes.ts'
import { AppError, type ErrorCode } from '../core/errors.ts'
import { chunkBytes, chunkSize, totalBytes, type FileEntry } from '../core/pack/files.ts'
import { isChunk, toBundleKey, toManifestText } from './bundle.ts'
import { loadEncoderCard } from './encoder.ts'
import { runAhead } from './runAhead.ts'
import type { Bundle, BundleKind, BundleSource, BundleStore, StoredBundle } from './ports.ts'
import { assertSuccessor, type SuccessionTerms } from './succession.ts'

export interface InstallProgress {
  name: string
  /** Bytes that are verified and stored, and their sum by the manifest. */
  doneBytes: number
  totalBytes: number
}

/** So many chunks, of 1 MiB at most, are on their way at once: to a browser on two cores 12 come half as fast again as one by one. */
const chunksAhead = 12

interface InstallOptions extends SuccessionTerms {
  signal: AbortSignal
  onProgress(progress: InstallProgress): void
  /** Called with the manifest before anything is stored; a refusal throws. */
  accept?(manifest: string): Promise<void>
}

/**
 * Brings a bundle into the store: manifest, then every chunk that is not there yet, each checked by size and SHA-256
 * before it is kept, then one durable commit. What is stored already, by an interrupted run or a whole one, is hashed
 * again and used; so the same call repairs a bundle of which a chunk was damaged since. A chunk that an older version has,
 * in whatever file, is copied from there, so that of a new version only the difference is fetched.
 * Older bundles of the same name stay until this one is committed; a library that may not take their place, or
 * that of one which was removed, is refused before anything is stored.
 * Where a chunk is not what the manifest says and the site has another manifest by now, that one is installed instead.
 * @returns the key of the installed bundle
 */
export async function install(
  kind: BundleKind,
  source: BundleSource,
  store: BundleStore,
  options: InstallOptions,
): Promise<string> {
  const manifestBytes = await source.manifest(options.signal)
  try {
    return await installAs(manifestBytes, kind, source, store, options)
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !changedCodes.includes(thrown.code)) throw thrown
    const newer = await source.manifest(options.signal).catch(() => manifestBytes)
    if (isSame(newer, manifestBytes)) throw thrown
    return installAs(newer, kind, source, store, options)
  }
}

/** How it shows that the files belong to another manifest by now; a refusal or a stop is none of these. */
const changedCodes: ErrorCode[] = ['file-damaged', 'not-found', 'network']

const isSame = (a: Bytes, b: Bytes) => a.length === b.length && a.every((byte, i) => byte === b[i])

async function installAs(
  manifestBytes: Bytes,
  kind: BundleKind,
  source: BundleSource,
  store: BundleStore,
  { signal, onProgress, accept, ...terms }: InstallOptions,
): Promise<string> {
  const manifest = toManifestText(manifestBytes)
  const { name, files } = await describe(kind, manifest)
  await accept?.(manifest)
  const bundle: Bundle = { key: await toBundleKey(kind, name, manifestBytes), kind, name, manifest }

  const stored = await store.list()
  const older = stored.filter((old) => old.kind === kind && old.name === name && old.key !== bundle.key)
  if (kind === 'library') await assertSuccessor(manifest, await store.recall(name), terms)
  const isBegun = stored.some(({ key }) => key === bundle.key)
  const total = totalBytes(files)
  let doneBytes = 0
  const written = (work: Promise<void>) =>
    work.catch((thrown: unknown) => tellNeed(thrown, total - doneBytes))
  await written(store.begin(bundle))
  const findInOlder = await createChunkFinder(kind, older, store)

  const stop = new AbortController()
  const bring = async ({ file, index }: { file: FileEntry; index: number }): Promise<number> => {
    const held = isBegun ? await store.readChunk(bundle.key, file.name, index) : undefined
    if (!held || !(await isChunk(held, file, index))) {
      const either = AbortSignal.any([signal, stop.signal])
      const bytes = (await findInOlder(file, index)) ?? (await fetchChunk(source, file, index, either))
      await store.putChunk(bundle.key, file.name, index, bytes)
    }
    return chunkSize(file, index)
  }

  onProgress({ name, doneBytes, totalBytes: total })
  const places = files.flatMap((file) => file.chunks.map((_, index) => ({ file, index })))
  const started: Promise<number>[] = []
  const start = (place: (typeof places)[number]) => {
    const bringing = bring(place)
    started.push(bringing)
    return bringing
  }
  try {
    for await (const bytes of runAhead(places, chunksAhead, start)) {
      if (signal.aborted) throw new AppError('cancelled', `Installing ${name} was cancelled.`)
      doneBytes += bytes
      onProgress({ name, doneBytes, totalBytes: total })
    }
  } catch (thrown) {
    tellNeed(thrown, total - doneBytes)
  } finally {
    // Who installs next must not meet what this one is still writing.
    stop.abort()
    await Promise.allSettled(started)
  }
  await written(store.commit(bundle.key))
  for (const { key } of older) await store.remove(key)
  return bundle.key
}

/** Who is told that there is no space wants to know how much is needed. */
function tellNeed(thrown: unknown, neededBytes: number): never {
  if (!(thrown instanceof AppError) || thrown.code !== 'quota-exceeded') throw thrown
  throw new AppError(thrown.code, `${thrown.message} ${neededBytes} bytes were still to come.`, {
    cause: thrown,
    space: { ...thrown.space, neededBytes },
  })
}

/** How many bytes installing would fetch, where all that is stored of an older version is whole. */
export async function measureInstall(
  kind: BundleKind,
  source: BundleSource,
  store: BundleStore,
  signal: AbortSignal,
): Promise<number> {
  const { name, files } = await describe(kind, toManifestText(await source.manifest(signal)))
  const isOlder = (stored: StoredBundle) => stored.isReady && stored.kind === kind && stored.name === name
  const held = new Set<string>()
  for (const { manifest } of (await store.list()).filter(isOlder)) {
    const older = await describe(kind, manifest).catch(() => ({ files: [] }))
    for (const { chunks } of older.files) for (const hash of chunks) held.add(hash)
  }
  const missing = files.flatMap((file) =>
    file.chunks.map((hash, index) => (held.has(hash) ? 0 : chunkSize(file, index))),
  )
  return missing.reduce((sum, bytes) => sum + bytes, 0)
}

async function describe(kind: BundleKind, manifest: string): Promise<{ name: string; files: FileEntry[] }> {
  if (kind === 'encoder') return loadEncoderCard(manifest)
  const { id, files } = parseManifest(manifest)
  return { name: id, files }
}

/** Finds a chunk among those of ready bundles by its hash; the bytes are hashed again, and damaged ones are not found. */
async function createChunkFinder(
  kind: BundleKind,
  bundles: readonly StoredBundle[],
  store: BundleStore,
): Promise<(file: FileEntry, index: number) => Promise<Bytes | undefined>> {
  const places = new Map<string, { key: string; file: string; index: number }>()
  for (const { key, manifest } of bundles.filter(({ isReady }) => isReady)) {
    // One of a schema that is not read any more has nothing to give.
    const { files } = await describe(kind, manifest).catch(() => ({ files: [] }))
    for (const { name, chunks } of files)
      for (const [index, hash] of chunks.entries()) places.set(hash, { key, file: name, index })
  }
  return async (file, index) => {
    const place = places.get(file.chunks[index] ?? '')
    const bytes = place && (await store.readChunk(place.key, place.file, place.index))
    return bytes && (await isChunk(bytes, file, index)) ? bytes : undefined
  }
}

/** One chunk, checked. A wrong one is asked for once more: a bit may have flipped on the way. */
async function fetchChunk(
  source: BundleSource,
  file: FileEntry,
  index: number,
  signal: AbortSignal,
): Promise<Bytes> {
  const start = index * chunkBytes
  for (let attempt = 1; ; attempt++) {
    const bytes = await source.range(file.name, start, start + chunkSize(file, index), signal)
    if (await isChunk(bytes, file, index)) return bytes
    if (attempt < 2) continue
    if (bytes[0] === '<'.charCodeAt(0)) {
      throw new AppError(
        'wrong-body',
        `${source.place}: a web page came instead of ${file.name}. Is there a network login page? Sign in and try again.`,
      )
    }
    throw new AppError(
      'file-damaged',
      `${source.place}: chunk ${index} of ${file.name} does not match its hash. It was not stored; try again, ` +
        `or get the library anew.`,
    )
  }
}

/** Removes what interrupted installs left: partial bundles for which a ready one of the same name stands. */
export async function removeLeftovers(store: BundleStore): Promise<void> {
  const stored = await store.list()
  for (const partial of stored.filter(({ isReady }) => !isReady)) {
    const isSuperseded = stored.some(
      ({ isReady, kind, name }) => isReady && kind === partial.kind && name === partial.name,
    )
    if (isSuperseded) await store.remove(partial.key)
  }
}
