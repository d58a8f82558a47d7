import { totalBytes } from '../core/pack/files.ts'
import { parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { AppError } from '../core/errors.ts'
import { openLibrary } from '../engine/library.ts'
import { search, type SearchAnswer } from '../engine/search.ts'
import { verifyLibrary } from '../engine/verify.ts'
import { openNodeEncoder } from '../platform/node/encoder.ts'
import { createFolderStore } from '../platform/node/folderStore.ts'
import { loadHnswlibModule } from '../platform/node/hnswlibModule.ts'
import { createHnswLibrary } from '../platform/wasm/hnswlib.ts'
import type { Effects } from './effects.ts'

/** Commands that read a library's folder: `verify`, `inspect`, `query`. */

async function findPack(folder: string) {
  const store = createFolderStore(folder, 'library')
  const [bundle] = (await store.list()).filter(({ isReady }) => isReady)
  if (!bundle)
    throw new AppError('library-missing', `There is no library in ${folder}: it has no manifest.json.`)
  return { store, bundle }
}

export async function verify(folder: string, effects: Effects): Promise<Manifest> {
  const manifest = await verifyLibrary((await findPack(folder)).store)
  effects.out(
    `“${manifest.title}” is whole: ${manifest.records} records in ${manifest.files.length} files, every hash right.`,
  )
  return manifest
}

/** What `inspect --json` prints. */
export interface Inspection {
  id: string
  title: string
  kind: Manifest['kind']
  date: string
  source: string
  licence: string
  meshYear: number | null
  records: number
  dims: number
  encoder: Manifest['encoder']
  recallAt10: number
  /** Of all files, the manifest left out. */
  bytes: number
  read: number
  /** Records left out, by reason. */
  skipped: Record<string, number>
}

export async function inspect(folder: string, isJson: boolean, effects: Effects): Promise<Inspection> {
  const manifest = parseManifest((await findPack(folder)).bundle.manifest)
  const { id, title, kind, date, source, licence, meshYear, records, dims, encoder, recallAt10, account } =
    manifest
  const inspection: Inspection = {
    ...{ id, title, kind, date, source, licence, meshYear, records, dims, encoder, recallAt10 },
    bytes: totalBytes(manifest.files),
    read: account.read,
    skipped: account.skipped,
  }
  if (isJson) effects.out(JSON.stringify(inspection, null, 2))
  else {
    for (const [name, value] of Object.entries(inspection)) {
      effects.out(`${name.padEnd(12)} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    }
  }
  return inspection
}

export interface QueryOptions {
  folder: string
  text: string
  k: number
  isExact: boolean
  isJson: boolean
  encoderFolder: string
}

export async function query(options: QueryOptions, effects: Effects): Promise<SearchAnswer> {
  const { store, bundle } = await findPack(options.folder)
  const { card, embedder } = await openNodeEncoder(options.encoderFolder)
  try {
    const hnsw = await createHnswLibrary(loadHnswlibModule)
    const library = await openLibrary(bundle.key, { store, hnsw, card })
    const answer = await search(options, { library, embedder, card, now: effects.now }, effects.signal)
    library.close()
    if (options.isJson) {
      const hits = answer.hits.map(({ rank, score, record }) => ({
        id: record.pmid,
        rank,
        score,
        title: record.title,
      }))
      effects.out(JSON.stringify({ ...answer, hits }, null, 2))
    } else {
      for (const { rank, score, record } of answer.hits) {
        effects.out(
          `${String(rank).padStart(3)}  ${score.toFixed(3)}  ${record.pmid.padEnd(10)} ${record.title}`,
        )
      }
    }
    return answer
  } finally {
    await embedder.close()
  }
}
