import { describe, expect, it } from 'vitest'
import { createModelActions } from '../../src/app/models/modelActions.ts'
import { importing, initialModels, reduceModels } from '../../src/app/models/models.ts'
import { announceModels, failureWords } from '../../src/app/models/words.ts'
import { findDroppedFolder, readDroppedFolder, toChosenFolder } from '../../src/app/models/folderFiles.ts'
import { createStore } from '../../src/app/store.ts'
import type { Link } from '../../src/app/workers.ts'
import { AppError } from '../../src/core/errors.ts'
import type { AnyContract } from '../../src/rpc/messages.ts'
import type { EncoderShelf } from '../../src/protocol/encoders.ts'
import type { BackendReport, EngineContract } from '../../src/protocol/engine.ts'
import type { TransferContract } from '../../src/protocol/transfer.ts'

const selfTest = { minCosine: 0.99, floor: 0.98, probes: 4, durationMs: 10 }
const report: BackendReport = { name: 'wasm', reason: 'asked for', threads: 2, selfTest, loadMs: 100 }
const shelf: EncoderShelf = { encoders: [], missing: [] }
const damage = { file: 'onnx/model.onnx', chunks: 2, bytes: 3 }

type Answers<C> = { [M in keyof C]?: (input: unknown) => unknown }

/** A method without an answer never settles until it is aborted. */
function createLink<C extends AnyContract<C>>(answers: Answers<C>, calls: string[]): Link<C> {
  return {
    call: (method, input, options) => {
      calls.push(method)
      const answer = answers[method]
      if (answer) return Promise.resolve().then(() => answer(input))
      return new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new AppError('cancelled', 'cancelled')))
      })
    },
    stop: () => void calls.push('stop'),
  }
}

function start(transfer: Answers<TransferContract>, engine: Answers<EngineContract> = {}) {
  const store = createStore(reduceModels, initialModels)
  const calls: string[] = []
  const actions = createModelActions(store, {
    transfer: () => createLink<TransferContract>({ encoders: () => shelf, ...transfer }, calls),
    engine: () => createLink<EngineContract>({ selfTest: () => selfTest }, calls),
    startEngine: () => createLink(engine, calls),
    backend: () => 'auto',
    loadRuntime: () => Promise.resolve({ wasm: new ArrayBuffer(1), mjsUrl: '' }),
    reopen: () => void calls.push('reopen'),
    onFailure: (code) => void calls.push(`failed ${code}`),
    keepStorage: () => void calls.push('keep'),
  })
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  return { store, calls, actions, settled }
}

const opening: Answers<EngineContract> = {
  planEncoder: () => ({ runtime: 'wasm' }),
  openEncoderAlone: () => report,
}
const imported = { importEncoder: () => ({ key: 'encoder/new@1', id: 'new' }) }

describe('the actions of the page of models', () => {
  it('import a folder, and test the model in a worker that is stopped again', async () => {
    const { store, calls, actions, settled } = start(imported, opening)
    actions.importFolder('new', [])
    expect(store.get().task).toEqual({ kind: 'import', key: importing, name: 'new' })
    await settled()
    expect(calls).toEqual([
      ...['keep', 'importEncoder', 'encoders', 'planEncoder', 'openEncoderAlone', 'stop', 'encoders'],
    ])
    expect(store.get()).toMatchObject({
      listing: { stage: 'listed' },
      task: { kind: 'none' },
      tests: { 'encoder/new@1': { kind: 'passed', selfTest, report } },
    })
  })

  it('open the library anew instead where that waits for this model', async () => {
    const { calls, actions, settled } = start(imported, opening)
    actions.importFolder('new', [], 'new')
    await settled()
    expect(calls).toEqual(['keep', 'importEncoder', 'encoders', 'reopen'])
  })

  it('keep why a folder was refused, and test nothing then', async () => {
    const refuse = () => {
      throw new AppError('not-found', 'toy has no file a.')
    }
    const { store, calls, actions, settled } = start({ importEncoder: refuse }, opening)
    actions.importFolder('toy', [])
    await settled()
    expect(calls).not.toContain('planEncoder')
    const outcome = {
      kind: 'failed',
      task: 'import',
      failure: { code: 'not-found', message: 'toy has no file a.' },
    }
    expect(store.get().outcomes).toEqual({ [importing]: outcome })
  })

  it('say nothing of what is cancelled, and do one thing at a time', async () => {
    const { store, calls, actions, settled } = start({})
    actions.importFolder('toy', [])
    actions.check('a')
    expect(calls).toEqual(['keep', 'importEncoder'])
    actions.cancelTask()
    await settled()
    expect(store.get()).toMatchObject({ task: { kind: 'none' }, outcomes: {}, tests: {} })
  })

  it('test the model in use where it is, without opening it a second time', async () => {
    const { store, calls, actions, settled } = start({})
    actions.test('a', true)
    await settled()
    expect(calls).toEqual(['selfTest', 'encoders'])
    expect(store.get().tests).toEqual({ a: { kind: 'passed', selfTest } })
  })

  it('keep why a model is wrong here, and stop the worker all the same', async () => {
    const fail = () => {
      throw new AppError('self-test-failed', 'cosine 0.1')
    }
    const { store, calls, actions, settled } = start({}, { ...opening, openEncoderAlone: fail })
    actions.test('a', false)
    await settled()
    expect(calls).toContain('stop')
    expect(store.get().tests).toMatchObject({ a: { kind: 'failed', failure: { code: 'self-test-failed' } } })
  })

  it('tell damage from a whole model, and forget it when it is checked anew', async () => {
    let found = [damage]
    const { store, actions, settled } = start({ checkEncoder: () => ({ damaged: found }) })
    actions.check('a')
    await settled()
    expect(store.get().outcomes).toMatchObject({ a: { kind: 'damaged', check: { damaged: [damage] } } })
    found = []
    actions.check('a')
    expect(store.get().outcomes).toEqual({})
    await settled()
    expect(store.get().outcomes).toEqual({ a: { kind: 'whole' } })
  })
})

describe('the words of the page of models', () => {
  it('are the message where that says what is wrong, and of a folder where a folder is', () => {
    const failure = { code: 'file-damaged', message: 'x' } as const
    expect(failureWords('remove', { code: 'usage', message: '“Heart” needs it.' })).toBe(
      'It was not removed. “Heart” needs it.',
    )
    expect(failureWords('import', failure)).toMatch(/was not installed.*Copy the folder anew/)
    expect(failureWords('check', failure)).not.toMatch(/folder/)
  })

  it('tell what is done, then what is good, and leave failures to their alerts', () => {
    expect(announceModels({ kind: 'check', key: 'a' }, [], [])).toBe('Checking …')
    expect(announceModels({ kind: 'none' }, [{ kind: 'whole' }], [{ kind: 'passed', selfTest }])).toMatch(
      /^Checked: .*Self-test passed\.$/,
    )
    const failure = { code: 'internal', message: '' } as const
    expect(announceModels({ kind: 'none' }, [], [{ kind: 'failed', failure }])).toBe('')
  })
})

describe('a chosen folder', () => {
  const withPath = (path: string) => Object.assign(new File([], 'x'), { webkitRelativePath: path })

  it('has its name and the paths within it, down to where a model could lie', () => {
    const paths = ['toy/model.json', 'toy/onnx/model.onnx', 'toy/a/b/c/d/deep.txt']
    expect(toChosenFolder(paths.map(withPath))).toMatchObject({
      name: 'toy',
      files: [{ path: 'toy/model.json' }, { path: 'toy/onnx/model.onnx' }],
    })
  })

  it('is read whole where it was dropped, although the browser hands over some entries at a time', async () => {
    const file = (name: string) => ({
      ...{ name, isDirectory: false },
      file: (done: (file: File) => void) => done(new File([], name)),
    })
    const folder = (name: string, ...parts: object[][]) => ({
      ...{ name, isDirectory: true },
      createReader: () => ({ readEntries: (done: (some: object[]) => void) => done(parts.shift() ?? []) }),
    })
    const toy = folder('toy', [file('model.json')], [folder('onnx', [file('model.onnx')])])
    const items = [file('a.txt'), toy].map((entry) => ({ webkitGetAsEntry: () => entry }))
    const found = findDroppedFolder({ items } as unknown as DataTransfer)
    if (!found) throw new Error('It was not found.')
    const { name, files } = await readDroppedFolder(found)
    expect([name, ...files.map(({ path }) => path)]).toEqual(['toy', 'toy/model.json', 'toy/onnx/model.onnx'])
  })
})
