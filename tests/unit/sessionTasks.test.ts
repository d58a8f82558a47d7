import { describe, expect, it } from 'vitest'
import { reduce, type Action } from '../../src/app/session.ts'
import { after, afterReady, answer, ask, entry, failure, library } from '../fakes/toySession.ts'

describe('updating', () => {
  const started: Action[] = [
    { type: 'update-offered', entry },
    { type: 'update-started', entry },
  ]

  it('is offered, then installed beside the library that is searched', () => {
    expect(afterReady({ type: 'update-offered', entry }).update).toEqual({ stage: 'offered', entry })
    const progress = { what: 'library', name: 'heart', doneBytes: 1, totalBytes: 2 } as const
    const ready = afterReady(...started, { type: 'update-progress', progress })
    expect(ready.update).toEqual({ stage: 'installing', entry, progress: { library: progress } })
    expect(ready.library).toBe(library)
  })

  it('leaves the page as it was when it fails', () => {
    const ready = afterReady(...ask(1, 'gout'), answer(1, 'gout'), ...started, {
      type: 'update-failed',
      failure,
    })
    expect(ready.update).toEqual({ stage: 'failed', entry, failure })
    expect(ready.shown?.output.query).toBe('gout')
  })
})

describe('a library file', () => {
  const started: Action = { type: 'file-started', task: 'import', name: 'heart.biohicl' }
  const progress = { doneBytes: 1, totalBytes: 2 }

  it.each([
    ['where a library is needed', after([{ type: 'library-needed', catalogue: { libraries: [entry] } }])],
    ['beside a failure', after([{ type: 'failed', failure }])],
    ['beside searching', afterReady(...ask(1, 'gout'), answer(1, 'gout'))],
  ])('is read %s, and nothing else changes when it fails', (_where, session) => {
    const running = after([started, { type: 'file-progress', progress }], session)
    expect(running).toEqual({
      ...session,
      file: { stage: 'running', task: 'import', name: 'heart.biohicl', progress },
    })
    expect(reduce(running, { type: 'file-failed', failure })).toEqual({
      ...session,
      file: { stage: 'failed', task: 'import', name: 'heart.biohicl', failure },
    })
    expect(reduce(running, { type: 'file-cancelled' })).toEqual(session)
  })

  it('that was saved is told of until the next one', () => {
    const name = 'heart.biohicl'
    const saved = afterReady({ ...started, task: 'export' }, { type: 'file-saved', bytes: 7 })
    expect(saved.file).toEqual({ stage: 'saved', name, bytes: 7 })
    expect(reduce(saved, started)).toMatchObject({ file: { stage: 'running', task: 'import' } })
  })

  it('has no say where the page is busy with a library, nor after its time', () => {
    const installing = after([{ type: 'install-started', entry }])
    expect(reduce(installing, started)).toBe(installing)
    const late = afterReady({ type: 'file-failed', failure }, { type: 'file-progress', progress })
    expect(late.file).toEqual({ stage: 'none' })
  })
})
