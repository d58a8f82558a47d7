import { totalBytes } from '../core/pack/files.ts'
import { parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { AppError } from '../core/errors.ts'
import { openLibrary, type OpenLibrary } from '../engine/library.ts'
import { search, type SearchAnswer, type SearchHit, type SearchMode } from '../engine/search.ts'
import { verifySignature } from '../engine/signature.ts'
import { openVectors } from '../engine/vectors.ts'
import { verifyLibrary } from '../engine/verify.ts'
import { openNodeEncoder } from '../platform/node/encoder.ts'
import { createFolderStore } from '../platform/node/folderStore.ts'
import { loadHnswlibModule } from '../platform/node/hnswlibModule.ts'
import { createHnswLibrary } from '../platform/wasm/hnswlib.ts'
import type { Effects } from './effects.ts'

/** Commands that read a library's folder: `verify`, `inspect`, `query`. */

export async function findPack(folder: string) {
  const store = createFolderStore(folder, 'library')
  const [bundle] = (await store.list()).filter(({ isReady }) => isReady)
  if (!bundle)
    throw new AppError('library-missing', `There is no library in ${folder}: it has no manifest.json.`)
  return { store, bundle }
}

/** @param demandedKey the public key that must have signed the library, where one must */
export async function verify(folder: string, effects: Effects, demandedKey?: string): Promise<Manifest> {
  const { store, bundle } = await findPack(folder)
  const signedBy = await findSigner(bundle.manifest)
  if (demandedKey !== undefined && signedBy !== demandedKey) {
    throw new AppError(
      'signature-changed',
      `${folder} is ${signedBy === null ? 'not signed' : `signed by ${signedBy}`}, and not by ${demandedKey} as demanded.`,
    )
  }
  const manifest = await verifyLibrary(store)
  effects.out(
    `“${manifest.title}” is whole: ${manifest.records} records in ${manifest.files.length} files, every hash right.`,
  )
  effects.out(signedBy === null ? 'It is not signed.' : `Signed by ${signedBy}`)
  return manifest
}

async function findSigner(manifest: string): Promise<string | null> {
  const signer = await verifySignature(manifest)
  return signer === 'unsigned' ? null : signer.publicKey
}

/** What `inspect --json` prints. */
export interface Inspection {
  id: string
  title: string
  kind: Manifest['kind']
  version: number
  date: string
  sourceDate: string
  staleAfterDays?: number
  source: string
  licence: string
  meshYear: number | null
  records: number
  dims: number
  encoder: Manifest['encoder']
  recallAt10: number
  ndcgAt10: number | null
  hasAbstracts: boolean
  headings: Manifest['headings']
  /** Of all files, the manifest left out. */
  bytes: number
  read: number
  /** Records left out, by reason. */
  skipped: Record<string, number>
  /** The public key, or null when the library is not signed. */
  signedBy: string | null
}

export async function inspect(folder: string, isJson: boolean, effects: Effects): Promise<Inspection> {
  const { bundle } = await findPack(folder)
  const manifest = parseManifest(bundle.manifest)
  const { id, title, kind, version, date, sourceDate, source, licence, meshYear, records, dims } = manifest
  const { encoder, recallAt10, ndcgAt10, hasAbstracts, headings, account, staleAfterDays } = manifest
  const inspection: Inspection = {
    ...{ id, title, kind, version, date, sourceDate, source, licence, meshYear, records, dims },
    ...(staleAfterDays !== undefined && { staleAfterDays }),
    ...{ encoder, recallAt10, ndcgAt10, hasAbstracts, headings },
    bytes: totalBytes(manifest.files),
    read: account.read,
    skipped: account.skipped,
    signedBy: await findSigner(bundle.manifest),
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
  mode: SearchMode
  k: number
  isExact: boolean
  isJson: boolean
  encoderFolder: string
}

export async function query(options: QueryOptions, effects: Effects): Promise<SearchAnswer> {
  const { store, bundle } = await findPack(options.folder)
  const library = await openLibrary(bundle.key, store)
  const meaning = options.mode === 'words' ? undefined : await openMeaning(library, options.encoderFolder)
  try {
    const ports = { library, ...(meaning && { meaning }), now: effects.now }
    const answer = await search(options, ports, effects.signal)
    effects.out(options.isJson ? toJson(answer) : answer.hits.map(toLine).join('\n'))
    return answer
  } finally {
    meaning?.vectors.close()
    await meaning?.embedder.close()
  }
}

async function openMeaning(library: OpenLibrary, encoderFolder: string) {
  const { card, embedder } = await openNodeEncoder(encoderFolder)
  const hnsw = await createHnswLibrary(loadHnswlibModule)
  return { vectors: await openVectors(library, { hnsw, card }), embedder, card }
}

function toJson(answer: SearchAnswer): string {
  const hits = answer.hits.map(({ record, ...scores }) => ({
    id: record.pmid,
    ...scores,
    title: record.title,
  }))
  return JSON.stringify({ ...answer, hits }, null, 2)
}

function toLine({ rank, meaning, words, record }: SearchHit): string {
  const scores = [meaning?.toFixed(3).padStart(6), words?.toFixed(3).padStart(6)].filter(Boolean).join('  ')
  return `${String(rank).padStart(3)}  ${scores}  ${record.pmid.padEnd(10)} ${record.title}`
}
