import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import type { SiteLibrary, WordAnswer } from '../../src/protocol/words.ts'
import { createSession } from '../../src/widget/frame/session.ts'
import { defaultOptions } from '../../src/widget/options.ts'

/** A worker whose library opens when it is told to, and which knows every word but `broken`. */
function open(query = '') {
  let finish = () => {}
  const opening = new Promise<void>((resolve) => (finish = resolve))
  const asked: string[] = []
  const call = async (method: string, input: { text?: string }) => {
    if (method === 'openOnSite') {
      await opening
      return { id: 'toy', title: 'Toy', records: 1 } as SiteLibrary
    }
    asked.push(input.text ?? '')
    if (input.text === 'broken') throw new AppError('network', 'cut')
    return { query: input.text, hits: [], total: 0, durationMs: 0 } as unknown as WordAnswer
  }
  const session = createSession({ call: call as never }, { ...defaultOptions, query })
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
