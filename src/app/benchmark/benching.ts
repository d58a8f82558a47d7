import type { BenchProgress, BenchStep } from '../../core/bench/figures.ts'
import { AppError } from '../../core/errors.ts'
import { toFailure, type Failure } from '../failure.ts'
import type { PageWorkers } from '../pageWorkers.ts'
import type { Ready } from '../readySession.ts'
import { createStore, type Store } from '../store.ts'
import { toReport, type BenchReport, type Measured } from './report.ts'

/** What the page of the benchmark shows. The last report stays until the next one is there. */
export interface Benching {
  stage: BenchingStage
  report?: BenchReport
}

export type BenchingStage =
  | { kind: 'idle' }
  | { kind: 'running'; step: BenchStep | 'memory'; done: number; total: number }
  | { kind: 'failed'; failure: Failure }

export type BenchingAction =
  | { type: 'started' }
  | { type: 'progress'; progress: BenchProgress }
  /** The browser takes its time to tell of memory: all else is there already. */
  | { type: 'measuring-memory'; report: BenchReport }
  | { type: 'measured'; report: BenchReport }
  | { type: 'failed'; failure: Failure }
  | { type: 'cancelled' }

function reduceBenching(benching: Benching, action: BenchingAction): Benching {
  switch (action.type) {
    case 'started':
      return { ...benching, stage: { kind: 'running', step: 'warm-up', done: 0, total: 0 } }
    case 'progress':
      return benching.stage.kind === 'running'
        ? { ...benching, stage: { kind: 'running', ...action.progress } }
        : benching
    case 'measuring-memory':
      return { stage: { kind: 'running', step: 'memory', done: 0, total: 0 }, report: action.report }
    case 'measured':
      return { stage: { kind: 'idle' }, report: action.report }
    case 'failed':
      return { ...benching, stage: { kind: 'failed', failure: action.failure } }
    case 'cancelled':
      return { ...benching, stage: { kind: 'idle' } }
  }
}

export interface BenchActions {
  start(session: Pick<Ready, 'libraries' | 'encoder'>): void
  cancel(): void
}

export interface BenchEffects extends Pick<PageWorkers, 'engine'> {
  measureMemory(signal: AbortSignal): Promise<number | undefined>
  now(): Date
  browser: Measured['browser']
}

export function createBenchStore(): Store<Benching, BenchingAction> {
  return createStore(reduceBenching, { stage: { kind: 'idle' } })
}

export function createBenchActions(
  { get, dispatch }: Store<Benching, BenchingAction>,
  { engine, measureMemory, now, browser }: BenchEffects,
): BenchActions {
  let running = new AbortController()

  async function run(session: Pick<Ready, 'libraries' | 'encoder'>): Promise<void> {
    if (get().stage.kind === 'running') return
    running = new AbortController()
    const { signal } = running
    dispatch({ type: 'started' })
    try {
      const link = engine()
      if (!link) throw new AppError('library-missing', 'No search worker is there that could be measured.')
      const onProgress = (progress: BenchProgress) => dispatch({ type: 'progress', progress })
      const output = await link.call('bench', {}, { signal, onProgress })
      const measured = { output, date: now(), browser }
      dispatch({ type: 'measuring-memory', report: toReport(session, measured) })
      const pageBytes = await measureMemory(signal)
      const memory = pageBytes === undefined ? {} : { pageBytes }
      dispatch({ type: 'measured', report: toReport(session, { ...measured, ...memory }) })
    } catch (thrown) {
      dispatch(signal.aborted ? { type: 'cancelled' } : { type: 'failed', failure: toFailure(thrown) })
    }
  }

  return { start: (session) => void run(session), cancel: () => running.abort() }
}
