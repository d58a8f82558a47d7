import { toInt16 } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { noBranch, toMainBranches } from '../core/map/branches.ts'
import { createMeshTree } from '../core/mesh/tree.ts'
import { parseMeshTsv } from '../core/mesh/tsv.ts'
import { mapFile, packFile, packPostings } from '../core/pack/manifest.ts'
import type { Postings } from '../core/pack/postings.ts'
import type { OpenLibrary } from './library.ts'
import { openPostings } from './postings.ts'

export interface OpenedMap {
  /** count × 2, see core/map/coordinates.ts */
  coordinates: Int16Array<ArrayBuffer>
  /** See core/map/branches.ts. */
  branches: Uint8Array<ArrayBuffer>
}

/**
 * Where the records of a library lie on its map, and the branch of MeSH that each is coloured by.
 * @throws AppError `not-found` where the library has no map, `file-damaged`, `index-invalid`
 */
export async function openMap({ manifest, reader }: OpenLibrary): Promise<OpenedMap> {
  const count = manifest.records
  if (!manifest.files.some(({ name }) => name === mapFile))
    throw new AppError('not-found', `“${manifest.title}” was made without a map.`)
  const coordinates = toInt16(await reader.file(mapFile))
  if (manifest.meshYear === null) return { coordinates, branches: new Uint8Array(count).fill(noBranch) }

  const tsv = new TextDecoder().decode(await reader.file(packFile.mesh))
  const mesh = createMeshTree(parseMeshTsv(tsv), manifest.meshYear)
  const lists: [string, Postings][] = []
  const facets = await openPostings(reader, packPostings.facets, count)
  for (const kind of ['mesh:', 'majr:']) for await (const entry of facets.list(kind)) lists.push(entry)
  return { coordinates, branches: toMainBranches(lists, mesh, count) }
}
