import type { FolderFile } from '../../protocol/encoders.ts'
import type { BackendReport } from '../../protocol/engine.ts'
import type { FileProgress } from '../../protocol/transfer.ts'
import { toFailure } from '../failure.ts'
import type { PageWorkers } from '../pageWorkers.ts'
import type { Store } from '../store.ts'
import {
  importing,
  type ModelAction,
  type ModelOutcome,
  type Models,
  type ModelTask,
  type ModelTest,
} from './models.ts'

export interface ModelActions {
  refresh(): void
  /**
   * Installs a model folder, then tests it.
   * @param name of the folder, for the user
   * @param awaitedId of the encoder that the libraries wait for which are searched: with it they are opened anew
   */
  importFolder(name: string, files: readonly FolderFile[], awaitedId?: string): void
  /** With the search worker where the model is open there, else with one of its own. */
  test(key: string, isInUse: boolean): void
  check(key: string): void
  remove(key: string): void
  cancelTask(): void
}

type Work = (
  options: { signal: AbortSignal; report(action: ModelAction): void },
  end: (outcome: ModelOutcome, key?: string) => void,
) => Promise<void>

export interface ModelEffects extends PageWorkers {
  /** Asks the browser not to clear what is imported away. */
  keepStorage(): void
}

export function createModelActions(
  { get, dispatch }: Store<Models, ModelAction>,
  effects: ModelEffects,
): ModelActions {
  const { transfer } = effects
  let running = new AbortController()

  async function refresh(): Promise<void> {
    try {
      dispatch({ type: 'listed', shelf: await transfer().call('encoders', {}) })
    } catch (thrown) {
      const failure = toFailure(thrown)
      effects.onFailure(failure.code)
      dispatch({ type: 'listing-failed', failure })
    }
  }

  async function run(task: Exclude<ModelTask, { kind: 'none' }>, work: Work): Promise<boolean> {
    if (get().task.kind !== 'none') return false
    running = new AbortController()
    const { signal } = running
    const report = (action: ModelAction) => {
      if (!signal.aborted) dispatch(action)
    }
    dispatch({ type: 'task-started', task })
    let ended: { key: string; outcome?: ModelOutcome } = { key: task.key }
    try {
      await work({ signal, report }, (outcome, key = task.key) => void (ended = { key, outcome }))
    } catch (thrown) {
      const failure = toFailure(thrown)
      effects.onFailure(failure.code)
      if (!signal.aborted) ended = { key: task.key, outcome: { kind: 'failed', task: task.kind, failure } }
    }
    dispatch({ type: 'task-ended', ...ended })
    await refresh()
    return !signal.aborted
  }

  async function test(key: string, isInUse: boolean): Promise<void> {
    await run({ kind: 'test', key }, async ({ signal, report }) => {
      const outcome = await (isInUse ? testInUse(signal) : testAlone(key, signal, report)).catch(
        (thrown: unknown): ModelTest => ({ kind: 'failed', failure: toFailure(thrown) }),
      )
      report({ type: 'tested', key, test: outcome })
    })
  }

  async function testInUse(signal: AbortSignal): Promise<ModelTest> {
    const engine = effects.engine()
    if (!engine) throw new Error('A model is in use, but no search worker is.')
    return { kind: 'passed', selfTest: await engine.call('selfTest', {}, { signal }) }
  }

  /** In a worker that ends with the test: a second model would otherwise stay in memory. */
  async function testAlone(
    key: string,
    signal: AbortSignal,
    report: (action: ModelAction) => void,
  ): Promise<ModelTest> {
    const engine = effects.startEngine()
    try {
      const plan = await engine.call('planEncoder', { backend: effects.backend(), key }, { signal })
      const runtime = await effects.loadRuntime(plan.runtime)
      const onProgress = (step: 'encoder' | 'self-test' | 'vectors') => report({ type: 'task-testing', step })
      const options = { signal, transfer: [runtime.wasm], onProgress }
      const found: BackendReport = await engine.call('openEncoderAlone', { runtime }, options)
      return { kind: 'passed', selfTest: found.selfTest, report: found }
    } finally {
      engine.stop()
    }
  }

  async function importFolder(
    name: string,
    files: readonly FolderFile[],
    awaitedId: string | undefined,
  ): Promise<void> {
    effects.keepStorage()
    let imported: { key: string; id: string } | undefined
    const isDone = await run({ kind: 'import', key: importing, name }, async ({ signal, report }, end) => {
      const onProgress = (progress: FileProgress) => report({ type: 'task-reading', progress })
      imported = await transfer().call('importEncoder', { files: [...files] }, { signal, onProgress })
      end({ kind: 'imported' }, imported.key)
    })
    if (!isDone || !imported) return
    // Opening the library tests it too.
    if (imported.id === awaitedId) effects.reopen()
    else await test(imported.key, false)
  }

  return {
    refresh: () => void refresh(),
    importFolder: (name, files, awaitedId) => void importFolder(name, files, awaitedId),
    test: (key, isInUse) => void test(key, isInUse),
    check(key) {
      void run({ kind: 'check', key }, async ({ signal, report }, end) => {
        const onProgress = (progress: FileProgress) => report({ type: 'task-reading', progress })
        const check = await transfer().call('checkEncoder', { key }, { signal, onProgress })
        end(check.damaged.length > 0 ? { kind: 'damaged', check } : { kind: 'whole' })
      })
    },
    remove(key) {
      void run({ kind: 'remove', key }, async ({ signal }) => {
        await transfer().call('removeEncoder', { key }, { signal })
      })
    },
    cancelTask: () => running.abort(),
  }
}
