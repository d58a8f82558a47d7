import { describe, expect, it } from 'vitest'
import {
  noMaking,
  reduceMaking,
  suggestTitle,
  type Making,
  type MakingAction,
} from '../../src/app/newLibrary/making.ts'
import { createPace } from '../../src/app/newLibrary/pace.ts'
import type { Draft } from '../../src/core/draft.ts'

const found = { count: 5, wanted: 3, translation: 'tea', warnings: [] }
const search = { term: 'tea', limit: 3 }
const searched: Draft = { id: 'one', source: { kind: 'pubmed', search, found } }
const collected: Draft = {
  id: 'two',
  source: { kind: 'files', names: ['heart_notes.xml.gz'] },
  collected: { account: { read: 1, kept: 1, skipped: {} }, examples: [], hasHeadings: false },
}
const begun: Draft = { ...collected, begun: { libraryId: 'my-tea', title: 'Tea' } }
const failure = { code: 'network', message: 'no route' } as const
const progress = { step: 'encode', done: 1, total: 4, share: 0.1 } as const

const after = (actions: MakingAction[], making: Making = noMaking) => actions.reduce(reduceMaking, making)
const stageAfter = (...actions: MakingAction[]) => after(actions).stage

describe('a new library', () => {
  it('of files is read, checked, made and opened', () => {
    const estimate = { encodeMs: 10, packBytes: 100 }
    const making = after([
      { type: 'shown' },
      { type: 'reading-started' },
      { type: 'read', progress: { doneBytes: 1, totalBytes: 2, records: 3 } },
    ])
    expect(making).toMatchObject({ isShown: true, stage: { step: 'reading', progress: { records: 3 } } })
    const checked = after(
      [
        { type: 'collected', draft: collected },
        { type: 'encoder-progress', doneBytes: 1, totalBytes: 2 },
      ],
      making,
    )
    expect(checked.stage).toMatchObject({
      step: 'check',
      estimate: { stage: 'waiting', encoder: { doneBytes: 1 } },
    })
    expect(after([{ type: 'estimated', estimate }], checked).stage).toMatchObject({
      estimate: { stage: 'known', estimate },
    })
    const done = after(
      [
        { type: 'making-started', draft: collected, title: 'Tea' },
        { type: 'made-progress', progress },
        { type: 'made', id: 'my-tea' },
        { type: 'made-opened' },
      ],
      checked,
    )
    expect(done.stage).toEqual({ step: 'done', id: 'my-tea', title: 'Tea', isOpened: true })
    expect(after([{ type: 'hidden' }], done)).toEqual(noMaking)
  })

  it('of a search is shown as PubMed reads it before it is fetched', () => {
    expect(stageAfter({ type: 'search-started', search }, { type: 'found', draft: searched })).toEqual({
      step: 'found',
      draft: searched,
    })
  })

  it('tells why it waits until something comes', () => {
    const waiting = after([
      { type: 'fetching-started', draft: searched },
      { type: 'waiting', reason: 'busy' },
    ])
    expect(waiting.stage).toMatchObject({ waiting: 'busy' })
    expect(after([{ type: 'fetched', done: 1, total: 3 }], waiting).stage).toEqual({
      ...{ step: 'fetching', draft: searched },
      progress: { done: 1, total: 3 },
    })
  })

  it.each<[string, MakingAction[], object]>([
    ['reading', [{ type: 'reading-started' }], { step: 'source' }],
    ['searching', [{ type: 'search-started', search }], { step: 'source', search }],
    ['fetching', [{ type: 'fetching-started', draft: searched }], { step: 'found', draft: searched }],
    [
      'making',
      [{ type: 'making-started', draft: collected, title: 'Tea' }],
      { step: 'paused', draft: collected, title: 'Tea' },
    ],
  ])('that is stopped or fails while %s is where it can be gone on with', (_when, actions, stage) => {
    expect(stageAfter(...actions, { type: 'stopped' })).toEqual(stage)
    expect(stageAfter(...actions, { type: 'stopped', failure })).toEqual({ ...stage, failure })
  })

  it('that another visit has left waits where it was', () => {
    expect(stageAfter({ type: 'restored', draft: searched })).toMatchObject({ step: 'found' })
    expect(stageAfter({ type: 'restored', draft: collected })).toMatchObject({ step: 'check' })
    expect(stageAfter({ type: 'restored', draft: begun })).toMatchObject({ step: 'paused', title: 'Tea' })
    const reading = stageAfter({ type: 'reading-started' }, { type: 'restored', draft: begun })
    expect(reading.step).toBe('reading')
  })

  it('is not changed by reports that come late', () => {
    const late: MakingAction[] = [
      { type: 'read', progress: { doneBytes: 1, totalBytes: 2, records: 3 } },
      { type: 'fetched', done: 1, total: 3 },
      { type: 'waiting', reason: 'busy' },
      { type: 'estimate-failed', failure },
      { type: 'made-progress', progress },
      { type: 'made', id: 'my-tea' },
      { type: 'made-opened' },
      { type: 'stopped', failure },
    ]
    for (const action of late) expect(reduceMaking(noMaking, action), action.type).toBe(noMaking)
  })

  it('that was discarded is forgotten, and a failure of that is told', () => {
    expect(stageAfter({ type: 'restored', draft: begun }, { type: 'discarded' })).toEqual({ step: 'source' })
    expect(stageAfter({ type: 'discarded', failure })).toEqual({ step: 'source', failure })
  })

  it('has a title to begin with', () => {
    expect(suggestTitle(searched)).toBe('tea')
    expect(suggestTitle(collected)).toBe('Heart notes')
    const names = ['heart.xml', 'b.ris', 'c.csv']
    expect(suggestTitle({ ...collected, source: { kind: 'files', names } })).toBe('Heart and 2 more')
  })
})

describe('rate and time left', () => {
  it('come from what was done since it went on, each step for itself', () => {
    let nowMs = 0
    const pace = createPace(() => nowMs)
    expect(pace({ ...progress, done: 50, total: 100, share: 0.2 })).not.toHaveProperty('msLeft')
    nowMs = 500
    expect(pace({ ...progress, done: 51, total: 100, share: 0.21 })).not.toHaveProperty('msLeft')
    nowMs = 4000
    const paced = pace({ ...progress, done: 60, total: 100, share: 0.4 })
    expect(paced.perSecond).toBeCloseTo(2.5)
    expect(paced.msLeft).toBeCloseTo(12_000)
    expect(pace({ step: 'index', done: 1, total: 100, share: 0.01 })).not.toHaveProperty('msLeft')
  })
})
