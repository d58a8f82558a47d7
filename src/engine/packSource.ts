// A library as a source: its records for another library, and its vectors for those whose text stays the same.

import { toInt8 } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { createMeshTree, type MeshTree } from '../core/mesh/tree.ts'
import { parseMeshTsv } from '../core/mesh/tsv.ts'
import { packFile } from '../core/pack/manifest.ts'
import type { PubmedHandlers } from '../core/pubmed/xml.ts'
import { dequantize } from '../core/quantize.ts'
import { toEmbeddingText } from '../core/record.ts'
import type { ReadOptions } from './collect.ts'
import { sha256OfText } from './hash.ts'
import type { BundleReader } from './bundle.ts'
import { readBlocks, type OpenLibrary } from './library.ts'
import type { Backend } from './ports.ts'

/** A pack does not keep the versions that PubMed gives, which begin at 0: its records give way to those of any file. */
const packVersion = -1

/**
 * Hands over a library's records, block by block, as a parser does those of a file.
 * @throws AppError `input-invalid` when it has no abstracts, `cancelled`, and what reading throws
 */
export async function readPackRecords(
  library: OpenLibrary,
  { onRecord }: Pick<PubmedHandlers, 'onRecord'>,
  { signal, wantsMore }: ReadOptions = {},
): Promise<void> {
  const { title, hasAbstracts } = library.manifest
  if (!hasAbstracts) {
    throw new AppError(
      'input-invalid',
      `“${title}” has no abstracts, so no other library can be made of it. Build it again from the files it came from.`,
    )
  }
  for await (const block of readBlocks(library)) {
    if (signal?.aborted) throw new AppError('cancelled', `Reading “${title}” was cancelled.`)
    for (const record of block) onRecord(record, packVersion)
    if (wantsMore?.() === false) return
  }
}

/** A text's vector, where it is known. */
export type KnownVectors = (text: string) => Promise<Float32Array | undefined>

/**
 * Vectors of libraries by embedded text. They are those of the pack, one byte a number, and quantised again they are the same
 * bytes. Libraries of another encoder or backend are passed over: theirs would be other vectors. Of two that know a text the first counts.
 */
export async function readKnownVectors(
  libraries: readonly OpenLibrary[],
  encoder: { id: string; dims: number; backend: Backend },
): Promise<KnownVectors> {
  const places = new Map<string, number>() // by hash: the texts are long
  const members: { reader: BundleReader; firstRow: number }[] = []
  let row = 0
  for (const library of libraries) {
    const { manifest, reader } = library
    if (manifest.encoder.id !== encoder.id || manifest.encoder.backend !== encoder.backend) continue
    if (manifest.dims !== encoder.dims) continue
    members.unshift({ reader, firstRow: row })
    for await (const block of readBlocks(library)) {
      for (const record of block) {
        const key = await sha256OfText(toEmbeddingText(record))
        if (!places.has(key)) places.set(key, row)
        row++
      }
    }
  }
  return async (text) => {
    const place = places.get(await sha256OfText(text))
    const member = members.find(({ firstRow }) => firstRow <= (place ?? -1))
    if (place === undefined || !member) return undefined
    const start = (place - member.firstRow) * encoder.dims
    const bytes = await member.reader.range(packFile.vectors, start, start + encoder.dims)
    return dequantize(toInt8(bytes), encoder.dims, `row ${place - member.firstRow}`)
  }
}

/** The headings of one or more libraries of one MeSH edition as a tree; undefined when they have none. */
export async function readMeshTree(libraries: readonly OpenLibrary[]): Promise<MeshTree | undefined> {
  const years = new Set(libraries.map(({ manifest }) => manifest.meshYear))
  if (years.size > 1) {
    throw new AppError(
      'usage',
      `The libraries are of several editions of MeSH (${[...years].map((year) => year ?? 'none').join(', ')}): ` +
        'name the descriptors of one with --mesh.',
    )
  }
  const [year] = years
  if (year === undefined || year === null) return undefined
  const tables = await Promise.all(libraries.map(({ reader }) => reader.file(packFile.mesh)))
  const headings = tables.flatMap((bytes) => parseMeshTsv(new TextDecoder().decode(bytes)))
  // One may have been built without entry terms: of two rows of a heading the one with more of them stays.
  const fullestLast = headings.toSorted((a, b) => (a.terms?.length ?? 0) - (b.terms?.length ?? 0))
  return createMeshTree([...new Map(fullestLast.map((heading) => [heading.ui, heading])).values()], year)
}
