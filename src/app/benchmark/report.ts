import type { BenchFigures } from '../../core/bench/figures.ts'
import type { BenchOutput, OpeningTimes } from '../../protocol/bench.ts'
import type { BackendName } from '../../protocol/engine.ts'
import type { Ready } from '../readySession.ts'

/** What is exported: all that is needed to compare it with another device's. */
export interface BenchReport {
  format: 'biohicl-benchmark'
  schema: 1
  /** ISO 8601, UTC. */
  date: string
  browser: { userAgent: string; cores: number; isIsolated: boolean }
  /** Both absent where searches go by words alone. */
  backend?: { name: BackendName; threads: number; reason: string }
  encoder?: { id: string; name: string; dims: number; maxTokens: number; index: 'exact' | 'hnsw' }
  libraries: { id: string; key: string; version: number; records: number }[]
  figures: BenchFigures
  opening: OpeningTimes
  memory: { pageBytes?: number; wasmHeapBytes: number[] }
}

export interface Measured {
  output: BenchOutput
  pageBytes?: number
  date: Date
  browser: BenchReport['browser']
}

export function toReport(
  { libraries, encoder }: Pick<Ready, 'libraries' | 'encoder'>,
  { output: { figures, opening, wasmHeaps }, pageBytes, date, browser }: Measured,
): BenchReport {
  const status = encoder.stage === 'ready' ? encoder.status : undefined
  return {
    format: 'biohicl-benchmark',
    schema: 1,
    date: date.toISOString(),
    browser,
    ...(status && {
      backend: {
        name: status.backend.name,
        threads: status.backend.threads,
        reason: status.backend.reason,
      },
      encoder: {
        ...{ id: status.id, name: status.name, dims: status.dims, maxTokens: status.maxTokens },
        index: status.index.kind,
      },
    }),
    libraries: libraries.map(({ id, key, version, records }) => ({ id, key, version, records })),
    figures,
    opening,
    memory: { ...(pageBytes !== undefined && { pageBytes }), wasmHeapBytes: wasmHeaps },
  }
}

/** `biohicl-benchmark-2026-01-31.json` */
export function toReportFile(report: BenchReport): File {
  const name = `biohicl-benchmark-${report.date.slice(0, 10)}.json`
  const text = JSON.stringify(
    report,
    (_key, value: unknown) => (typeof value === 'number' ? round(value) : value),
    2,
  )
  return new File([`${text}\n`], name, { type: 'application/json' })
}

/** Clocks give more digits than they know. */
const round = (value: number) => Number(value.toFixed(4))
