import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Embedder } from '../../src/core/embedders.ts'
import { AppError } from '../../src/core/errors.ts'
import { widgetLimits, type WidgetAnswer, type WidgetReply } from '../../src/protocol/widget.ts'
import { createHostLink, type HostLink } from '../../src/widget/frame/hostLink.ts'
import { FakeWindow, type Sender } from '../fakes/fakeFrame.ts'

const good = 'https://good.example'
const reader = 'https://reader.example'
const embedders: Embedder[] = [
  { origin: good, reads: 'nothing' },
  { origin: reader, reads: 'results' },
]
const connect = { biohicl: 'connect', version: 1 }
const answer: WidgetAnswer = {
  query: 'asthma',
  stage: 'lexical',
  total: 2,
  results: [{ rank: 1, pmid: '1', title: 'Asthma' }],
}

let window: FakeWindow
let link: HostLink
let share: 'nothing' | 'results'
let nowMs: number
let searches: { query: string; resolve(answer: WidgetAnswer): void; reject(error: unknown): void }[]
let changes: unknown[]
let cleared: number
const opened: MessagePort[] = []

beforeEach(() => {
  window = new FakeWindow()
  share = 'nothing'
  nowMs = 0
  searches = []
  changes = []
  cleared = 0
  link = createLink(Promise.resolve(embedders))
})

afterEach(() => opened.splice(0).forEach((port) => port.close()))

function createLink(listed: Promise<Embedder[]>): HostLink {
  return createHostLink({
    window,
    embedders: listed,
    getState: () => ({ phase: 'ready', meaning: 'none', stage: 'lexical', total: 2, query: 'asthma' }),
    getShare: () => share,
    onSearch: (query) => new Promise((resolve, reject) => void searches.push({ query, resolve, reject })),
    onClear: () => void cleared++,
    onConfig: (...given) => void changes.push(given),
    onFocus: () => {},
    now: () => nowMs,
  })
}

/** The page's end of a channel, and all that has come over it. */
class Port {
  readonly messages: unknown[] = []
  readonly own: MessagePort
  readonly other: MessagePort
  #arrived = () => {}

  constructor() {
    const { port1, port2 } = new MessageChannel()
    opened.push(port1, port2)
    this.own = port1
    this.other = port2
    port1.onmessage = ({ data }: MessageEvent) => {
      this.messages.push(data)
      this.#arrived()
    }
  }

  async until(count: number): Promise<unknown[]> {
    while (this.messages.length < count) await new Promise<void>((resolve) => (this.#arrived = resolve))
    return this.messages
  }

  /** Asks for the state: messages keep their order, so what was sent before has been dealt with when it comes. */
  async settle(): Promise<unknown[]> {
    nowMs += 1000
    const before = this.messages.length
    this.own.postMessage({ id: 999, method: 'getState', input: {} })
    const isLast = () => this.messages.slice(before).some((message) => (message as WidgetReply).id === 999)
    while (!isLast()) await this.until(this.messages.length + 1)
    return this.messages.splice(0).filter((message) => (message as WidgetReply).id !== 999)
  }
}

const host = (origin = good): Sender => ({ source: window.parent, origin })

async function openPort(origin = good): Promise<Port> {
  const port = new Port()
  window.receive(connect, host(origin), [port.other])
  await port.until(1)
  return port
}

/** Nobody has answered, and whoever may connect still can. */
async function expectSilence(port: Port, ignored = 1): Promise<void> {
  const next = await openPort()
  expect(port.messages).toEqual([])
  expect(link.ignored).toBe(ignored)
  expect(next.messages).toEqual([expect.objectContaining({ event: 'ready' })])
}

describe('the handshake', () => {
  it('is taken from the parent, where it may embed', async () => {
    const port = await openPort()
    expect(port.messages).toEqual([
      {
        event: 'ready',
        detail: { version: 1, state: { phase: 'ready', meaning: 'none', stage: 'lexical', total: 2 } },
      },
    ])
    expect(link.ignored).toBe(0)
  })

  it.each(['https://evil.example', 'http://good.example', 'https://good.example:8443', 'null', ''])(
    'R43, 94: is ignored from the wrong origin %s',
    async (origin) => {
      const port = new Port()
      window.receive(connect, host(origin), [port.other])
      await expectSilence(port)
    },
  )

  it.each(['https://good.example.evil.com', 'https://good.example@evil.com', 'https://evilgood.example'])(
    'R43, 95: is ignored from %s, which only looks like a good one',
    async (origin) => {
      const port = new Port()
      window.receive(connect, host(origin), [port.other])
      await expectSilence(port)
    },
  )

  it('R43, 96: is ignored from a sibling frame of the right origin', async () => {
    const port = new Port()
    window.receive(connect, { source: { name: 'a sibling' }, origin: good }, [port.other])
    window.receive(connect, { source: null, origin: good }, [])
    await expectSilence(port, 2)
  })

  it.each([
    ['a string', 'connect'],
    ['a number', 7],
    ['null', null],
    ['undefined', undefined],
    ['a Map', new Map([['biohicl', 'connect']])],
    ['a list', [connect]],
    ['another message', { type: 'webpackOk' }],
    ['no version', { biohicl: 'connect' }],
    ['a hidden member', JSON.parse('{"__proto__":{"biohicl":"connect","version":1}}')],
  ])('R43, 97: ignores %s', async (_name, data) => {
    const port = new Port()
    window.receive(data, host(), [port.other])
    await expectSilence(port)
  })

  it('ignores it without a port, or with two', async () => {
    const [one, two] = [new Port(), new Port()]
    window.receive(connect, host(), [])
    window.receive(connect, host(), [one.other, two.other])
    await expectSilence(one, 2)
  })

  it('R43, 104: is taken once, and a port cannot be handed over a second time', async () => {
    const port = await openPort()
    const second = new Port()
    window.receive(connect, host(), [second.other])
    expect(await port.settle()).toEqual([expect.objectContaining({ event: 'ready' })])
    expect(second.messages).toEqual([])
    expect(link.ignored).toBe(1)
    const { port1, port2 } = new MessageChannel()
    opened.push(port1)
    second.own.postMessage(0, [port2])
    expect(() => second.own.postMessage(0, [port2])).toThrow('already')
  })

  it.each([999, 0, 1.5])(
    '106: tells a listed page of version %s what it speaks, and hangs up',
    async (version) => {
      const port = new Port()
      window.receive({ ...connect, version }, host(), [port.other])
      expect(await port.until(1)).toEqual([
        {
          event: 'error',
          detail: {
            code: 'version',
            message: `The frame speaks version 1, the script of the page version ${version}.`,
          },
        },
      ])
      await openPort()
    },
  )

  it('106: tells a stranger of version 999 nothing', async () => {
    const port = new Port()
    window.receive({ ...connect, version: 999 }, host('https://evil.example'), [port.other])
    await expectSilence(port)
  })

  it('107: waits for the list of embedders', async () => {
    link.close()
    let arrive = (_listed: Embedder[]) => {}
    link = createLink(new Promise((resolve) => (arrive = resolve)))
    const [stranger, port] = [new Port(), new Port()]
    window.receive(connect, host('https://evil.example'), [stranger.other])
    window.receive(connect, host(), [port.other])
    arrive(embedders)
    await port.until(1)
    expect(stranger.messages).toEqual([])
  })

  it('is taken from nobody where there is no list', async () => {
    const unlisted = createLink(Promise.reject(new Error('no list')))
    await openPort() // of the other link
    expect(unlisted.ignored).toBe(1)
  })

  it('R43, 109: is not taken from another origin once there is a host', async () => {
    const port = await openPort()
    const other = new Port()
    window.receive(connect, host(reader), [other.other])
    window.receive(connect, { source: { name: 'a sibling' }, origin: reader }, [new Port().other])
    link.emit('state', { phase: 'ready', meaning: 'none' })
    expect(await port.settle()).toHaveLength(2)
    expect(other.messages).toEqual([])
    expect(link.ignored).toBe(2)
  })

  it('108: nobody is listened to after the end', async () => {
    const port = await openPort()
    link.close()
    const late = new Port()
    window.receive(connect, host(), [late.other])
    port.own.postMessage({ id: 1, method: 'clear', input: {} })
    link.emit('state', { phase: 'ready', meaning: 'none' })
    const witness = createLink(Promise.resolve(embedders))
    await openPort()
    expect([cleared, late.messages.length, port.messages.length, witness.ignored]).toEqual([0, 0, 1, 0])
    expect(link.ignored).toBe(0)
  })

  it('108: whoever waits for the list does so in vain after the end', async () => {
    link.close()
    let arrive = (_listed: Embedder[]) => {}
    link = createLink(new Promise((resolve) => (arrive = resolve)))
    const port = new Port()
    window.receive(connect, host(), [port.other])
    link.close()
    arrive(embedders)
    const witness = createLink(Promise.resolve(embedders))
    await openPort()
    expect([port.messages.length, link.ignored, witness.ignored]).toEqual([0, 1, 0])
  })
})

describe('calls', () => {
  let port: Port
  beforeEach(async () => {
    port = await openPort()
    port.messages.length = 0
  })

  const send = (message: unknown) => port.own.postMessage(message)
  const failed = (id: number, code: string) => ({
    id,
    ok: false,
    error: { code, message: expect.any(String) as string },
  })

  it('are answered by their ids, in whatever order', async () => {
    send({ id: 1, method: 'search', input: { query: 'asthma' } })
    send({ id: 2, method: 'search', input: { query: 'gout' } })
    send({ id: 3, method: 'clear', input: {} })
    send({ id: 4, method: 'focus', input: {} })
    await port.settle()
    expect(searches.map(({ query }) => query)).toEqual(['asthma', 'gout'])
    searches[1]?.resolve({ ...answer, total: 9 })
    searches[0]?.resolve(answer)
    expect(await port.until(2)).toEqual([
      { id: 2, ok: true, output: { total: 9 } },
      { id: 1, ok: true, output: { total: 2 } },
    ])
    expect(cleared).toBe(1)
  })

  it('98: without an id get no answer', async () => {
    send({ method: 'clear', input: {} })
    send({ type: 'search' })
    expect(await port.settle()).toEqual([])
    expect([cleared, link.ignored]).toEqual([0, 2])
  })

  it('99: a second one with the id of one that runs does not take its answer', async () => {
    send({ id: 1, method: 'search', input: { query: 'asthma' } })
    send({ id: 1, method: 'clear', input: {} })
    send({ id: 1, method: 'nothing', input: {} })
    expect(await port.settle()).toEqual([])
    searches[0]?.resolve(answer)
    expect(await port.until(1)).toEqual([{ id: 1, ok: true, output: { total: 2 } }])
    expect([cleared, link.ignored]).toEqual([0, 2])
    send({ id: 1, method: 'clear', input: {} })
    expect(await port.settle()).toHaveLength(2)
    expect(cleared).toBe(1)
  })

  it.each([[{ value: 1 }], ['1'], [0], [-1], [1.5], [NaN], [2 ** 53], [null], [[1]]])(
    '100: get no answer where the id is %j',
    async (id) => {
      send({ id, method: 'clear', input: {} })
      expect(await port.settle()).toEqual([])
      expect([cleared, link.ignored]).toEqual([0, 1])
    },
  )

  it.each([
    ['a query of 10 MB', { query: 'x'.repeat(10_000_000) }],
    ['a query of 4,001 characters', { query: 'x'.repeat(widgetLimits.queryCharacters + 1) }],
    ['a long name', { [`q${'x'.repeat(70_000)}`]: 1 }],
    ['many small things', { query: Array.from({ length: 70_000 }, () => '') }],
  ])('R43, 101: refuse %s', async (_name, input) => {
    send({ id: 1, method: 'search', input })
    expect(await port.settle()).toEqual([failed(1, 'too-large')])
    expect(searches).toEqual([])
  })

  it('take the longest query that there may be', async () => {
    send({ id: 1, method: 'search', input: { query: 'x'.repeat(widgetLimits.queryCharacters) } })
    await port.settle()
    expect(searches).toHaveLength(1)
  })

  it('R43, 102: are taken fifty times a second, refused fifty times, and then only counted', async () => {
    for (let id = 1; id <= 10_000; id++) send({ id, method: 'clear', input: {} })
    await port.until(100)
    const replies = (await port.settle()) as WidgetReply[]
    expect(replies.filter(({ ok }) => ok)).toHaveLength(50)
    expect(replies.filter(({ ok }) => !ok)).toEqual(
      Array.from({ length: 50 }, (_, n) => failed(51 + n, 'too-many')),
    )
    expect([cleared, link.ignored]).toEqual([50, 9900])
  })

  it.each([
    '{"id":1,"method":"search","input":{"__proto__":{"query":"x"}}}',
    '{"id":1,"method":"__proto__","input":{}}',
    '{"id":1,"method":"constructor","input":{}}',
    '{"id":1,"method":"toString","input":{}}',
    '{"id":1,"__proto__":{"method":"clear","input":{}}}',
  ])('103: refuse %s', async (json) => {
    send(JSON.parse(json))
    expect(await port.settle()).toEqual([failed(1, 'invalid')])
    expect(({} as { query?: string }).query).toBeUndefined()
  })

  it('103: set no option by a prototype', async () => {
    send({
      id: 1,
      method: 'setConfig',
      input: JSON.parse('{"__proto__":{"theme":"dark"},"lang":"de"}') as unknown,
    })
    expect(await port.settle()).toMatchObject([{ id: 1, ok: true }])
    expect(changes).toEqual([[{ lang: 'de' }, expect.any(Array)]])
  })

  it('104: hand over no ports', async () => {
    const { port1, port2 } = new MessageChannel()
    opened.push(port1)
    port.own.postMessage({ id: 1, method: 'clear', input: {} }, [port2])
    expect(await port.settle()).toEqual([])
    expect([cleared, link.ignored]).toEqual([0, 1])
  })

  it('105: refuse buffers, and what is left of one cannot be sent', async () => {
    const buffer = new ArrayBuffer(8)
    port.own.postMessage({ id: 1, method: 'search', input: { query: buffer } }, [buffer])
    expect(() => send({ id: 2, method: 'search', input: { query: buffer } })).toThrow('detached')
    expect(await port.settle()).toEqual([failed(1, 'invalid')])
  })

  it.each([
    ['a Blob', new Blob(['x'])],
    ['a Map', new Map([['query', 'x']])],
    ['a date', new Date(0)],
    ['a pattern', /x/],
    ['an error', new Error('x')],
    ['bytes', new Uint8Array(4)],
  ])('110: refuse %s', async (_name, thing) => {
    send({ id: 1, method: 'search', input: { query: thing } })
    send({ id: 2, method: 'search', input: thing })
    send({ id: 3, method: 'clear', input: thing })
    send({ id: 4, method: 'setConfig', input: thing })
    expect(await port.settle()).toEqual([1, 2, 3, 4].map((id) => failed(id, 'invalid')))
    expect([searches.length, cleared, changes.length]).toEqual([0, 0, 0])
  })

  it('refuse a circle', async () => {
    const circle: Record<string, unknown> = {}
    circle.circle = circle
    send({ id: 1, method: 'clear', input: circle })
    expect(await port.settle()).toEqual([failed(1, 'too-large')])
  })

  it.each([
    ['more than is known', { id: 1, method: 'clear', input: {}, more: 1 }],
    ['another method', { id: 1, method: 'erase', input: {} }],
    ['no input', { id: 1, method: 'search' }],
    ['an option that is a list', { id: 1, method: 'setConfig', input: { theme: ['dark'] } }],
  ])('refuse %s', async (_name, message) => {
    send(message)
    expect(await port.settle()).toEqual([failed(1, 'invalid')])
  })

  it('change options that fit, and tell of the others', async () => {
    send({ id: 1, method: 'setConfig', input: { theme: 'dark', 'max-results': 99, libary: 'x', lang: null } })
    const warnings = [expect.stringMatching(/^max-results /), expect.stringMatching(/^“libary” /)]
    expect(await port.settle()).toEqual([{ id: 1, ok: true, output: { warnings } }])
    expect(changes).toEqual([[{ theme: 'dark', lang: 'auto' }, warnings]])
  })

  it('tell why a search failed, and nothing of a bug', async () => {
    send({ id: 1, method: 'search', input: { query: '(' } })
    send({ id: 2, method: 'search', input: { query: 'asthma' } })
    await port.settle()
    searches[0]?.reject(new AppError('query-syntax', 'A bracket is open.'))
    searches[1]?.reject(new TypeError('Cannot read “asthma”'))
    expect(await port.until(2)).toEqual([
      { id: 1, ok: false, error: { code: 'failed', message: 'A bracket is open.' } },
      { id: 2, ok: false, error: { code: 'failed', message: 'The frame failed.' } },
    ])
  })
})

describe('what the host is told', () => {
  const emitAll = () => {
    link.emit('state', { phase: 'ready', meaning: 'none', stage: 'lexical', total: 2, query: 'asthma' })
    link.emit('results', answer)
    link.emit('select', { query: 'asthma', result: { rank: 1, pmid: '1', title: 'Asthma' } })
    link.emit('resize', { height: 300 })
    link.emit('error', { code: 'failed', message: 'No.' })
  }
  const names = (messages: unknown[]) => messages.map((message) => (message as { event: string }).event)

  it.each([
    ['neither asks for it nor may have it', good, 'nothing'],
    ['asks for it and may not have it', good, 'results'],
    ['may have it and does not ask', reader, 'nothing'],
  ] as const)(
    'R34: holds nothing of the query or the results where the page %s',
    async (_name, origin, asked) => {
      share = asked
      const port = await openPort(origin)
      emitAll()
      port.own.postMessage({ id: 1, method: 'search', input: { query: 'x' } })
      port.own.postMessage({ id: 2, method: 'getState', input: {} })
      const messages = await port.settle()
      searches[0]?.resolve(answer)
      messages.push(...(await port.until(1)))
      expect(names(messages).filter(Boolean)).toEqual(['ready', 'state', 'resize', 'error'])
      expect(messages).toHaveLength(6)
      expect(JSON.stringify(messages)).not.toMatch(/asthma|pmid/i)
    },
  )

  it('is all of it where the page asks and may', async () => {
    share = 'results'
    const port = await openPort(reader)
    emitAll()
    port.own.postMessage({ id: 1, method: 'search', input: { query: 'x' } })
    const messages = await port.settle()
    expect(names(messages)).toEqual(['ready', 'state', 'results', 'select', 'resize', 'error'])
    expect(messages[0]).toMatchObject({ detail: { state: { query: 'asthma' } } })
    expect(messages[1]).toMatchObject({ detail: { query: 'asthma' } })
    expect(messages[2]).toMatchObject({ detail: answer })
    searches[0]?.resolve(answer)
    expect(await port.until(1)).toEqual([{ id: 1, ok: true, output: answer }])
  })

  it('R34: becomes more only where the list grants it', async () => {
    const port = await openPort(good)
    port.own.postMessage({ id: 1, method: 'setConfig', input: { share: 'results', theme: 'dark' } })
    expect(await port.settle()).toMatchObject([{ event: 'ready' }, { id: 1, error: { code: 'not-granted' } }])
    expect(changes).toEqual([])
  })

  it('has the last size and state when it connects late', async () => {
    link.emit('state', { phase: 'loading', meaning: 'none' })
    link.emit('resize', { height: 100 })
    link.emit('resize', { height: 120 })
    link.emit('error', { code: 'failed', message: 'No.' })
    const port = await openPort()
    expect(await port.settle()).toMatchObject([
      { event: 'ready' },
      { event: 'state', detail: { phase: 'loading' } },
      { event: 'resize', detail: { height: 120 } },
    ])
  })
})

describe('the source', () => {
  const files = ['src', 'public'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|m?js|html)$/.test(name))
      .map((name) => `${folder}/${name}`),
  )
  const broadcast = /postMessage\s*\([^;]*?['"`][*/]['"`]|targetOrigin\s*:\s*['"`][*/]/

  it('R34: posts to exact origins only', () => {
    expect(files.filter((file) => broadcast.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  it.each([
    `parent.postMessage({ a: 1 }, '*')`,
    `frame.contentWindow?.postMessage(\n  message,\n  "*",\n  [port],\n)`,
    'parent.postMessage(a, { targetOrigin: `*` })',
  ])('R34: would be noticed with %s', (line) => {
    expect(broadcast.test(line)).toBe(true)
  })
})
