// Records to vectors: what is not known is sorted by length, encoded batch by batch and kept outside of memory meanwhile.

import type { EncoderCard } from '../core/encoder/card.ts'
import { quantize } from '../core/quantize.ts'
import { toEmbeddingText } from '../core/record.ts'
import { assertUnitVectors } from '../core/vector.ts'
import { groupItems } from './batches.ts'
import { sha256OfText } from './hash.ts'
import type { KnownVectors } from './packSource.ts'
import type { Embedder, Scratch, Sorter } from './ports.ts'
import type { RecordList } from './recordList.ts'
import { runAhead } from './runAhead.ts'
import type { VectorCheckpoint } from './vectorCheckpoint.ts'

export interface EncodePorts {
  embedder: Embedder
  card: EncoderCard
  checkpoint: VectorCheckpoint
  scratch: Scratch
  /** Vectors of this encoder on this backend for texts that need not be encoded again, see packSource.ts. */
  known?: KnownVectors
  /** Texts that are encoded in one run: see `planBatches`. */
  batchSize: number
  /** Runs that the embedder is asked for at once; 1 by default. */
  workers?: number
  signal: AbortSignal
  /** Told how many of the texts that were not known are encoded; not of each that an interrupted run had encoded: they tell no pace. */
  onEncoded(done: number, total: number): void
  /** Told of a text that the encoder reads only in part; not of those that an interrupted run had encoded. */
  onCut(cut: { pmid: string; tokens: number }): void
}

interface Text {
  row: number
  pmid: string
  text: string
}

/** @returns vectors as a pack stores them: count × dims, row-major, in the order of the records */
export async function encodeTexts(records: RecordList, ports: EncodePorts): Promise<Int8Array<ArrayBuffer>> {
  const { card, checkpoint, batchSize } = ports
  const { dims } = card
  const rows = new Int8Array(records.length * dims)
  const { texts, count, plan } = await planTexts(records, rows, ports)
  const batchLengths = Array.from(
    { length: Math.ceil(count / batchSize) },
    (_, batch) => Math.min(batchSize, count - batch * batchSize) * dims,
  )
  const finished = await checkpoint.load(plan, batchLengths)
  await assertFinished(ports)
  const order = await encodeBatches(texts, count, finished, ports)

  let place = 0
  for await (const vectors of checkpoint.read()) {
    const stored = quantize(vectors, dims)
    for (let at = 0; at < stored.length; at += dims)
      rows.set(stored.subarray(at, at + dims), (order[place++] ?? 0) * dims)
  }
  if (place !== count) throw new Error(`${place} vectors were kept of ${count}.`)
  return rows
}

/** Puts known vectors to their rows, and sorts the other texts as `planBatches` does. */
async function planTexts(
  records: RecordList,
  rows: Int8Array,
  { card, embedder, batchSize, known, scratch, signal }: EncodePorts,
): Promise<{ texts: Sorter<Text>; count: number; plan: string }> {
  const texts = scratch.sorter<Text>()
  const hashes: string[] = []
  const textsAHash = 256
  let unhashed: string[] = []
  const hash = async () => {
    hashes.push(await sha256OfText(JSON.stringify(unhashed)))
    unhashed = []
  }
  let row = 0
  let count = 0
  for await (const record of records) {
    signal.throwIfAborted()
    const text = toEmbeddingText(record)
    const vector = await known?.(text)
    if (vector) rows.set(quantize(vector, card.dims), row * card.dims)
    else {
      texts.add(text.length, { row, pmid: record.pmid, text })
      count++
      if (unhashed.push(text) === textsAHash) await hash()
    }
    row++
  }
  await hash()
  const plan = await sha256OfText(JSON.stringify([card.id, embedder.backend, batchSize, hashes]))
  return { texts, count, plan }
}

/** Disks lose blocks in a power failure: what is left reads as zeros. */
async function assertFinished({ checkpoint, card: { dims } }: EncodePorts): Promise<void> {
  let checked = 0
  for await (const vectors of checkpoint.read()) {
    const what = 'Vectors of the interrupted build (remove its folder)'
    assertUnitVectors(vectors, dims, what, checked)
    checked += vectors.length / dims
  }
}

/** @returns the rows in the order in which their vectors are kept */
async function encodeBatches(
  texts: Sorter<Text>,
  count: number,
  finished: number,
  ports: EncodePorts,
): Promise<Uint32Array> {
  const { embedder, card, checkpoint, batchSize, workers = 1, signal, onEncoded, onCut } = ports
  const order = new Uint32Array(count)
  let planned = 0
  let batches = 0
  const encode = async (batch: readonly { value: Text }[]) => {
    signal.throwIfAborted()
    for (const { value } of batch) order[planned++] = value.row
    const isFinished = batches++ < finished
    if (isFinished) return { length: batch.length }
    const { vectors, tokens } = await embedder.embed(
      batch.map(({ value }) => value.text),
      'document',
    )
    for (const [i, { value }] of batch.entries()) {
      const length = tokens[i] ?? 0
      if (length > card.maxTokens) onCut({ pmid: value.pmid, tokens: length })
    }
    return { length: batch.length, vectors }
  }
  const width = workers === 1 ? 1 : 2 * workers // one waits for each that runs: no worker is idle
  let done = 0
  for await (const { length, vectors } of runAhead(groupItems(texts.sorted(), batchSize), width, encode)) {
    if (vectors) await checkpoint.append(vectors)
    done += length
    if (vectors || done === count) onEncoded(done, count)
  }
  return order
}
