import { afterEach, describe, expect, expectTypeOf, it } from 'vitest'
import type { Embedder } from '../../src/core/embedders.ts'
import type { SharedAnswer, WidgetAnswer, WidgetEvent } from '../../src/protocol/widget.ts'
import { createHostLink, type HostLink } from '../../src/widget/frame/hostLink.ts'
import { connectFrame, type FrameLink } from '../../src/widget/host/connectFrame.ts'
import { FakeIframe, FakeWindow } from '../fakes/fakeFrame.ts'

const hostOrigin = 'https://host.example'
const frameOrigin = 'https://site.example'
const embedders: Embedder[] = [{ origin: hostOrigin, reads: 'nothing' }]

const ends: { close(): void }[] = []
afterEach(() => ends.splice(0).forEach((end) => end.close()))

interface Page {
  frame: FakeIframe
  link: FrameLink
  events: WidgetEvent[]
  /** Resolves when one of this name has come. */
  until(event: WidgetEvent['event']): Promise<void>
}

function openPage({ origin = frameOrigin, timeoutMs = 20_000 } = {}): Page {
  const frame = new FakeIframe(hostOrigin, frameOrigin)
  const events: WidgetEvent[] = []
  const arrivals = new EventTarget()
  const onEvent = (message: WidgetEvent) => {
    events.push(message)
    arrivals.dispatchEvent(new Event(message.event))
  }
  const link = connectFrame(frame, origin, onEvent, timeoutMs)
  ends.push(link)
  const until = (event: string) =>
    new Promise<void>((resolve) => arrivals.addEventListener(event, () => resolve(), { once: true }))
  return { frame, link, events, until }
}

type Search = (query: string) => Promise<WidgetAnswer>

const find: Search = async (query) => ({ query, stage: 'lexical', total: query.length, results: [] })

function openFrame(window: FakeWindow, onSearch: Search = find): HostLink {
  const link = createHostLink({
    window,
    embedders: Promise.resolve(embedders),
    getState: () => ({ phase: 'ready', meaning: 'none' }),
    getShare: () => 'nothing',
    onSearch,
    onClear: () => {},
    onConfig: () => {},
    onFocus: () => {},
  })
  ends.push(link)
  return link
}

describe('the page and its frame', () => {
  it('calls and answers, with what each method takes and gives', async () => {
    const { frame, link } = openPage()
    openFrame(frame.window)
    frame.load()
    const found = link.call('search', { query: 'asthma' })
    expectTypeOf(found).resolves.toEqualTypeOf<SharedAnswer>()
    expect(await found).toEqual({ total: 6 })
    expect(await link.call('setConfig', { theme: 'pink' })).toEqual({
      warnings: ['theme is “pink”: expected auto, light or dark.'],
    })
    expect(await link.call('getState', {})).toEqual({ phase: 'ready', meaning: 'none' })
  })

  it('107: keeps what is asked before the frame listens, in its order', async () => {
    const { frame, link } = openPage()
    const seen: string[] = []
    const asked = ['a', 'bb'].map((query) => link.call('search', { query }))
    const other = openFrame(frame.window, (query) => (seen.push(query), find(query)))
    expect(frame.posted).toEqual([])
    frame.load()
    asked.push(link.call('search', { query: 'ccc' })) // the port is there, and nobody has taken it
    expect(await Promise.all(asked)).toEqual([{ total: 1 }, { total: 2 }, { total: 3 }])
    await link.call('getState', {})
    expect([seen, other.ignored]).toEqual([['a', 'bb', 'ccc'], 0])
  })

  it('passes events on', async () => {
    const { frame, events, until } = openPage()
    const link = openFrame(frame.window)
    frame.load()
    await until('ready')
    link.emit('resize', { height: 321 })
    await until('resize')
    expect(events).toEqual([
      { event: 'ready', detail: { version: 1, state: { phase: 'ready', meaning: 'none' } } },
      { event: 'resize', detail: { height: 321 } },
    ])
  })

  it('R34: hands the channel to the exact origin of the frame, and to no other document in its place', async () => {
    const { frame, link } = openPage({ origin: 'https://other.example', timeoutMs: 1 })
    const spy = openFrame(frame.window)
    frame.load()
    expect(frame.posted).toEqual([
      { message: { biohicl: 'connect', version: 1 }, origin: 'https://other.example' },
    ])
    await expect(link.call('search', { query: 'secret' })).rejects.toMatchObject({ code: 'failed' })
    expect(spy.ignored).toBe(0)
  })

  it('says so where no answer comes in time', async () => {
    const { frame, link } = openPage({ timeoutMs: 1 })
    openFrame(frame.window, () => new Promise(() => {}))
    frame.load()
    await expect(link.call('search', { query: 'x' })).rejects.toMatchObject({
      name: 'WidgetFailure',
      code: 'failed',
      message: 'No answer within 0.001 s. May this page embed it?',
    })
  })

  it('104: makes a new channel each time the frame has loaded, and tells those who had asked the one before', async () => {
    const { frame, link, until } = openPage()
    openFrame(frame.window, () => new Promise(() => {}))
    frame.load()
    await until('ready')
    const lost = link.call('search', { query: 'x' })
    const next = new FakeWindow()
    openFrame(next)
    frame.load(next)
    await expect(lost).rejects.toMatchObject({ code: 'closed' })
    expect(await link.call('search', { query: 'four' })).toEqual({ total: 4 })
    expect(frame.posted).toHaveLength(2)
  })

  it('is told at once where the frame has gone', async () => {
    const { frame, link, until } = openPage()
    const gone = openFrame(frame.window, () => new Promise(() => {}))
    frame.load()
    await until('ready')
    const lost = link.call('search', { query: 'x' })
    gone.close()
    await expect(lost).rejects.toMatchObject({ code: 'closed' })
  })

  it('108: refuses everything after the end', async () => {
    const { frame, link, events } = openPage()
    openFrame(frame.window)
    const waiting = link.call('search', { query: 'x' })
    link.close()
    frame.load()
    await expect(waiting).rejects.toMatchObject({ code: 'closed' })
    await expect(link.call('clear', {})).rejects.toMatchObject({ code: 'closed' })
    expect([frame.posted, events]).toEqual([[], []])
  })

  it('106: tells all who wait that the frame is of another version', async () => {
    const { frame, link, until } = openPage()
    const waiting = link.call('search', { query: 'x' })
    frame.window.addEventListener('message', ({ ports: [port] }) => {
      port?.postMessage({
        event: 'error',
        detail: { code: 'version', message: 'Two.' },
      } satisfies WidgetEvent)
    })
    const told = until('error')
    frame.load()
    await expect(waiting).rejects.toMatchObject({ code: 'version', message: 'Two.' })
    await told
  })

  it('R43: passes the refusals of the frame on', async () => {
    const { frame, link } = openPage()
    openFrame(frame.window)
    frame.load()
    const long = 'x'.repeat(5000)
    await expect(link.call('search', { query: long })).rejects.toMatchObject({ code: 'too-large' })
    await expect(link.call('setConfig', { share: 'results' })).rejects.toMatchObject({ code: 'not-granted' })
  })

  it('110: refuses what cannot be sent, before and after the frame listens', async () => {
    const { frame, link } = openPage()
    openFrame(frame.window)
    const input = { query: (() => {}) as unknown as string }
    const early = link.call('search', input)
    const next = link.call('search', { query: 'four' })
    frame.load()
    await expect(early).rejects.toMatchObject({ code: 'invalid' })
    expect(await next).toEqual({ total: 4 })
    await expect(link.call('search', input)).rejects.toMatchObject({ code: 'invalid' })
  })
})
