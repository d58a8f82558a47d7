import { indexTexts } from '../core/bm25.ts'
import { toInt8, toUint32 } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { indexFacets } from '../core/facets.ts'
import { parseGraph } from '../core/pack/graph.ts'
import {
  packFile,
  packPostings,
  parseManifest,
  type Manifest,
  type PostingsFiles,
} from '../core/pack/manifest.ts'
import type { Postings } from '../core/pack/postings.ts'
import { dequantize } from '../core/quantize.ts'
import { toEmbeddingText, type PubmedRecord } from '../core/record.ts'
import { createBundleReader, type BundleReader } from './bundle.ts'
import { checkGoldenWords } from './golden.ts'
import { sha256 } from './hash.ts'
import { openLibrary, readBlocks, type OpenLibrary } from './library.ts'
import type { BundleStore } from './ports.ts'
import { openPostings } from './postings.ts'
import { verifySignature } from './signature.ts'

/**
 * Checks everything a pack promises that can be checked without its encoder: signature, hashes of chunks and files, vectors,
 * graph, that each row's record is the one its PMID says, and that words and facets are those of the records.
 * @param key of the library, where the store holds more than one bundle
 * @throws AppError naming the first thing that is wrong
 */
export async function verifyLibrary(store: BundleStore, key?: string): Promise<Manifest> {
  const bundles = (await store.list()).filter(({ isReady }) => isReady)
  const bundle = key === undefined ? bundles[0] : bundles.find((stored) => stored.key === key)
  if (!bundle)
    throw new AppError('library-missing', 'There is no complete library: manifest.json is missing.')
  const manifest = parseManifest(bundle.manifest)
  await verifySignature(bundle.manifest)
  await verifyHashes(createBundleReader(store, bundle.key, manifest.files), manifest)

  const library = await openLibrary(bundle.key, store)
  const { reader } = library
  dequantize(toInt8(await reader.file(packFile.vectors)), manifest.dims, packFile.vectors)
  parseGraph(toUint32(await reader.file(packFile.graph)), manifest.records)
  const records = await readAll(library)
  await verifyPostings(reader, packPostings.facets, records.length, indexFacets(records))
  // Without abstracts nobody but the builder knows the words: their lists must be well formed.
  const texts = records.map((record) => ({ title: record.title, text: toEmbeddingText(record) }))
  const words = manifest.hasAbstracts ? indexTexts(texts).postings : undefined
  await verifyPostings(reader, packPostings.text, records.length, words)
  await checkGoldenWords(library)
  return manifest
}

async function verifyHashes(reader: BundleReader, { files }: Manifest): Promise<void> {
  for (const { name, sha256: expected } of files) {
    if ((await sha256(await reader.file(name))) !== expected) {
      throw new AppError(
        'file-damaged',
        `${name}: its chunks are right, but the whole is not what manifest.json says. Get it again.`,
      )
    }
  }
}

async function readAll(library: OpenLibrary): Promise<PubmedRecord[]> {
  const all: PubmedRecord[] = []
  for await (const block of readBlocks(library)) all.push(...block)
  return all
}

/** @param expected where it is known what the lists must be */
async function verifyPostings(
  reader: BundleReader,
  files: PostingsFiles,
  count: number,
  expected: ReadonlyMap<string, Postings> | undefined,
): Promise<void> {
  let found = 0
  for await (const [key, { rows, frequencies }] of (await openPostings(reader, files, count)).list()) {
    found++
    const list = expected?.get(key)
    if (
      expected &&
      (!list || String(list.rows) !== String(rows) || String(list.frequencies) !== String(frequencies))
    )
      throw wrong(`“${key}” is not in the records that it lists`)
  }
  if (expected && found !== expected.size) throw wrong(`it lists ${found} of ${expected.size}`)

  function wrong(what: string): AppError {
    return new AppError(
      'index-invalid',
      `${files.lists} does not fit the records: ${what}. Build the library again.`,
    )
  }
}
