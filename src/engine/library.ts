import { toUint32 } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { packFile, parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { once } from '../core/once.ts'
import type { StoredRecord } from '../core/storedRecord.ts'
import { createBundleReader, type BundleReader } from './bundle.ts'
import type { BundleStore } from './ports.ts'
import { openLists, type LibraryLists } from './queryLists.ts'
import { createRecordReader } from './records.ts'
import { openTextIndex, type TextIndex } from './textIndex.ts'

/** A library whose records are read and found by their words. For meaning it takes an encoder: see vectors.ts. */
export interface OpenLibrary {
  key: string
  manifest: Manifest
  reader: BundleReader
  words: TextIndex
  /** PMID at each row. */
  pmids: Uint32Array
  /** One that is none does not take the others with it: see core/storedRecord.ts. */
  records(rows: readonly number[]): Promise<StoredRecord[]>
  /** Opened when first asked for. @throws AppError `file-damaged`, `index-invalid`, `library-invalid` */
  lists(): Promise<LibraryLists>
}

/**
 * Opens a ready library. All that is read of it is hashed and checked.
 * @throws AppError `library-missing`, `file-damaged`, `index-invalid`, `library-invalid`
 */
export async function openLibrary(key: string, store: BundleStore): Promise<OpenLibrary> {
  const bundle = (await store.list()).find((stored) => stored.key === key && stored.isReady)
  if (!bundle) throw new AppError('library-missing', `The library ${key} is not installed.`)
  const manifest = parseManifest(bundle.manifest)
  const reader = createBundleReader(store, key, manifest.files)
  const pmids = toUint32(await reader.file(packFile.pmids))
  assertDistinct(pmids)
  const library = {
    key,
    manifest,
    reader,
    words: await openTextIndex(reader, manifest.records),
    pmids,
    records: await createRecordReader(reader, manifest.recordsPerBlock, pmids),
  }
  return { ...library, lists: once(() => openLists(library)) }
}

/**
 * All records in the order of their rows, as many at a time as a block holds.
 * @throws AppError `library-invalid` where a record is none or does not stand at its row, and what reading throws
 */
export async function* readBlocks({ pmids, records, manifest }: OpenLibrary): AsyncGenerator<StoredRecord[]> {
  for (let row = 0; row < pmids.length; row += manifest.recordsPerBlock) {
    const length = Math.min(manifest.recordsPerBlock, pmids.length - row)
    const found = await records(Array.from({ length }, (_, i) => row + i))
    for (const { problem } of found) if (problem) throw new AppError(problem.code, problem.message)
    yield found
  }
}

/** @throws AppError `library-invalid` */
function assertDistinct(pmids: Uint32Array): void {
  if (new Set(pmids).size !== pmids.length)
    throw new AppError('library-invalid', 'The library lists a PMID twice.')
}
