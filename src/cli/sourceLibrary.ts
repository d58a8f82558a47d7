import { resolve } from 'node:path'
import type { MeshTree } from '../core/mesh/tree.ts'
import type { SourceReader } from '../engine/collect.ts'
import { openLibrary, type OpenLibrary } from '../engine/library.ts'
import { readMeshTree, readPackRecords } from '../engine/packSource.ts'
import type { Effects } from './effects.ts'
import { loadMesh, type MeshFiles } from './meshFiles.ts'
import { findPack } from './pack.ts'
import { bringBack } from './putInPlace.ts'

/** What `update`, `merge` and `reencode` have in common: they make a library of libraries. */

export async function openSourceLibrary(folder: string): Promise<OpenLibrary> {
  await bringBack(resolve(folder))
  const { store, bundle } = await findPack(folder)
  return openLibrary(bundle.key, store)
}

/** Reads a library where its key is named as the path, and files elsewhere. */
export function createReader(libraries: readonly OpenLibrary[], readFile: SourceReader): SourceReader {
  const byKey = new Map(libraries.map((library) => [library.key, library]))
  return (path, handlers, options) => {
    const library = byKey.get(path)
    return library ? readPackRecords(library, handlers, options) : readFile(path, handlers, options)
  }
}

/** The edition that is named, or what the libraries bring along: they have all headings of their own records. */
export async function meshOf(
  libraries: readonly OpenLibrary[],
  { mesh, meshYear }: { mesh?: MeshFiles; meshYear?: number },
  effects: Effects,
): Promise<MeshTree | undefined> {
  return mesh ? loadMesh(mesh, effects.signal, meshYear) : readMeshTree(libraries)
}

/** Who has installed a signed version takes no next one that is not signed. */
export function tellUnsigned(
  { manifest }: OpenLibrary,
  { isSigned }: { isSigned: boolean },
  effects: Effects,
): void {
  if (!manifest.signature || isSigned) return
  effects.out(
    '  The library was signed and this version is not: sign it with the same key before it is offered.',
  )
}
