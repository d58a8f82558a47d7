import { describe, expect, it } from 'vitest'
import { createBenchActions, createBenchStore } from '../../src/app/benchmark/benching.ts'
import { measurePageMemory } from '../../src/app/benchmark/pageMemory.ts'
import { toReport, toReportFile } from '../../src/app/benchmark/report.ts'
import { toMarkdown, toSections } from '../../src/app/benchmark/reportTable.ts'
import type { Ready } from '../../src/app/readySession.ts'
import type { Link } from '../../src/app/workers.ts'
import { AppError } from '../../src/core/errors.ts'
import type { BenchOutput } from '../../src/protocol/bench.ts'
import type { EngineContract } from '../../src/protocol/engine.ts'

const spread = (p50Ms: number) => ({ runs: 30, p50Ms, p95Ms: 2 * p50Ms })
const output: BenchOutput = {
  figures: {
    words: spread(0.254),
    meaning: {
      ...{
        embed: spread(12.34),
        query: spread(20),
        both: spread(3),
        exact: spread(5000),
        approximate: spread(1),
      },
      texts: { texts: 24, tokens: 210.4, textsPerSecond: 7.777 },
      recall: { queries: 50, recallAt10: 0.998 },
    },
  },
  opening: { librariesMs: 100, encoderMs: 900 },
  wasmHeaps: [200e6, 16e6],
}
const library = { id: 'heart', key: 'library/heart@1', version: 3, records: 1234, title: 'Heart' }
const status = {
  ...{ id: 'e'.repeat(64), name: 'small', dims: 384, maxTokens: 512 },
  index: { kind: 'hnsw' },
  backend: { name: 'wasm', threads: 2, reason: 'asked for' },
}
const session = {
  libraries: [library],
  encoder: { stage: 'ready', status },
} as unknown as Pick<Ready, 'libraries' | 'encoder'> // what is read of it
const byWords = { ...session, encoder: { stage: 'failed' } } as unknown as typeof session
const browser = { userAgent: 'A|B', cores: 8, isIsolated: true }
const measuredAlone = { output, date: new Date('2026-01-31T10:20:30.456Z'), browser }
const measured = { ...measuredAlone, pageBytes: 300e6 }

describe('the report of the benchmark', () => {
  it('is saved as JSON with what it was measured on, and no title', async () => {
    const file = toReportFile(toReport(session, measured))
    expect(file.name).toBe('biohicl-benchmark-2026-01-31.json')
    const text = await file.text()
    expect(text).not.toContain('Heart')
    expect(JSON.parse(text)).toEqual({
      ...{ format: 'biohicl-benchmark', schema: 1, date: '2026-01-31T10:20:30.456Z', browser },
      backend: { name: 'wasm', threads: 2, reason: 'asked for' },
      encoder: { id: status.id, name: 'small', dims: 384, maxTokens: 512, index: 'hnsw' },
      libraries: [{ id: 'heart', key: 'library/heart@1', version: 3, records: 1234 }],
      figures: output.figures,
      opening: output.opening,
      memory: { pageBytes: 300e6, wasmHeapBytes: [200e6, 16e6] },
    })
  })

  it('is copied as a table of Markdown: each line has two cells, whatever the browser calls itself', () => {
    const lines = toMarkdown(toReport(session, measured)).trim().split('\n').slice(2)
    expect(lines.every((line) => line.replaceAll('\\|', '').split('|').length === 4)).toBe(true)
    expect(lines).toContain('| Browser | A\\|B |')
    expect(lines).toContain('| By words | median 0.25 ms, 95 % within 0.51 ms (30 runs) |')
    expect(lines).toContain('| By meaning, exact | median 5000 ms, 95 % within 10.0 s (30 runs) |')
    expect(lines).toContain('| Records of the library | 7.78 a second (24, 210 tokens on average) |')
    expect(lines).toContain('| Recall@10 of approximate against exact | 0.9980 (50 titles of the library) |')
  })

  it('leaves out what was not measured', () => {
    const wordsOnly: BenchOutput = { figures: { words: spread(1) }, opening: {}, wasmHeaps: [] }
    const report = toReport(byWords, { ...measuredAlone, output: wordsOnly })
    expect(report).not.toHaveProperty('backend')
    expect(report.memory).toEqual({ wasmHeapBytes: [] })
    const sections = toSections(report)
    expect(sections.map(({ title }) => title)).toEqual(['Where', 'Searching, without the encoding', 'Memory'])
    expect(sections.at(-1)?.rows).toEqual([{ what: 'WebAssembly in the search worker', value: 'none' }])
  })
})

function start(
  call?: (signal: AbortSignal | undefined) => Promise<BenchOutput>,
  measureMemory: (signal: AbortSignal) => Promise<number> = () => Promise.resolve(300e6),
) {
  const store = createBenchStore()
  const link = {
    call: (_method: string, _input: object, options?: { signal?: AbortSignal }) => call?.(options?.signal),
  } as unknown as Link<EngineContract> // the one method that is called
  const actions = createBenchActions(store, {
    engine: () => (call ? link : undefined),
    measureMemory,
    now: () => measured.date,
    browser,
  })
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  return { store, actions, settled }
}

describe('a run of the benchmark', () => {
  it('ends with a report, which stays while the next one runs and where that fails', async () => {
    const outputs = [output]
    const { store, actions, settled } = start(async () => {
      const next = outputs.pop()
      if (!next) throw new AppError('worker-lost', 'gone')
      return next
    })
    actions.start(session)
    expect(store.get().stage).toMatchObject({ kind: 'running', step: 'warm-up' })
    await settled()
    const report = toReport(session, measured)
    expect(store.get()).toEqual({ stage: { kind: 'idle' }, report })
    actions.start(session)
    await settled()
    expect(store.get()).toMatchObject({ stage: { kind: 'failed', failure: { code: 'worker-lost' } }, report })
  })

  it('leaves nothing when it is cancelled', async () => {
    const { store, actions, settled } = start(
      (signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new AppError('cancelled', 'cancelled')))
        }),
    )
    actions.start(session)
    actions.cancel()
    await settled()
    expect(store.get()).toEqual({ stage: { kind: 'idle' } })
  })

  it('shows all but the memory while that is waited for, and keeps it when that is cancelled', async () => {
    const wait = (signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('cancelled', 'cancelled')))
      })
    const { store, actions, settled } = start(() => Promise.resolve(output), wait)
    actions.start(session)
    await settled()
    const report = toReport(session, measuredAlone)
    expect(store.get()).toMatchObject({ stage: { kind: 'running', step: 'memory' }, report })
    actions.cancel()
    await settled()
    expect(store.get()).toEqual({ stage: { kind: 'idle' }, report })
  })

  it('fails in words where nothing is open', async () => {
    const { store, actions, settled } = start()
    actions.start(session)
    await settled()
    expect(store.get().stage).toMatchObject({ kind: 'failed', failure: { code: 'library-missing' } })
  })
})

describe('the memory of the page', () => {
  const { signal } = new AbortController()

  it('is what the browser tells, and nothing where it tells nothing', async () => {
    const tells = { measureUserAgentSpecificMemory: () => Promise.resolve({ bytes: 5 }) }
    const refuses = { measureUserAgentSpecificMemory: () => Promise.reject(new Error('not isolated')) }
    expect(await measurePageMemory(signal, tells)).toBe(5)
    expect(await measurePageMemory(signal, refuses)).toBeUndefined()
    expect(await measurePageMemory(signal, {})).toBeUndefined()
  })

  it('is not waited for when it is cancelled', async () => {
    const silent = { measureUserAgentSpecificMemory: () => new Promise<never>(() => {}) }
    const controller = new AbortController()
    const measuring = measurePageMemory(controller.signal, silent)
    controller.abort()
    await expect(measuring).rejects.toMatchObject({ code: 'cancelled' })
  })
})
