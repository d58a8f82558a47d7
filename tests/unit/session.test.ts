import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isAsked,
  isShown,
  librariesOf,
  toRequest as askedOf,
  type Ready,
} from '../../src/app/readySession.ts'
import { initialSession, reduce, type Action, type Session } from '../../src/app/session.ts'
import { noFilters } from '../../src/core/filters.ts'
import { toyRecord } from '../fakes/toyPack.ts'
import {
  after,
  afterReady,
  answer,
  ask,
  createOutput,
  encoder,
  entry,
  failure,
  library,
  opened,
  reduceTo,
  toRequest,
} from '../fakes/toySession.ts'

describe('filters', () => {
  const filters = { ...noFilters, types: ['review'] }

  it('are part of what is asked: a list without them is not the answer, and neither is one by date', () => {
    const ready = afterReady(...ask(1, 'gout'), answer(1, 'gout'), { type: 'filters-set', filters })
    expect(askedOf(ready, 10)).toEqual({ ...toRequest('gout'), filters })
    expect(isShown(ready, askedOf(ready, 10))).toBe(false)
    expect(ready.shown?.output.query).toBe('gout') // stays until the other one comes
    const byDate = reduceTo(
      ready,
      { type: 'filters-set', filters: noFilters },
      { type: 'sort-set', sort: 'date' },
    )
    expect(askedOf(byDate, 10)).toEqual({ ...toRequest('gout'), sort: 'date' })
    expect(isShown(byDate, askedOf(byDate, 10))).toBe(false)
    const back = reduceTo(byDate, { type: 'sort-set', sort: 'relevance' })
    expect(isShown(back, askedOf(back, 10))).toBe(true)
  })

  it('are something to ask for by themselves', () => {
    const ready = afterReady({ type: 'filters-set', filters })
    expect(isAsked(ready)).toBe(true)
    const asked: Action = { type: 'search-started', turn: 1, request: askedOf(ready, 10) }
    const shown = reduceTo(ready, asked, answer(1, ''))
    expect(shown.shown?.output.hits).toHaveLength(1)
    expect(reduceTo(shown, { type: 'typed', text: 'gout' }, { type: 'typed', text: ' ' }).shown).toBeDefined()
    const cleared = reduceTo(shown, { type: 'filters-set', filters: noFilters })
    expect(cleared).not.toHaveProperty('shown')
    expect(isAsked(cleared)).toBe(false)
  })

  it('outlive the opening of other libraries', () => {
    const ready = afterReady({ type: 'filters-set', filters })
    expect(after([{ type: 'opening', resumeText: '' }, opened], ready)).toMatchObject({
      phase: 'ready',
      filters,
    })
  })
})

describe('phases', () => {
  it('begin with loading', () => {
    expect(initialSession.phase).toBe('loading')
  })

  it('are ready with the library, while its encoder goes through its steps', () => {
    const first = after([opened])
    expect(first).toMatchObject({ phase: 'ready', encoder: { stage: 'loading', step: { what: 'runtime' } } })
    const step = { what: 'self-test' } as const
    expect(reduce(first, { type: 'load-step', step })).toMatchObject({ encoder: { stage: 'loading', step } })
    expect(reduce(first, { type: 'encoder-opened', status: encoder })).toMatchObject({
      encoder: { stage: 'ready', status: encoder },
    })
    expect(reduce(first, { type: 'encoder-failed', failure })).toMatchObject({
      phase: 'ready',
      encoder: { stage: 'failed', failure },
    })
  })

  it('are ready with all the libraries that could be opened, and tell of those that could not', () => {
    const lung = { ...library, id: 'lung', title: 'Lung' }
    const refused = [{ id: 'liver', title: 'Liver', reason: failure }]
    const ready = after([{ type: 'opened', libraries: [library, lung], refused }])
    expect(ready).toMatchObject({ library, libraries: [library, lung], refused })
    const hit = { rank: 1, record: toyRecord('1'), libraries: ['lung', 'heart', 'liver'] }
    expect(librariesOf([library, lung], hit)).toEqual([lung, library])
  })

  it('lead from a missing library through its installation to ready', () => {
    const needs = after([{ type: 'library-needed', catalogue: { libraries: [entry] } }])
    expect(needs).toMatchObject({ phase: 'needs-library', catalogue: { libraries: [entry] } })
    expect(needs).not.toHaveProperty('failure')

    const progress = { what: 'encoder', name: 'small', doneBytes: 50, totalBytes: 200 } as const
    const installing = after(
      [
        { type: 'install-started', entry },
        { type: 'install-progress', progress },
        { type: 'install-progress', progress: { ...progress, what: 'library' } },
        { type: 'install-progress', progress: { ...progress, doneBytes: 200 } },
      ],
      needs,
    )
    expect(installing).toMatchObject({
      phase: 'installing',
      progress: { encoder: { doneBytes: 200 }, library: { doneBytes: 50 } },
    })
    expect(after([{ type: 'opening', resumeText: '' }, opened], installing).phase).toBe('ready')
  })

  it('lead to failed from everywhere, and from there to loading', () => {
    const failed = reduce(afterReady(), { type: 'failed', failure })
    expect(failed).toEqual({ phase: 'failed', failure, file: { stage: 'none' } })
    expect(reduce(failed, { type: 'opening', resumeText: '' })).toEqual(initialSession)
  })

  it('do not become ready by an answer that nobody waits for', () => {
    const failed = after([{ type: 'failed', failure }])
    expect(reduce(failed, opened)).toBe(failed)
  })

  it('take no search where there is nothing to search', () => {
    const loading = after([...ask(1, 'gout'), answer(1, 'gout')])
    expect(loading).toBe(initialSession)
  })

  it('keep what was typed over an update of the library', () => {
    const session = after([{ type: 'opening', resumeText: 'gout' }, opened], afterReady())
    expect(session).toMatchObject({ phase: 'ready', text: 'gout', search: { stage: 'idle' } })
  })
})

describe('searching', () => {
  it('shows the answer under its own query', () => {
    const ready = afterReady(...ask(1, 'gout'), answer(1, 'gout'))
    expect(ready.shown).toMatchObject({ request: { text: 'gout' }, output: { query: 'gout' } })
    expect(ready.search).toEqual({ stage: 'idle' })
  })

  it('keeps the old list until the new answer is there', () => {
    const ready = afterReady(...ask(1, 'gout'), answer(1, 'gout'), ...ask(2, 'asthma'))
    expect(ready.shown?.output.query).toBe('gout')
    expect(ready.search.stage).toBe('running')
  })

  it('drops a late answer, and a late failure', () => {
    const ready = afterReady(...ask(1, 'gout'), ...ask(2, 'asthma'))
    expect(reduce(ready, answer(1, 'gout'))).toBe(ready)
    expect(reduce(ready, { type: 'search-failed', turn: 1, failure })).toBe(ready)
  })

  it('drops the answer to a text that has been typed over, and to one that was cleared', () => {
    const typed = afterReady(...ask(1, 'gout'), { type: 'typed', text: 'gout a' })
    expect(reduce(typed, answer(1, 'gout'))).toBe(typed)
    const cleared = afterReady(...ask(1, 'gout'), { type: 'typed', text: '' })
    expect(reduce(cleared, answer(1, 'gout'))).toBe(cleared)
  })

  it('keeps the list when a search fails, and says which one did', () => {
    const ready = afterReady(...ask(1, 'gout'), answer(1, 'gout'), ...ask(2, 'asthma'), {
      type: 'search-failed',
      turn: 2,
      failure,
    })
    expect(ready.shown?.output.query).toBe('gout')
    expect(ready.search).toEqual({ stage: 'failed', request: toRequest('asthma'), failure })
  })

  it('clears the list and the open record with the field', () => {
    const open: Action[] = [...ask(1, 'gout'), answer(1, 'gout'), { type: 'record-opened', pmid: '1' }]
    for (const text of ['', '  ']) {
      const ready = afterReady(...open, { type: 'typed', text })
      expect(ready).not.toHaveProperty('shown')
      expect(ready).not.toHaveProperty('reading')
      expect(ready.text).toBe(text)
    }
  })

  it('waits for a search only where the list is not the answer already', () => {
    const ready = afterReady(...ask(1, 'gout'), answer(1, 'gout'), { type: 'typed', text: 'gouty' })
    expect(ready.search.stage).toBe('waiting')
    expect(reduce(ready, { type: 'typed', text: 'gout ' })).toMatchObject({ search: { stage: 'idle' } })
  })
})

describe('an answer by words that meaning would give better', () => {
  const asked: Action[] = [opened, ...ask(1, 'gout')]
  const words: Action = { type: 'answered', turn: 1, output: createOutput('gout', ['1'], 'words') }

  it('is the answer while there is no encoder, and not any more when there is one', () => {
    const before = after([...asked, words]) as Ready
    expect(isShown(before, toRequest('gout'))).toBe(true)
    const ready = reduce(before, { type: 'encoder-opened', status: encoder }) as Ready
    expect(isShown(ready, toRequest('gout'))).toBe(false)
    expect(ready.shown?.output.mode).toBe('words') // stays until the better one is there
  })

  it('is the whole answer where words were asked for', () => {
    const request = { ...toRequest('gout'), mode: 'words' } as const
    const ready = afterReady(
      { type: 'mode-set', mode: 'words' },
      { type: 'search-started', turn: 1, request },
      words,
    )
    expect(isShown(ready, request)).toBe(true)
    expect(isShown(ready, toRequest('gout'))).toBe(false)
  })
})

describe('reading', () => {
  const open = [
    ...ask(1, 'gout'),
    answer(1, 'gout', ['1', '2']),
    { type: 'record-opened', pmid: '2' } as const,
  ]

  it('opens a record of the list, and no other', () => {
    const ready = afterReady(...open)
    expect(ready.reading?.pmid).toBe('2')
    expect(reduce(ready, { type: 'record-opened', pmid: '9' })).toBe(ready)
    expect(reduce(ready, { type: 'record-closed' })).not.toHaveProperty('reading')
  })

  it('keeps the record open while the lists have it', () => {
    expect(afterReady(...open, ...ask(2, 'a'), answer(2, 'a', ['2'])).reading?.pmid).toBe('2')
    expect(afterReady(...open, ...ask(2, 'a'), answer(2, 'a', ['3']))).not.toHaveProperty('reading')
  })
})

type Event =
  { kind: 'type'; text: string } | { kind: 'search' } | { kind: 'settle'; pick: number; isFailure: boolean }

const texts = fc.constantFrom('gout', 'asthma', 'sepsis', '')
const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('type' as const), text: texts }),
    fc.record({ kind: fc.constant('search' as const) }),
    fc.record({ kind: fc.constant('settle' as const), pick: fc.nat(), isFailure: fc.boolean() }),
  ),
  { maxLength: 40 },
)

describe('any order of keys, searches and answers', () => {
  it('never shows a list under another query, and ends with the last one asked', () => {
    fc.assert(
      fc.property(events, (list) => {
        let session: Session = afterReady()
        let turn = 0
        const asked = new Map<number, string>() // turns without an answer yet
        const settle = (of: number, isFailure = false) => {
          const text = asked.get(of) ?? ''
          asked.delete(of)
          session = reduce(
            session,
            isFailure ? { type: 'search-failed', turn: of, failure } : answer(of, text),
          )
        }
        for (const event of list) {
          if (session.phase !== 'ready') throw new Error('The phase has changed.')
          if (event.kind === 'type') session = reduce(session, { type: 'typed', text: event.text })
          else if (event.kind === 'settle') {
            const of = [...asked.keys()][event.pick % Math.max(1, asked.size)]
            if (of !== undefined) settle(of, event.isFailure)
          } else if (session.text) {
            asked.set(++turn, session.text)
            session = reduce(session, { type: 'search-started', turn, request: toRequest(session.text) })
          }
          expectOneQuery(session)
        }
        if (session.phase !== 'ready' || session.search.stage !== 'running') return
        const { text } = session.search.request
        for (const of of [...asked.keys()].reverse()) settle(of)
        expectOneQuery(session)
        expect(session.shown?.output.query).toBe(text)
      }),
    )
  })
})

function expectOneQuery(session: Session): asserts session is Ready {
  if (session.phase !== 'ready') throw new Error('The phase has changed.')
  const { shown, text } = session
  expect(shown?.output.query).toBe(shown?.request.text)
  if (!text) expect(shown).toBeUndefined()
}
