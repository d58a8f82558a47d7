import { describe, expect, it } from 'vitest'
import { keepStorage, readStorage } from '../../src/app/deviceStorage.ts'
import { findSame, findUpdate, initialShelf, reduceShelf, type Shelf } from '../../src/app/shelf.ts'
import { createShelfActions } from '../../src/app/shelfActions.ts'
import { createStore } from '../../src/app/store.ts'
import type { Link } from '../../src/app/workers.ts'
import type { CatalogueEntry } from '../../src/core/catalogue.ts'
import { AppError } from '../../src/core/errors.ts'
import type { ReadableLibrary } from '../../src/protocol/installed.ts'
import type { TransferContract } from '../../src/protocol/transfer.ts'

const heart: ReadableLibrary = {
  ...{ id: 'heart', key: 'library/heart@1', title: 'Heart', kind: 'pubmed', version: 1, records: 3 },
  ...{ date: '2026-01-31', sourceDate: '2026-01-30', source: 'PubMed', licence: 'none', meshYear: 2026 },
  sizeBytes: 100,
  encoder: { id: 'e', name: 'small', isInstalled: true },
  signature: 'none',
}
const entry: CatalogueEntry = {
  ...{ id: 'heart', title: 'Heart', kind: 'pubmed', version: 2, records: 3 },
  ...{ libraryBytes: 100, encoderBytes: 200, key: 'library/heart@2', encoder: 'small' },
}
const lung: CatalogueEntry = { ...entry, id: 'lung', title: 'Lung', key: 'library/lung@1' }

type Answers = { [M in keyof TransferContract]?: (input: object) => unknown }

/** `answers` stand for the transfer worker; a method without one never settles until it is aborted. */
function start(answers: Answers, state: Partial<Shelf> = {}) {
  const store = createStore(reduceShelf, { ...initialShelf, ...state })
  const told: string[] = []
  const calls: string[] = []
  const link: Link<TransferContract> = {
    call: (method, input, options) => {
      calls.push(method)
      const answer = answers[method]
      if (answer) return Promise.resolve().then(() => answer(input)) as Promise<never>
      return new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new AppError('cancelled', 'cancelled')))
      })
    },
    stop() {},
  }
  const actions = createShelfActions(store, {
    transfer: () => link,
    readStorage: () => Promise.resolve({ usedBytes: 5 }),
    keepStorage: () => Promise.resolve(),
    onInstalled: ({ id }) => void told.push(`installed ${id}`),
    onSearched: (ids) => void told.push(`searched ${ids.join(' ')}`),
    onFailure: (code) => void told.push(`failed ${code}`),
  })
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  return { store, told, calls, actions, settled }
}

const here: Answers = {
  installed: () => [heart],
  catalogue: () => ({ libraries: [entry, lung] }),
  measureInstall: (input) => ({ bytes: 'id' in input && input.id === 'heart' ? 7 : 300 }),
}

describe('the list of libraries', () => {
  it('shows what is here, what the site has, and what an update would really fetch', async () => {
    const { store, actions, settled } = start(here)
    actions.refresh()
    await settled()
    const shelf = store.get()
    expect(shelf.installed).toEqual({ stage: 'listed', items: [heart] })
    expect(findUpdate(shelf, heart)).toEqual({ entry, bytes: 7 })
    expect(findUpdate(shelf, { ...heart, version: 3 })).toBeUndefined() // what the site has is older
    expect(findSame(shelf, heart)).toBeUndefined()
    expect(findSame(shelf, { key: entry.key })).toEqual({ entry, bytes: 7 })
    expect(shelf.storage).toEqual({ usedBytes: 5 })
  })

  it('shows what is here where the site cannot be reached', async () => {
    const offline = () => {
      throw new AppError('network', 'no route')
    }
    const { store, actions, settled } = start({ ...here, catalogue: offline })
    actions.refresh()
    await settled()
    expect(store.get()).toMatchObject({
      installed: { stage: 'listed' },
      offers: { stage: 'failed', failure: { code: 'network' } },
    })
  })
})

describe('a check', () => {
  it('tells that all is well', async () => {
    const { store, actions, settled } = start({ ...here, check: () => ({ damaged: [] }) })
    actions.check(heart)
    expect(store.get().task).toEqual({ kind: 'check', id: 'heart' })
    await settled()
    expect(store.get()).toMatchObject({ task: { kind: 'none' }, outcomes: { heart: { kind: 'whole' } } })
  })

  it('tells what is damaged; a repair fetches that, opens the library anew and checks again', async () => {
    let damaged = [{ file: 'vectors.i8', chunks: 1, bytes: 9 }]
    const install = () => {
      damaged = []
      return { key: heart.key }
    }
    const { store, told, actions, settled } = start(
      { ...here, check: () => ({ damaged }), install },
      { searched: ['heart'] },
    )
    actions.check(heart)
    await settled()
    expect(store.get().outcomes.heart).toEqual({ kind: 'damaged', check: { damaged } })
    actions.repair(entry)
    await settled()
    expect(store.get().outcomes.heart).toEqual({ kind: 'repaired' })
    expect(told).toEqual(['searched heart'])
  })

  it('leaves nothing when it is cancelled, and runs alone', async () => {
    const { store, calls, actions, settled } = start(here)
    actions.check(heart)
    actions.remove(heart)
    expect(calls).toEqual(['check'])
    actions.cancelTask()
    await settled()
    expect(store.get()).toMatchObject({ task: { kind: 'none' }, outcomes: {} })
  })
})

describe('a library', () => {
  it('that was installed is handed on to be opened', async () => {
    const { store, told, actions, settled } = start({ ...here, install: () => ({ key: lung.key }) })
    actions.install(lung)
    await settled()
    expect(told).toEqual(['installed lung'])
    expect(store.get().outcomes.lung).toEqual({ kind: 'installed' })
  })

  it('that cannot be installed is told of, and nothing else changes', async () => {
    const full = () => {
      throw new AppError('quota-exceeded', 'full')
    }
    const { store, told, actions, settled } = start({ ...here, install: full }, { searched: ['heart'] })
    actions.install(lung)
    await settled()
    expect(told).toEqual(['failed quota-exceeded'])
    expect(store.get()).toMatchObject({
      searched: ['heart'],
      outcomes: { lung: { kind: 'failed', task: 'install', failure: { code: 'quota-exceeded' } } },
    })
  })

  it('that is removed is not searched any more', async () => {
    const { store, told, actions, settled } = start(
      { ...here, remove: () => ({}) },
      { searched: ['heart', 'lung'] },
    )
    actions.remove(heart)
    await settled()
    expect(told).toEqual(['searched lung'])
    expect(store.get().searched).toEqual(['lung'])
  })

  it('is searched or not as one likes, but one of them always is', () => {
    const { store, told, actions } = start(here, { searched: ['heart'] })
    actions.setSearched('lung', true)
    actions.setSearched('heart', false)
    actions.setSearched('lung', false)
    expect(told).toEqual(['searched heart lung', 'searched lung'])
    expect(store.get().searched).toEqual(['lung'])
  })
})

describe('R16: the room on the device', () => {
  const estimate = () => Promise.resolve({ usage: 5, quota: 9 })
  const refuse = () => Promise.reject(new Error('not allowed'))

  it.each([
    [
      'kept',
      { estimate, persisted: () => Promise.resolve(true) },
      { usedBytes: 5, quotaBytes: 9, isKept: true },
    ],
    ['not kept', { persisted: () => Promise.resolve(false) }, { isKept: false }],
    ['refused', { estimate: refuse, persisted: refuse, persist: refuse }, {}],
    ['absent', {}, {}],
  ])('is told as the browser tells it: %s', async (_what, storage, expected) => {
    await keepStorage(storage)
    expect(await readStorage(storage)).toEqual(expected)
  })
})
