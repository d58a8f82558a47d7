import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { indexTexts } from '../../core/bm25.ts'
import type { EncoderCard } from '../../core/encoder/card.ts'
import { AppError } from '../../core/errors.ts'
import {
  evaluateRetrieval,
  evaluateSimilarity,
  evaluateWords,
  type EvaluationPorts,
  type EvaluationStep,
} from '../../engine/evaluate.ts'
import type { Backend, Embedder } from '../../engine/ports.ts'
import { findEncoder, type EncoderFolder } from '../../platform/node/encoder.ts'
import { readRetrievalSet, readTextPairs } from '../../platform/node/sources/evaluation.ts'
import { openTransformersEmbedder } from '../../platform/transformers/embedder.ts'
import { modelsFolder } from '../defaults.ts'
import type { Effects } from '../effects.ts'
import { toProgressLine } from '../progressLine.ts'
import { toTable, type EvaluationData, type EvaluationReport, type EvaluationRun } from './report.ts'
import { saveVectors } from './saveVectors.ts'

export interface EvaluateOptions {
  /** Folder of an encoder, or its name in `models/`. */
  model: string
  /** Folder of a retrieval set, or file of text pairs. */
  data: string
  backend: Backend
  /** Name of one weights file, such as `model.onnx`; by default those that ship for the backend, in Node both. */
  file?: string
  split?: string
  isJson: boolean
  /** Where the vectors are kept, in a folder of each weights file's name. */
  vectorsFolder?: string
}

type WeightsFile = keyof EncoderCard['backends']

/** Measures an encoder as it ships, and prints the figures as a table or as JSON. */
export async function evaluate(options: EvaluateOptions, effects: Effects): Promise<EvaluationReport> {
  const encoder = await findEncoder(findFolder(options.model))
  const { card } = encoder
  const files = chooseFiles(card, options)
  const task = await readTask(options, effects.signal)

  const runs: EvaluationRun[] = []
  if (task.measureWords) {
    const start = effects.now()
    const figures = task.measureWords()
    runs.push({ mode: 'words', figures, seconds: (effects.now() - start) / 1000 })
  }
  for (const file of files) {
    const embedder = await open(encoder, options.backend, file)
    try {
      const start = effects.now()
      const { figures, cutTexts, vectors } = await task.run({
        embedder,
        signal: effects.signal,
        onProgress: createProgress(effects),
      })
      const seconds = (effects.now() - start) / 1000
      const name = basename(card.backends[file])
      for (const [mode, ofMode] of figures)
        runs.push({ mode, file: name, backend: options.backend, figures: ofMode, cutTexts, seconds })
      if (options.vectorsFolder !== undefined)
        await saveVectors(join(options.vectorsFolder, basename(name, '.onnx')), vectors, task.labels)
    } finally {
      await embedder.close()
    }
  }

  const report = { model: { name: card.name, id: card.id }, data: task.data, runs }
  effects.out(options.isJson ? JSON.stringify(report, null, 2) : toTable(report))
  return report
}

/** A path as it is; a bare name means a folder of `models/`. */
function findFolder(model: string): string {
  return existsSync(join(model, 'model.json')) || basename(model) !== model
    ? model
    : join(modelsFolder, model)
}

function chooseFiles(card: EncoderCard, { backend, file }: EvaluateOptions): WeightsFile[] {
  if (file === undefined) return backend === 'node' ? ['wasm', 'webgpu'] : [backend]
  const chosen = (['wasm', 'webgpu'] as const).find((name) => basename(card.backends[name]) === file)
  if (chosen === undefined) {
    const names = Object.values(card.backends).map((path) => basename(path))
    throw new AppError('usage', `--file: ${card.name} has ${names.join(' and ')}, got “${file}”.`)
  }
  if (backend === 'webgpu' && chosen === 'wasm') {
    throw new AppError('usage', `--file: ${file} is not made for WebGPU, where it gives wrong vectors.`)
  }
  return [chosen]
}

async function open(encoder: EncoderFolder, backend: Backend, file: WeightsFile): Promise<Embedder> {
  if (backend === 'node')
    return openTransformersEmbedder(encoder.card, { backend, file, readFile: encoder.readFile })
  // Loaded where it is needed: it brings Vite and Playwright along.
  const { openChromiumEmbedder } = await import('../../platform/node/chromium.ts')
  return openChromiumEmbedder(encoder, { backend, file })
}

/** What is measured, ready to be run on one embedder after the other. */
interface Task {
  data: EvaluationData
  /** What the rows of the vectors belong to. */
  labels: Record<string, readonly (string | number)[]>
  /** Needs no encoder; for retrieval. */
  measureWords?: () => Record<string, number>
  run(ports: EvaluationPorts): Promise<{
    figures: [mode: 'meaning' | 'both', Record<string, number>][]
    cutTexts: number
    vectors: Record<string, Float32Array<ArrayBuffer>>
  }>
}

async function readTask({ data: path, split }: EvaluateOptions, signal: AbortSignal): Promise<Task> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError('not-found', `${path} does not exist.`, { cause })
  })
  if (found.isDirectory()) return readRetrievalTask(path, split, signal)
  if (split !== undefined) throw new AppError('usage', `--split is for folders; ${path} is a file of pairs.`)
  return readSimilarityTask(path, signal)
}

async function readRetrievalTask(
  path: string,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<Task> {
  const set = await readRetrievalSet(path, wanted, signal)
  const texts = indexTexts(set.documents)
  const { documents, queries, split, queriesLeftOut, unknownQueries, unknownDocuments } = set
  return {
    data: {
      ...{ kind: 'retrieval', path, split, documents: documents.length, queries: queries.length },
      ...{ queriesLeftOut, unknownQueries, unknownDocuments },
    },
    labels: { corpus: documents.map(({ id }) => id), queries: queries.map(({ id }) => id) },
    measureWords: () => evaluateWords(set, texts),
    async run(ports) {
      const result = await evaluateRetrieval(set, texts, ports)
      return {
        figures: [
          ['meaning', result.figures.meaning],
          ['both', result.figures.both],
        ],
        cutTexts: result.corpus.cutTexts + result.queries.cutTexts,
        vectors: { corpus: result.corpus.vectors, queries: result.queries.vectors },
      }
    },
  }
}

async function readSimilarityTask(path: string, signal: AbortSignal): Promise<Task> {
  const pairs = await readTextPairs(path, signal)
  return {
    data: { kind: 'similarity', path, pairs: pairs.length },
    labels: { scores: pairs.map(({ score }) => score) },
    async run(ports) {
      const { figures, first, second } = await evaluateSimilarity(pairs, ports)
      return {
        figures: [['meaning', figures]],
        cutTexts: first.cutTexts + second.cutTexts,
        vectors: { first: first.vectors, second: second.vectors },
      }
    },
  }
}

function createProgress({ now, progress }: Effects): EvaluationPorts['onProgress'] {
  let step: EvaluationStep | undefined
  let start = 0
  return ({ step: name, done, total }) => {
    if (name !== step) [step, start] = [name, now()]
    progress(toProgressLine(name, { done, total, doneAtStart: 1, elapsedMs: now() - start }), done === total)
  }
}
