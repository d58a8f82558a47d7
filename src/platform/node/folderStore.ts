import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Bytes } from '../../core/bytes.ts'
import { AppError } from '../../core/errors.ts'
import { parseEncoderCard } from '../../core/encoder/card.ts'
import { chunkBytes } from '../../core/pack/files.ts'
import { parseManifest } from '../../core/pack/manifest.ts'
import { toBundleKey, toManifestText } from '../../engine/bundle.ts'
import { toEdition } from '../../engine/succession.ts'
import type { BundleKind, BundleStore, StoredBundle } from '../../engine/ports.ts'

const manifestNames: Record<BundleKind, string> = { library: 'manifest.json', encoder: 'model.json' }

/**
 * One bundle in a folder, laid out as it is shipped: its manifest beside its files. The manifest is written last, by
 * rename, so a folder that has one is complete.
 */
export function createFolderStore(folder: string, kind: BundleKind): BundleStore {
  const manifestPath = join(folder, manifestNames[kind])
  const partialPath = `${manifestPath}.partial`

  async function describe(path: string, isReady: boolean): Promise<StoredBundle[]> {
    const bytes = await readIfThere(path)
    if (!bytes) return []
    const manifest = toManifestText(bytes)
    const name = kind === 'library' ? parseManifest(manifest).id : parseEncoderCard(manifest).name
    return [{ key: await toBundleKey(kind, name, bytes), kind, name, manifest, isReady }]
  }

  // Kept while nothing changes: every reading of a chunk asks which bundle the folder holds.
  let held: Promise<StoredBundle[]> | undefined
  function list(): Promise<StoredBundle[]> {
    if (!held) {
      held = Promise.all([describe(manifestPath, true), describe(partialPath, false)]).then((all) =>
        all.flat(),
      )
      held.catch(() => (held = undefined)) // this caller sees the error, the next one tries again
    }
    return held
  }
  const holds = async (key: string) => (await list()).some((stored) => stored.key === key)

  return {
    list,

    async begin({ key, manifest }) {
      if (await holds(key)) return
      await mkdir(folder, { recursive: true })
      await writeFile(partialPath, manifest)
      held = undefined
    },

    async putChunk(_key, file, index, bytes) {
      const path = join(folder, file)
      await mkdir(dirname(path), { recursive: true })
      const handle = await open(path, 'a').then(async (created) => (await created.close(), open(path, 'r+')))
      try {
        await handle.write(bytes, 0, bytes.byteLength, index * chunkBytes)
      } finally {
        await handle.close()
      }
    },

    async readChunk(key, file, index) {
      return (await holds(key)) ? readPiece(join(folder, file), index * chunkBytes, chunkBytes) : undefined
    },

    async commit() {
      if (!(await readIfThere(partialPath)))
        throw new AppError('not-found', `${folder} has no bundle to commit.`)
      const handle = await open(partialPath, 'r+')
      await handle.sync()
      await handle.close()
      await rename(partialPath, manifestPath)
      held = undefined
    },

    async remove(key) {
      if (await holds(key)) await rm(folder, { recursive: true, force: true })
      held = undefined
    },

    // A folder has no memory: it knows what it holds.
    async recall(id) {
      const held = (await list()).find(
        ({ kind, name, isReady }) => kind === 'library' && name === id && isReady,
      )
      return held && toEdition(held.manifest)
    },
    async forget() {},

    close() {},
  }
}

async function readIfThere(path: string): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (thrown) {
    if (isAbsence(thrown)) return undefined
    throw thrown
  }
}

async function readPiece(path: string, position: number, length: number): Promise<Bytes | undefined> {
  let handle
  try {
    handle = await open(path, 'r')
  } catch (thrown) {
    if (isAbsence(thrown)) return undefined
    throw thrown
  }
  try {
    const bytes = new Uint8Array(length)
    const { bytesRead } = await handle.read(bytes, 0, length, position)
    return bytesRead === 0 ? undefined : bytes.slice(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** No such file, or a file where a folder was named. */
function isAbsence(thrown: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')
}
