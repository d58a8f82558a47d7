import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseEncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import { archiveExtension } from '../core/pack/archive.ts'
import { parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { installArchive, openArchive, type Archive, type ArchiveProgress } from '../engine/archive.ts'
import { toManifestText } from '../engine/bundle.ts'
import type { BundleKind } from '../engine/ports.ts'
import { assertSuccessor, toEdition } from '../engine/succession.ts'
import { writeArchive, type BundleAt } from '../engine/writeArchive.ts'
import { openByteFile, writeWhole } from '../platform/node/byteFile.ts'
import { createFolderStore } from '../platform/node/folderStore.ts'
import { modelsFolder } from './defaults.ts'
import type { Effects } from './effects.ts'
import { findPack } from './pack.ts'
import { toProgressLine } from './progressLine.ts'
import { assertPlace, bringBack, isFree, putInPlace } from './putInPlace.ts'

/** Commands for a library that travels as one file: `export` and `import`. */

interface ExportOptions {
  folder: string
  /** The file. */
  out: string
  hasEncoder: boolean
  /** By default the library's in `models/`. */
  encoderFolder?: string
}

export async function exportLibrary(
  { folder, out, hasEncoder, encoderFolder }: ExportOptions,
  effects: Effects,
): Promise<void> {
  if (!out.endsWith(archiveExtension))
    throw new AppError('usage', `--out: expected a name that ends in ${archiveExtension}, got “${out}”.`)
  const library = await findPack(folder)
  const { title, records, encoder } = parseManifest(library.bundle.manifest)
  const encoderAt = hasEncoder
    ? await findEncoderBundle(encoderFolder ?? join(modelsFolder, encoder.name))
    : undefined
  const onProgress = progressOf('write', effects)
  await writeWhole(out, async (write) => {
    await writeArchive({ library, encoder: encoderAt }, write, { signal: effects.signal, onProgress })
  })
  const words = hasEncoder ? `with its encoder ${encoder.name}` : 'without its encoder'
  effects.out(`Wrote ${out}: “${title}”, ${records} records, ${words}.`)
}

async function findEncoderBundle(folder: string): Promise<BundleAt> {
  const found = await findBundle(folder, 'encoder')
  if (found) return found
  throw new AppError(
    'encoder-missing',
    `There is no encoder in ${folder}: name its folder by --encoder DIR, or leave it out by --no-encoder.`,
  )
}

async function findBundle(folder: string, kind: BundleKind): Promise<BundleAt | undefined> {
  const store = createFolderStore(folder, kind)
  const bundle = (await store.list()).find(({ isReady }) => isReady)
  return bundle && { store, bundle }
}

interface ImportOptions {
  file: string
  /** Folder of the library. */
  out: string
  /** Folder of encoders, one folder each. */
  models?: string
}

/** The library gets a folder of its own; its encoder is installed where nothing has its name. */
export async function importLibrary(
  { file: path, out, models = modelsFolder }: ImportOptions,
  effects: Effects,
): Promise<Manifest> {
  const file = await openByteFile(path)
  try {
    const archive = await openArchive(file)
    await bringBack(resolve(out))
    await assertPlaceOf(archive, out, effects.signal)
    const { manifest } = archive.library
    const encoder = await findEncoderPlace(archive, models)
    const encoderFolder = encoder.place === 'free' ? resolve(encoder.at) : undefined
    await installFolders(archive, resolve(out), encoderFolder, effects)
    effects.out(`“${manifest.title}” is in ${out}: ${manifest.records} records, every hash right.`)
    effects.out(`${encoderWords[encoder.place]}: ${encoder.at}`)
    return manifest
  } finally {
    await file.close()
  }
}

/** An older library gives way, and only as in every installation. */
async function assertPlaceOf({ library }: Archive, out: string, signal: AbortSignal): Promise<void> {
  await assertPlace(out)
  const installed = await findBundle(out, 'library')
  if (!installed) return
  if (parseManifest(installed.bundle.manifest).id !== library.manifest.id)
    throw new AppError('usage', `--out: ${out} holds another library. Name another folder.`)
  const manifest = toManifestText(await library.source.manifest(signal))
  await assertSuccessor(manifest, toEdition(installed.bundle.manifest))
}

type EncoderPlace = 'free' | 'same' | 'taken' | 'absent'

const encoderWords: Record<EncoderPlace, string> = {
  free: 'Its encoder was installed',
  same: 'Its encoder is there already',
  taken: 'Its encoder was left out, as something else has its name',
  absent: 'The file brings no encoder; searching by meaning needs this one',
}

/** By the name in the encoder's card, which is a plain one; that in the library's manifest is any text. */
async function findEncoderPlace(
  { library, encoder }: Archive,
  models: string,
): Promise<{ place: EncoderPlace; at: string }> {
  if (!encoder) return { place: 'absent', at: library.manifest.encoder.name }
  const at = join(models, encoder.card.name)
  const found = await findBundle(at, 'encoder')
  if (!found) return { place: (await isFree(at)) ? 'free' : 'taken', at }
  const isSame = parseEncoderCard(found.bundle.manifest).id === encoder.card.id
  return { place: isSame ? 'same' : 'taken', at }
}

/** Into folders beside their places, which they take when both are whole. */
async function installFolders(
  archive: Archive,
  libraryFolder: string,
  encoderFolder: string | undefined,
  effects: Effects,
): Promise<void> {
  const folders = [...(encoderFolder === undefined ? [] : [encoderFolder]), libraryFolder]
  const incoming = (folder: string) => `${folder}.incoming`
  const clear = () =>
    Promise.all(folders.map((folder) => rm(incoming(folder), { recursive: true, force: true })))
  await clear()
  try {
    const stores = {
      library: createFolderStore(incoming(libraryFolder), 'library'),
      ...(encoderFolder !== undefined && {
        encoder: createFolderStore(incoming(encoderFolder), 'encoder'),
      }),
    }
    await installArchive(archive, stores, {
      signal: effects.signal,
      onProgress: progressOf('import', effects),
    })
    for (const folder of folders) await putInPlace(incoming(folder), folder)
  } finally {
    await clear()
  }
}

/** In megabytes, as a stick's size is told. */
function progressOf(label: string, effects: Effects): (progress: ArchiveProgress) => void {
  const start = effects.now()
  return ({ doneBytes, totalBytes }) => {
    const isLast = doneBytes === totalBytes
    const total = Math.ceil(totalBytes / 1e6)
    const done = isLast ? total : Math.floor(doneBytes / 1e6)
    const elapsedMs = effects.now() - start
    effects.progress(toProgressLine(label, { done, total, doneAtStart: 0, elapsedMs, unit: ' MB' }), isLast)
  }
}
