// What a library is going to take, told before it is made: from a part of its records, so it is "about".

import { indexTexts } from '../core/bm25.ts'
import { indexFacets } from '../core/facets.ts'
import { findUi } from '../core/mesh/resolve.ts'
import { subset, type MeshTree } from '../core/mesh/tree.ts'
import { toMeshTsv } from '../core/mesh/tsv.ts'
import { encodePostings } from '../core/pack/postings.ts'
import { toEmbeddingText, type PubmedRecord } from '../core/record.ts'
import { planBatches } from './batches.ts'
import { sampleRows } from './measure.ts'
import type { Embedder } from './ports.ts'
import { encodeRecords } from './records.ts'

/** Links of a row in the graph, with m = 16: most of the 32 places of its lowest level, four bytes each. */
const graphBytes = 130
/** PMID and text length. */
const numberBytes = 8

const sizeSample = 320
const timeSample = 16
const longestMeasureMs = 4_000

/** Bytes of the pack, but for its manifest. */
export function estimateBytes(records: readonly PubmedRecord[], dims: number, mesh?: MeshTree): number {
  const sample = sampleRows(records.length, sizeSample).flatMap((row) => records[row] ?? [])
  const texts = indexTexts(sample.map((record) => ({ title: record.title, text: toEmbeddingText(record) })))
  const sampleBytes =
    encodeRecords(sample).blocks.length +
    encodePostings(texts.postings).bytes.length +
    encodePostings(indexFacets(sample)).bytes.length
  const each = sampleBytes / Math.max(1, sample.length) + dims + graphBytes + numberBytes
  return Math.round(each * records.length) + (mesh ? meshBytes(records, mesh) : 0)
}

/** Of a small library it is the largest part. */
function meshBytes(records: readonly PubmedRecord[], mesh: MeshTree): number {
  const uis = records.flatMap(({ headings }) => headings.flatMap((heading) => findUi(heading, mesh) ?? []))
  return toMeshTsv(subset(mesh, new Set(uis))).length
}

/** Milliseconds for encoding all texts, by encoding a few of all lengths. */
export async function estimateEncoding(
  records: readonly PubmedRecord[],
  embedder: Pick<Embedder, 'embed' | 'maxTokens'>,
  now: () => number,
  signal: AbortSignal,
): Promise<number> {
  const texts = records.map(toEmbeddingText)
  const order = planBatches(texts, 1).flat()
  const rows = sampleRows(order.length, timeSample).map((place) => order[place] ?? 0)
  const rates: number[] = []
  let allMs = 0
  // The first run prepares what later ones find ready, so one is not counted.
  for (const [run, row] of [rows[0] ?? 0, ...rows].entries()) {
    signal.throwIfAborted()
    const text = texts[row] ?? ''
    const start = now()
    await embedder.embed([text], 'document')
    const ms = now() - start
    if (run > 0) rates.push(ms / weightOf(text, embedder.maxTokens))
    allMs += ms
    if (run > 0 && allMs > longestMeasureMs) break
  }
  return fastQuarter(rates) * sum(texts.map((text) => weightOf(text, embedder.maxTokens)))
}

/**
 * A quarter of the numbers is below it: browsers compile WebAssembly better while it runs, and queries and other programs hold
 * single runs up.
 */
function fastQuarter(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 4)] ?? 0
}

/** Says which share of the work is done after so many texts: short ones are encoded first, so their number misleads. */
export function createWorkShare(
  records: readonly PubmedRecord[],
  maxTokens: number,
): (done: number) => number {
  const texts = records.map(toEmbeddingText)
  let done = 0
  const reached = planBatches(texts, 1)
    .flat()
    .map((row) => (done += weightOf(texts[row] ?? '', maxTokens)))
  return (count) => (count === 0 || done === 0 ? 0 : (reached[count - 1] ?? done) / done)
}

/** A run takes time for each token and some for itself; of a text beyond the limit nothing is read. */
function weightOf(text: string, maxTokens: number): number {
  return Math.min(text.length, maxTokens * charsPerToken) + charsOfARun
}

const charsPerToken = 4.5
const charsOfARun = 80

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
