import { AppError } from '../../core/errors.ts'
import { maxManifestBytes } from '../../core/pack/files.ts'
import type { FolderSource } from '../../engine/importEncoder.ts'
import { createBlobFile } from './blobFile.ts'

const card = 'model.json'

/**
 * The model folder among files that a user has handed over, itself or the only one below.
 * @param files by their path, the name of the folder that was chosen first
 * @throws AppError `usage` where there is none, or more than one
 */
export function createFolderSource(files: ReadonlyMap<string, File>): FolderSource {
  const folder = findModelFolder([...files.keys()])
  const find = (name: string) => files.get(folder + name)

  async function read(name: string, start: number, end: number) {
    const file = find(name)
    if (!file) throw new AppError('not-found', `${folder} has no file ${name}.`)
    return createBlobFile(file).read(start, Math.min(end, file.size))
  }

  return {
    place: folder.slice(0, -1),
    manifest: () => read(card, 0, maxManifestBytes),
    range: (file, start, end) => read(file, start, end),
    sizeOf: (file) => find(file)?.size,
  }
}

/** With a slash at its end. */
function findModelFolder(paths: readonly string[]): string {
  const folders = paths
    .filter((path) => path === card || path.endsWith(`/${card}`))
    .map((path) => path.slice(0, -card.length))
  const top = Math.min(...folders.map(depthOf))
  const [folder, ...others] = folders.filter((found) => depthOf(found) === top)
  const chosen = paths[0]?.split('/')[0] ?? 'The folder'
  if (folder === undefined) {
    throw new AppError(
      'usage',
      `“${chosen}” is no model folder: it has no model.json. A model folder is what npm run model makes below models/.`,
    )
  }
  if (others.length > 0) {
    const names = [folder, ...others].map((found) => found.slice(0, -1)).join(', ')
    throw new AppError('usage', `“${chosen}” holds several model folders: ${names}. Choose one of them.`)
  }
  return folder
}

const depthOf = (path: string) => path.split('/').length
