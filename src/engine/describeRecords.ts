// What a pack has beside its vectors: records in blocks, lists of words and facets, and figures for the manifest.

import { countTerms, toTextLengths } from '../core/bm25.ts'
import { concatBytes, toBytes, type Bytes } from '../core/bytes.ts'
import { facetKeys } from '../core/facets.ts'
import type { MeshTree } from '../core/mesh/tree.ts'
import { subset } from '../core/mesh/tree.ts'
import { toMeshTsv } from '../core/mesh/tsv.ts'
import { packFile, packPostings, type Manifest, type PostingsFiles } from '../core/pack/manifest.ts'
import { findPostings, findShard, toShardList, toShards } from '../core/pack/postings.ts'
import { createPostingsBuilder, type PostingsBuilder } from '../core/pack/postingsBuilder.ts'
import { isoDateOf, noDate, toEmbeddingText, type PubmedRecord } from '../core/record.ts'
import type { Scratch, ScratchFile } from './ports.ts'
import { encodeBlock, recordsPerBlock } from './records.ts'
import type { RecordList } from './recordList.ts'
import { createTextIndex, type TextIndex } from './textIndex.ts'

export interface DescribeOptions {
  mesh: MeshTree | undefined
  hasAbstracts: boolean
  /** Rows whose records are wanted. */
  samples: ReadonlySet<number>
  scratch: Scratch
  signal: AbortSignal
}

export interface Description {
  files: Map<string, ScratchFile>
  pmids: Uint32Array
  words: TextIndex
  samples: ReadonlyMap<number, PubmedRecord>
  /** Of the newest record. */
  date: string
  headings: Manifest['headings']
}

/** @param records headings resolved */
export async function describeRecords(records: RecordList, options: DescribeOptions): Promise<Description> {
  const { mesh, hasAbstracts, scratch, signal } = options
  const [words, facets] = [createPostingsBuilder(), createPostingsBuilder()]
  const blocks = createBlockWriter(scratch.file())
  const pmids = new Uint32Array(records.length)
  const lengths = new Uint32Array(records.length)
  const samples = new Map<number, PubmedRecord>()
  const uis = new Set<string>()
  const headings = { given: 0, unknown: 0 }
  let date = noDate

  let row = 0
  for await (const record of records) {
    signal.throwIfAborted()
    pmids[row] = Number(record.pmid)
    const { frequencies, length } = countTerms(record.title, toEmbeddingText(record))
    lengths[row] = length
    for (const [term, frequency] of frequencies) words.add(term, row, frequency)
    for (const key of new Set(facetKeys(record))) facets.add(key, row, 1)
    // Identifiers come from the source or from the tree; what has none is kept as text.
    for (const { ui } of record.headings) {
      headings.given++
      if (ui === undefined) headings.unknown++
      else uis.add(ui)
    }
    if (isoDateOf(record) > date) date = isoDateOf(record)
    if (options.samples.has(row)) samples.set(row, record)
    blocks.add(hasAbstracts ? record : { ...record, abstract: [] })
    row++
  }

  const text = writePostings(words, packPostings.text, scratch)
  const files = new Map([
    [packFile.pmids, toScratchFile(scratch, toBytes(pmids))],
    [packFile.records, blocks.close()],
    [packFile.recordOffsets, toScratchFile(scratch, toBytes(blocks.offsets()))],
    [packFile.mesh, toScratchFile(scratch, toUtf8(toMeshTsv(mesh ? subset(mesh, uis) : [])))],
    [packFile.textLengths, toScratchFile(scratch, toBytes(lengths))],
    ...text.files,
    ...writePostings(facets, packPostings.facets, scratch).files,
  ])
  const found = createTextIndex(toTextLengths(lengths), async (term) => {
    const shard = findShard(text.shards, term)
    if (!shard) return undefined
    return findPostings(await text.lists.read(shard.start, shard.end), term, records.length, packFile.text)
  })
  return { files, pmids, words: found, samples, date, headings }
}

export function toScratchFile(scratch: Scratch, bytes: Bytes): ScratchFile {
  const file = scratch.file()
  file.append(bytes)
  return file
}

function createBlockWriter(file: ScratchFile) {
  const ends = [0]
  let block: PubmedRecord[] = []
  const write = () => {
    file.append(encodeBlock(block))
    ends.push(file.size)
    block = []
  }
  return {
    add(record: PubmedRecord): void {
      if (block.push(record) === recordsPerBlock) write()
    },
    close(): ScratchFile {
      if (block.length > 0) write()
      return file
    },
    /** Block count + 1 byte offsets, when it is closed. */
    offsets: () => Uint32Array.from(ends),
  }
}

function writePostings(builder: PostingsBuilder, names: PostingsFiles, scratch: Scratch) {
  const lists = scratch.file()
  let entries: Bytes[] = []
  const shards = []
  for (const shard of toShards(builder, (entry) => entries.push(entry))) {
    lists.append(concatBytes(entries))
    entries = []
    shards.push(shard)
  }
  const files: [string, ScratchFile][] = [
    [names.lists, lists],
    [names.shards, toScratchFile(scratch, toUtf8(toShardList(shards)))],
  ]
  return { lists, shards, files }
}

const toUtf8 = (text: string): Bytes => new TextEncoder().encode(text)
