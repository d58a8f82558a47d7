import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from '../../src/cli/build.ts'
import { catalogueFile, type Catalogue } from '../../src/core/catalogue.ts'
import { totalBytes } from '../../src/core/pack/files.ts'
import type { Manifest } from '../../src/core/pack/manifest.ts'
import { createFolderStore } from '../../src/platform/node/folderStore.ts'
import { findEncoder } from '../../src/platform/node/encoder.ts'

/** Builds a library of the first records of a file with any encoder, and a site's catalogue that offers it alone. */
export async function offerLibrary(
  siteFolder: string,
  { file, records, encoderFolder }: { file: string; records: number; encoderFolder: string },
): Promise<Manifest> {
  const id = 'offered'
  const out = join(siteFolder, id)
  await mkdir(siteFolder, { recursive: true })
  const manifest = await build(
    {
      inputs: [file],
      limits: new Map([[file, records]]),
      out,
      encoderFolder,
      batchSize: 1,
      description: { id, title: 'Offered library', kind: 'pubmed', licence: 'for tests' },
    },
    { out() {}, progress() {}, now: () => performance.now(), signal: new AbortController().signal },
  )
  const [bundle] = await createFolderStore(out, 'library').list()
  const { card } = await findEncoder(encoderFolder)
  const { title, kind, version, files, encoder } = manifest
  const entry = {
    ...{ id, title, kind, version, records: manifest.records, key: bundle?.key ?? '', encoder: encoder.name },
    ...{ libraryBytes: totalBytes(files), encoderBytes: totalBytes(card.files) },
  }
  const catalogue: Catalogue = { default: id, libraries: [entry] }
  await writeFile(join(siteFolder, catalogueFile), JSON.stringify(catalogue))
  return manifest
}
