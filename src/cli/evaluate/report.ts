import type { Backend } from '../../engine/ports.ts'

/** What `evaluate --json` prints. */
export interface EvaluationReport {
  model: { name: string; id: string }
  data: EvaluationData
  runs: EvaluationRun[]
}

export type EvaluationData =
  | {
      kind: 'retrieval'
      path: string
      split: string
      documents: number
      /** Those that are asked: every figure is a mean over them. */
      queries: number
      queriesLeftOut: number
      unknownQueries: number
      unknownDocuments: number
    }
  | { kind: 'similarity'; path: string; pairs: number }

/** One way to rank; what has to do with vectors for each weights file. */
export type EvaluationRun =
  | { mode: 'words'; figures: Record<string, number>; seconds: number }
  | {
      mode: 'meaning' | 'both'
      file: string
      backend: Backend
      figures: Record<string, number>
      /** Texts of which the encoder read the beginning only. */
      cutTexts: number
      /** Encoding and ranking, without loading the encoder. */
      seconds: number
    }

/** The report for people: what was measured, then a row for each run with the number of queries beside its figures. */
export function toTable({ model, data, runs }: EvaluationReport): string {
  const [counted, count] = data.kind === 'retrieval' ? ['queries', data.queries] : ['pairs', data.pairs]
  const rows = [
    ['by', 'file', 'backend', ...Object.keys(runs[0]?.figures ?? {}), counted, 'cut texts', 'seconds'],
    ...runs.map((run) => [
      ...(run.mode === 'words' ? [run.mode, '', ''] : [run.mode, run.file, run.backend]),
      ...Object.values(run.figures).map((figure) => figure.toFixed(3)),
      ...[String(count), run.mode === 'words' ? '' : String(run.cutTexts), run.seconds.toFixed(1)],
    ]),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const lines = rows.map((row) =>
    row
      // The first three are names, the others numbers.
      .map((cell, column) =>
        column < 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
  return [`${model.name} on ${describe(data)}`, ...toNotes(data), '', ...lines].join('\n')
}

function describe(data: EvaluationData): string {
  return data.kind === 'retrieval'
    ? `${data.path}, split ${data.split}: ${data.queries} queries, ${data.documents} documents`
    : `${data.path}: ${data.pairs} pairs`
}

/** What of the set was not used as it stands. */
function toNotes(data: EvaluationData): string[] {
  if (data.kind === 'similarity') return []
  const notes: [words: string, count: number][] = [
    ['queries left out, as nothing is relevant for them in this split', data.queriesLeftOut],
    ['judgements left out, as their query is not there', data.unknownQueries],
    ['judgements of documents that are not there, relevant ones not found', data.unknownDocuments],
  ]
  return notes.filter(([, count]) => count > 0).map(([words, count]) => `  ${words}: ${count}`)
}
