import { toFloat32, toUint32 } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { parseGraph } from '../core/pack/graph.ts'
import { packFile, parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { assertUnitVectors } from '../core/vector.ts'
import { createBundleReader } from './bundle.ts'
import { sha256 } from './hash.ts'
import { assertDistinct } from './library.ts'
import type { BundleStore } from './ports.ts'
import { createRecordReader } from './records.ts'

/**
 * Checks everything a pack promises: hashes of chunks and files, vectors, graph, and that each row's record is the one
 * its PMID says.
 * @throws AppError naming the first thing that is wrong
 */
export async function verifyLibrary(store: BundleStore): Promise<Manifest> {
  const [bundle] = (await store.list()).filter(({ isReady }) => isReady)
  if (!bundle)
    throw new AppError('library-missing', 'There is no complete library: manifest.json is missing.')
  const manifest = parseManifest(bundle.manifest)
  const reader = createBundleReader(store, bundle.key, manifest.files)
  for (const file of manifest.files) {
    if ((await sha256(await reader.file(file.name))) !== file.sha256) {
      throw new AppError(
        'file-damaged',
        `${file.name}: its chunks are right, but the whole is not what manifest.json says. Get it again.`,
      )
    }
  }
  assertUnitVectors(toFloat32(await reader.file(packFile.vectors)), manifest.dims, packFile.vectors)
  parseGraph(toUint32(await reader.file(packFile.graph)), manifest.records)

  const pmids = toUint32(await reader.file(packFile.pmids))
  assertDistinct(pmids)
  const records = await createRecordReader(reader, manifest.recordsPerBlock)
  for (let row = 0; row < pmids.length; row += manifest.recordsPerBlock) {
    const rows = Array.from(
      { length: Math.min(manifest.recordsPerBlock, pmids.length - row) },
      (_, i) => row + i,
    )
    const found = await records(rows)
    const wrong = found.find(({ pmid }, i) => Number(pmid) !== pmids[row + i])
    if (wrong)
      throw new AppError('library-invalid', `Record ${wrong.pmid} does not stand at its row. Build it again.`)
  }
  return manifest
}
