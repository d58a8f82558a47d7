import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import type { SiteLibrary, WordAnswer } from '../../src/protocol/words.ts'
import { createSession, type FrameSession, type FrameState } from '../../src/widget/frame/session.ts'
import type { Meaning, MeaningSource } from '../../src/widget/frame/meaning.ts'
import { defaultOptions, type WidgetOptions } from '../../src/widget/options.ts'

/** A worker whose library opens when it is told to, and which knows every word but `broken`. */
function open(query = '', source?: MeaningSource, changes: Partial<WidgetOptions> = {}) {
  let finish = () => {}
  const opening = new Promise<void>((resolve) => (finish = resolve))
  const asked: string[] = []
  const call = async (method: string, input: { text?: string }) => {
    if (method === 'openOnSite') {
      await opening
      return { id: 'toy', title: 'Toy', records: 1, encoder: 'toy-encoder' } as SiteLibrary
    }
    asked.push(input.text ?? '')
    if (input.text === 'broken') throw new AppError('network', 'cut')
    return { query: input.text, hits: [], total: 0, durationMs: 0 } as unknown as WordAnswer
  }
  const session = createSession(
    {
      words: { call: call as never },
      ...(source && { loadMeaning: () => Promise.resolve(source) }),
      isReading: () => false,
    },
    { ...defaultOptions, query, ...changes },
  )
  return { session, asked, finish, isOpen: session.open() }
}

describe('a session of the widget', () => {
  it('asks what was typed while the library opened', async () => {
    const { session, asked, finish, isOpen } = open('first')
    session.type('second')
    finish()
    await isOpen
    expect(asked).toEqual(['second'])
  })

  it('keeps a call of the page around waiting until the library is open', async () => {
    const { session, asked, finish, isOpen } = open()
    const answer = session.search('asthma')
    finish()
    await isOpen
    expect((await answer).query).toBe('asthma')
    expect(asked).toEqual(['asthma'])
  })

  it('R9: shows no list under a question that failed', async () => {
    const { session, finish, isOpen } = open('asthma')
    finish()
    await isOpen
    expect(session.get().answer?.query).toBe('asthma')
    await expect(session.search('broken')).rejects.toMatchObject({ code: 'network' })
    expect(session.get().answer).toBeUndefined()
    expect(session.get().failure?.code).toBe('network')
  })
})

/** Costs as many bytes as said; a search that it is asked for ends as `search` does. */
function meaningOf(bytes: number, search: Meaning['search']): MeaningSource {
  return {
    mayAskForInstalled: false,
    measure: () => Promise.resolve(bytes),
    openInstalled: () => Promise.resolve({ backend: 'webgpu', search, close() {} }),
    open: () => Promise.resolve({ backend: 'wasm', search, close() {} }),
  }
}

const nearest: Meaning['search'] = ({ text }) =>
  Promise.resolve({
    ...{ query: text, mode: 'both', sort: 'relevance', hits: [], total: 3, resultSet: 0 },
    encoding: { index: 'exact', backend: 'wasm', cutTokens: 0 },
    timings: { embedMs: 1, searchMs: 1, recordsMs: 1, totalMs: 3 },
  })

/** Resolves when the session has come to a state. */
function until(
  { get, subscribe }: FrameSession,
  isThere: (state: FrameState) => boolean,
): Promise<FrameState> {
  return new Promise((resolve) => {
    const end = subscribe(() => {
      if (!isThere(get())) return
      end()
      resolve(get())
    })
  })
}

describe('searching by meaning in the widget', () => {
  it('tries again what was agreed to, and fetches nothing instead', async () => {
    const tried: string[] = []
    const source: MeaningSource = {
      mayAskForInstalled: true,
      measure: () => Promise.resolve(7),
      open: () => Promise.reject(new AppError('network', String(tried.push('site')))),
      openInstalled: () => Promise.reject(new AppError('storage-refused', String(tried.push('app')))),
    }
    const { session, finish, isOpen } = open('asthma', source)
    const offered = until(session, ({ meaning }) => meaning.stage === 'offered')
    finish()
    await isOpen
    await offered
    session.addMeaning('app')
    const { meaning } = await until(session, ({ meaning }) => meaning.stage === 'failed')
    expect(meaning).toMatchObject({ stage: 'failed', from: 'app' })
    session.cancelMeaning()
    await until(session, ({ meaning }) => meaning.stage === 'offered')
    expect(tried).toEqual(['app'])
  })

  it('answers again by meaning where all is stored already', async () => {
    const { session, finish, isOpen } = open('asthma', meaningOf(0, nearest))
    const better = until(session, ({ answer }) => answer?.stage === 'semantic')
    finish()
    await isOpen
    expect(await better).toMatchObject({ answer: { query: 'asthma', total: 3 }, meaning: { stage: 'ready' } })
  })

  it('waits for the user where it costs something, or something was to be saved', async () => {
    for (const download of ['ask', 'always'] as const) {
      const saving = download === 'always'
      vi.stubGlobal('navigator', { connection: { saveData: saving } })
      const { session, finish, isOpen } = open('asthma', meaningOf(7, nearest), {
        'allow-download': download,
      })
      const offered = until(session, ({ meaning }) => meaning.stage === 'offered')
      finish()
      await isOpen
      expect((await offered).meaning).toEqual({ stage: 'offered', bytes: 7, mayAsk: false })
      const ready = until(session, ({ meaning }) => meaning.stage === 'ready')
      session.addMeaning()
      await ready
    }
    vi.unstubAllGlobals()
  })

  it('goes on by words when the encoder is lost, and says so', async () => {
    const lost: Meaning['search'] = () => Promise.reject(new AppError('worker-lost', 'gone'))
    const { session, finish, isOpen } = open('asthma', meaningOf(0, lost))
    const failed = until(session, ({ meaning }) => meaning.stage === 'failed')
    finish()
    await isOpen
    await failed
    expect((await session.search('gout')).stage).toBe('lexical')
    expect(session.get().failure).toBeUndefined()
  })

  it('takes what is wrong with a question for no failure of the encoder', async () => {
    const broken: Meaning['search'] = () => Promise.reject(new AppError('query-syntax', 'a bracket'))
    const { session, finish, isOpen } = open('asthma', meaningOf(0, broken))
    const ready = until(session, ({ meaning }) => meaning.stage === 'ready')
    finish()
    await isOpen
    await ready
    await expect(session.search('gout AND (')).rejects.toMatchObject({ code: 'query-syntax' })
    expect(session.get().meaning.stage).toBe('ready')
  })
})
