import {
  toSpread,
  type BenchFigures,
  type BenchProgress,
  type BenchStep,
  type MeaningFigures,
  type Spread,
  type TextFigures,
} from '../core/bench/figures.ts'
import { benchQueries } from '../core/bench/queries.ts'
import { AppError } from '../core/errors.ts'
import { toEmbeddingText, toSampleQuery, type PubmedRecord } from '../core/record.ts'
import { measureRecall, sampleRows } from './measure.ts'
import type { Embedder, Embedding } from './ports.ts'
import { search, type Searchable, type SearchAnswer, type SearchPorts, type SearchRequest } from './search.ts'

export interface BenchPorts {
  library: Searchable
  meaning?: SearchPorts['meaning']
  /** Records at rows of the main library, of which titles are asked and texts encoded. */
  sample: { count: number; records(rows: readonly number[]): Promise<PubmedRecord[]> }
  /** The queue that queries wait in: what is measured runs while nothing else does. */
  oneByOne<T>(task: () => Promise<T>): Promise<T>
  now(): number
  /** Words are searched without a wait: else the worker would hear that it is to stop only when all is done. */
  breathe(): Promise<void>
  signal: AbortSignal
  onProgress(progress: BenchProgress): void
}

const warmUps = 3
const recallQueries = 50
const mostTexts = 24
/** A large encoder on a slow device takes seconds a text. */
const longestTextsMs = 10_000

/**
 * Times the search that the page does, with fixed queries, and compares the approximate index with the exact one.
 * @throws AppError `cancelled`, and what searching throws
 */
export async function runBench(ports: BenchPorts): Promise<BenchFigures> {
  const { meaning } = ports
  const warm = benchQueries.slice(0, warmUps)
  await askAll(ports, { mode: 'both' }, 'warm-up', warm)
  if (!meaning) return { words: toSearchSpread(await askAll(ports, { mode: 'words' }, 'queries')) }

  const remembered = new Map<string, Embedding>()
  const answers = await askAll(
    { ...ports, meaning: { ...meaning, embedder: noting(meaning.embedder, remembered) } },
    { mode: 'both' },
    'queries',
  )
  const texts = await measureTexts(ports, meaning.embedder)
  // Their vectors are known now: only the search itself is repeated.
  const known = { ...ports, meaning: { ...meaning, embedder: recalling(meaning.embedder, remembered) } }
  const rest = {
    words: toSearchSpread(await askAll(known, { mode: 'words' }, 'searches')),
    both: toSearchSpread(await askAll(known, { mode: 'both' }, 'searches')),
    exact: toSearchSpread(await askAll(known, { mode: 'meaning', isExact: true }, 'searches')),
  }
  const figures: MeaningFigures = {
    embed: toSpread(answers.map(({ timings }) => timings.embedMs)),
    query: toSpread(answers.map(({ timings }) => timings.totalMs)),
    texts,
    both: rest.both,
    exact: rest.exact,
  }
  if (meaning.vectors.index.kind === 'hnsw') {
    figures.approximate = toSearchSpread(await askAll(known, { mode: 'meaning' }, 'searches'))
    figures.recall = await measureSample(ports, meaning)
  }
  return { meaning: figures, words: rest.words }
}

async function askAll(
  { library, meaning, oneByOne, now, breathe, signal, onProgress }: BenchPorts,
  how: { mode: SearchRequest['mode']; isExact?: boolean },
  step: BenchStep,
  texts = benchQueries,
): Promise<SearchAnswer[]> {
  const answers: SearchAnswer[] = []
  for (const text of texts) {
    throwIfCancelled(signal)
    const request = { text, k: 10, isExact: false, ...how }
    const ports = { library, ...(meaning && { meaning }), now }
    answers.push(await oneByOne(() => search(request, ports, signal)))
    onProgress({ step, done: answers.length, total: texts.length })
    await breathe()
  }
  return answers
}

async function measureTexts(
  { sample, oneByOne, now, breathe, signal, onProgress }: BenchPorts,
  embedder: Embedder,
): Promise<TextFigures> {
  const records = await sample.records(sampleRows(sample.count, mostTexts))
  let [texts, tokens, spentMs] = [0, 0, 0]
  for (const record of records) {
    throwIfCancelled(signal)
    await oneByOne(async () => {
      const start = now()
      const read = await embedder.embed([toEmbeddingText(record)], 'document')
      spentMs += now() - start
      tokens += Math.min(read.tokens[0] ?? 0, embedder.maxTokens)
    })
    texts++
    onProgress({ step: 'texts', done: texts, total: records.length })
    if (spentMs > longestTextsMs) break
    await breathe()
  }
  return { texts, tokens: tokens / texts, textsPerSecond: (texts * 1000) / spentMs }
}

async function measureSample(
  { sample, oneByOne, signal, onProgress }: BenchPorts,
  { vectors, embedder }: NonNullable<BenchPorts['meaning']>,
): Promise<NonNullable<MeaningFigures['recall']>> {
  const titles = (await sample.records(sampleRows(sample.count, recallQueries))).map(toSampleQuery)
  const queued = overriding(embedder, (texts, kind) => {
    throwIfCancelled(signal)
    return oneByOne(() => embedder.embed(texts, kind))
  })
  const recallAt10 = await measureRecall(vectors.index, vectors.exact, titles, queued, (done, total) =>
    onProgress({ step: 'recall', done, total }),
  )
  return { queries: titles.length, recallAt10 }
}

function noting(embedder: Embedder, notes: Map<string, Embedding>): Embedder {
  return overriding(embedder, async (texts, kind) => {
    const embedding = await embedder.embed(texts, kind)
    notes.set(texts.join(), embedding)
    return embedding
  })
}

function recalling(embedder: Embedder, notes: ReadonlyMap<string, Embedding>): Embedder {
  return overriding(embedder, async (texts, kind) => notes.get(texts.join()) ?? embedder.embed(texts, kind))
}

/** The embedder may be an object of a class, whose methods spreading would lose. */
function overriding(embedder: Embedder, embed: Embedder['embed']): Embedder {
  const { backend, dims, maxTokens } = embedder
  return { backend, dims, maxTokens, embed, close: () => embedder.close() }
}

const toSearchSpread = (answers: readonly SearchAnswer[]): Spread =>
  toSpread(answers.map(({ timings }) => timings.searchMs))

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'The benchmark was cancelled.')
}
