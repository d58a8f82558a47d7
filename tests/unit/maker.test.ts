import { beforeEach, describe, expect, it } from 'vitest'
import { createMaker, type Maker } from '../../src/app/newLibrary/maker.ts'
import { noMaking, reduceMaking } from '../../src/app/newLibrary/making.ts'
import { createStore } from '../../src/app/store.ts'
import type { Link } from '../../src/app/workers.ts'
import type { Draft } from '../../src/core/draft.ts'
import { AppError } from '../../src/core/errors.ts'
import type { EngineContract } from '../../src/protocol/engine.ts'
import type { TransferContract } from '../../src/protocol/transfer.ts'
import type { AnyContract } from '../../src/rpc/messages.ts'

const draft: Draft = {
  id: 'one',
  source: { kind: 'files', names: ['tea.xml'] },
  collected: { account: { read: 1, kept: 1, skipped: {} }, examples: [], hasHeadings: false },
}
const begun: Draft = { ...draft, begun: { libraryId: 'my-tea', title: 'Tea' } }
const lost = new AppError('worker-lost', 'The connection was closed.')

type Answers<C extends AnyContract<C>> = {
  [M in keyof C]?: (input: C[M]['input'], signal?: AbortSignal) => Promise<C[M]['output']>
}

/** A worker that answers as told, and notes what it was asked. */
function createLink<C extends AnyContract<C>>(answers: Answers<C>, asked: string[]): Link<C> {
  return {
    call(method, input, options) {
      asked.push(method)
      const answer = answers[method]
      return answer ? answer(input, options?.signal) : Promise.reject(new Error(`Not expected: ${method}`))
    },
    stop() {},
  }
}

const never = (_input: unknown, signal?: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new AppError('cancelled', 'The call was cancelled.')))
  })

describe('the maker of a library', () => {
  const making = createStore(reduceMaking, noMaking)
  const stage = () => making.get().stage
  let asked: string[]
  let opened: string[]
  let engines: Answers<EngineContract>[]
  let transfer: Answers<TransferContract>
  let maker: Maker

  /** Until the promises that are settled have been heard. */
  const settle = () => new Promise((resolve) => setTimeout(resolve))

  beforeEach(() => {
    making.dispatch({ type: 'discarded' })
    making.dispatch({ type: 'hidden' })
    ;[asked, opened, engines] = [[], [], []]
    transfer = { readDraft: () => Promise.resolve(undefined) }
    maker = createMaker(making, {
      transfer: () => createLink(transfer, asked),
      engine: () => Promise.resolve(createLink(engines.shift() ?? {}, asked)),
      open: (id) => void opened.push(id),
      keepStorage() {},
      onFailure() {},
      now: () => 0,
    })
  })

  const paused = () => making.dispatch({ type: 'restored', draft: begun })
  const made = { makeDraft: () => Promise.resolve({ id: 'my-tea' }) }

  it('reads files and says what they will take', async () => {
    const estimate = { encodeMs: 10, packBytes: 100 }
    transfer.collectFiles = () => Promise.resolve(draft)
    engines = [{ estimateDraft: () => Promise.resolve(estimate) }]
    maker.readFiles([])
    await settle()
    expect(making.get()).toEqual({
      isShown: true,
      stage: { step: 'check', draft, estimate: { stage: 'known', estimate } },
    })
    expect(asked).toEqual(['readDraft', 'collectFiles', 'estimateDraft'])
  })

  it('asks of tables what their columns hold before it reads them', async () => {
    const files = [new File([''], 'notes.nbib'), new File([''], 'table.CSV')]
    const header = ['Number', 'Title']
    transfer.readHeaders = () => Promise.resolve(header)
    transfer.collectFiles = (input) => {
      expect(input).toEqual({ files, columns: { pmid: 'Number' } })
      return Promise.resolve(draft)
    }
    engines = [{ estimateDraft: () => Promise.resolve({ encodeMs: 1, packBytes: 1 }) }]
    maker.readFiles(files)
    await settle()
    expect(stage()).toEqual({ step: 'columns', files, header })
    maker.readTables({ pmid: 'Number' })
    await settle()
    expect(stage()).toMatchObject({ step: 'check', draft })
    expect(asked).toEqual(['readDraft', 'readHeaders', 'collectFiles', 'estimateDraft'])
  })

  it('does not let new files take the place of a library that is not finished', async () => {
    transfer.readDraft = () => Promise.resolve(begun)
    maker.readFiles([])
    await settle()
    expect(stage()).toEqual({ step: 'paused', draft: begun, title: 'Tea' })
    expect(asked).toEqual(['readDraft'])
  })

  it('opens what it has made where it is looked at, and else waits to be asked', async () => {
    paused()
    engines = [made, made]
    maker.goOn()
    await settle()
    expect(stage()).toMatchObject({ step: 'done', isOpened: false })
    expect(opened).toEqual([])
    maker.openMade()
    expect(opened).toEqual(['my-tea'])

    making.dispatch({ type: 'discarded' })
    paused()
    making.dispatch({ type: 'shown' })
    maker.goOn()
    await settle()
    expect(opened).toEqual(['my-tea', 'my-tea'])
  })

  it('goes on in the next worker when the page takes another one', async () => {
    paused()
    engines = [{ makeDraft: () => Promise.reject(lost) }, made]
    maker.goOn()
    await settle()
    expect(asked).toEqual(['makeDraft', 'makeDraft'])
    expect(stage()).toMatchObject({ step: 'done' })
  })

  it('is paused by a failure, which is told, and goes on from there', async () => {
    paused()
    engines = [{ makeDraft: () => Promise.reject(new AppError('quota-exceeded', 'full')) }, made]
    maker.goOn()
    await settle()
    expect(stage()).toMatchObject({ step: 'paused', failure: { code: 'quota-exceeded' } })
    maker.goOn()
    await settle()
    expect(stage()).toMatchObject({ step: 'done' })
  })

  it('is paused by the user without a failure', async () => {
    paused()
    engines = [{ makeDraft: never }]
    maker.goOn()
    await settle()
    maker.stop()
    await settle()
    expect(stage()).toEqual({ step: 'paused', draft: begun, title: 'Tea' })
  })

  it('ends what runs and removes it, and tells when that fails', async () => {
    paused()
    engines = [{ makeDraft: never }]
    maker.goOn()
    await settle()
    transfer.discardDraft = () => Promise.reject(new AppError('storage-unavailable', 'no'))
    maker.discard()
    expect(stage()).toEqual({ step: 'source' })
    await settle()
    expect(stage()).toMatchObject({ step: 'source', failure: { code: 'storage-unavailable' } })
  })

  it('shows the search again when PubMed refuses it', async () => {
    const search = { term: '[oops', limit: 10 }
    transfer.findPubmed = () => Promise.reject(new AppError('usage', 'Unbalanced brackets'))
    maker.findPubmed(search)
    await settle()
    expect(stage()).toMatchObject({ step: 'source', search, failure: { code: 'usage' } })
  })
})
