import type { Bytes } from '../core/bytes.ts'
import { toCanonicalJson } from '../core/canonicalJson.ts'
import { chunkBytes, type FileEntry } from '../core/pack/files.ts'
import { parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { toBundleKey } from './bundle.ts'
import { sha256 } from './hash.ts'
import type { BundleStore, ScratchFile } from './ports.ts'

/**
 * Files into the store, their manifest last.
 * @param onChunk told after each chunk; what it throws ends the writing
 */
export async function writePack(
  described: Omit<Manifest, 'files'>,
  files: ReadonlyMap<string, ScratchFile>,
  store: BundleStore,
  onChunk: (done: number, total: number) => void,
): Promise<Manifest> {
  const entries: FileEntry[] = []
  for (const [name, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    entries.push(await toEntry(name, file))
  const manifest: Manifest = { ...described, files: entries }
  const json = toCanonicalJson(manifest)
  parseManifest(json) // a pack that no reader would take is not written
  const key = await toBundleKey('library', manifest.id, new TextEncoder().encode(json))
  await store.begin({ key, kind: 'library', name: manifest.id, manifest: json })
  const total = entries.reduce((sum, { chunks }) => sum + chunks.length, 0)
  let done = 0
  for (const [name, file] of files) {
    for await (const [index, chunk] of chunksOf(file)) {
      await store.putChunk(key, name, index, chunk)
      onChunk(++done, total)
    }
  }
  await store.commit(key)
  return manifest
}

async function toEntry(name: string, file: ScratchFile): Promise<FileEntry> {
  const chunks: string[] = []
  for await (const [, chunk] of chunksOf(file)) chunks.push(await sha256(chunk))
  return { name, bytes: file.size, sha256: await file.sha256(), chunks }
}

async function* chunksOf(file: ScratchFile): AsyncGenerator<[index: number, chunk: Bytes]> {
  for (let index = 0; index * chunkBytes < file.size; index++)
    yield [index, await file.read(index * chunkBytes, (index + 1) * chunkBytes)]
}
