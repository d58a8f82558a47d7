import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import { connect } from '../../src/rpc/connect.ts'
import type { Endpoint } from '../../src/rpc/messages.ts'
import { serve, type Handlers } from '../../src/rpc/serve.ts'

interface LibraryContract {
  open: { input: { url: string }; output: { records: number }; progress: { loaded: number } }
  search: {
    input: { text: string; k: number }
    output: { rows: Uint32Array; scores: Float32Array }
    progress: never
  }
}

const ports: MessagePort[] = []
afterEach(() => ports.splice(0).forEach((port) => port.close()))

const handlers: Handlers<LibraryContract> = {
  open: (_input, { report }) => (report({ loaded: 1 }), report({ loaded: 2 }), { records: 7 }),
  search: ({ k }, { transfer }) => {
    const [rows, scores] = [new Uint32Array(k), new Float32Array(k)]
    transfer(rows.buffer, scores.buffer)
    return { rows, scores }
  },
}

function pair(overrides: Partial<Handlers<LibraryContract>> = {}) {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  serve<LibraryContract>(port2, { ...handlers, ...overrides })
  return connect<LibraryContract>(port1)
}

/** A worker of which the test says what happens. */
class FakeWorker extends EventTarget {
  readonly sent: { kind: string; id: number }[] = []

  postMessage(message: { kind: string; id: number }): void {
    this.sent.push(message)
  }

  answer(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

function connectFake() {
  const worker = new FakeWorker()
  return { worker, client: connect<LibraryContract>(worker as unknown as Endpoint) }
}

const never = () => new Promise<never>(() => {})
const query = { text: 'gout', k: 3 }

describe('a call to a worker', () => {
  it('returns what the handler returns, typed by the contract', async () => {
    const result = await pair().call('search', query)
    expectTypeOf(result.rows).toEqualTypeOf<Uint32Array>()
    expect(result.rows).toHaveLength(3)
    // @ts-expect-error there is no such method
    await expect(pair().call('serch', {})).rejects.toMatchObject({ message: 'No such method: serch' })
  })

  it('hands buffers over instead of copying them', async () => {
    const scores = new Float32Array(4)
    const engine = pair({
      search: (_input, { transfer }) => (transfer(scores.buffer), { rows: new Uint32Array(), scores }),
    })
    expect((await engine.call('search', query)).scores).toHaveLength(4)
    expect(scores).toHaveLength(0)

    const input = { url: 'x', wasm: new Uint8Array(8) }
    await pair().call('open', input, { transfer: [input.wasm.buffer] })
    expect(input.wasm).toHaveLength(0)
  })

  it('reports progress before the result, in its order', async () => {
    const seen: (number | string)[] = []
    await pair()
      .call('open', { url: '/c' }, { onProgress: ({ loaded }) => seen.push(loaded) })
      .then(() => seen.push('result'))
    expect(seen).toEqual([1, 2, 'result'])
  })

  it('gives each of several calls in flight its own answer', async () => {
    const waiting: (() => void)[] = []
    const engine = pair({
      search: ({ k }) =>
        new Promise((resolve) => {
          waiting.push(() => resolve({ rows: Uint32Array.of(k), scores: new Float32Array() }))
          if (waiting.length === 3) waiting.reverse().forEach((answer) => answer())
        }),
    })
    const answers = await Promise.all([1, 2, 3].map((k) => engine.call('search', { ...query, k })))
    expect(answers.map(({ rows }) => rows[0])).toEqual([1, 2, 3])
  })

  it('carries what the user may agree to', async () => {
    const doubt = { id: 'a', title: 'A', offered: { version: 1 }, known: { version: 2, publicKey: 'ab' } }
    const search = () => Promise.reject(new AppError('library-older', 'older', { doubt }))
    await expect(pair({ search }).call('search', query)).rejects.toMatchObject({ doubt })
  })

  it('carries the place of a fault in a query', async () => {
    const fault = { problem: 'star-short', start: 2, length: 3, mend: 'a' } as const
    const search = () => Promise.reject(new AppError('query-syntax', 'short', { fault }))
    await expect(pair({ search }).call('search', query)).rejects.toMatchObject({ fault })
  })

  it('carries the code, the message and the stack of an error', async () => {
    const thrown = new AppError('file-damaged', 'chunk 3 is damaged')
    const engine = pair({
      open() {
        throw thrown
      },
    })
    const error: unknown = await engine.call('open', { url: '/c' }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'file-damaged', message: 'chunk 3 is damaged', stack: thrown.stack })
  })

  it('shows a bug in a handler as an internal error with its words', async () => {
    const engine = pair({ open: () => Promise.reject(new RangeError('out of memory')) })
    await expect(engine.call('open', { url: '/c' })).rejects.toMatchObject({
      code: 'internal',
      message: 'out of memory',
    })
  })

  it('rejects an input that cannot be cloned', async () => {
    await expect(pair().call('open', { url: (() => {}) as never })).rejects.toThrow(/could not be cloned/)
  })

  it('rejects when the output cannot be cloned, instead of waiting for ever', async () => {
    const engine = pair({ open: () => ({ records: (() => {}) as never }) })
    await expect(engine.call('open', { url: '/c' })).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('could not be cloned') as string,
    })
  })

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'does not reach the inherited name %s',
    async (name) => {
      await expect(pair().call(name as never, {} as never)).rejects.toMatchObject({
        code: 'internal',
        message: `No such method: ${name}`,
      })
    },
  )
})

describe('cancelling a call', () => {
  it('rejects at once and aborts the handler', async () => {
    let aborted = () => {}
    const sawAbort = new Promise<void>((resolve) => (aborted = resolve))
    const engine = pair({
      search: (_input, { signal }) => {
        signal.addEventListener('abort', () => aborted())
        return never()
      },
    })
    const controller = new AbortController()
    const call = engine.call('search', query, { signal: controller.signal })
    controller.abort()
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    await sawAbort
  })

  it('before it begins sends nothing', async () => {
    const { worker, client } = connectFake()
    await expect(client.call('search', query, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(worker.sent).toEqual([])
  })

  it('R9: drops the answer and the progress that come late', async () => {
    const { worker, client } = connectFake()
    const controller = new AbortController()
    const seen: unknown[] = []
    const call = client.call(
      'open',
      { url: '/c' },
      { signal: controller.signal, onProgress: (progress) => seen.push(progress) },
    )
    controller.abort()
    const [{ id } = { id: 0 }] = worker.sent
    worker.answer({ kind: 'progress', id, progress: { loaded: 1 } })
    worker.answer({ kind: 'return', id, output: { records: 1 } })
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen).toEqual([])
  })

  it('after the answer sends nothing more', async () => {
    const { worker, client } = connectFake()
    const controller = new AbortController()
    const call = client.call('open', { url: '/c' }, { signal: controller.signal })
    worker.answer({ kind: 'return', id: worker.sent[0]?.id, output: { records: 1 } })
    await call
    controller.abort()
    expect(worker.sent.map(({ kind }) => kind)).toEqual(['call'])
  })

  it('one call leaves the others', async () => {
    const { worker, client } = connectFake()
    const controller = new AbortController()
    const first = client.call('search', query, { signal: controller.signal })
    const second = client.call('open', { url: '/c' })
    controller.abort()
    worker.answer({ kind: 'return', id: worker.sent[1]?.id, output: { records: 9 } })
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    await expect(second).resolves.toEqual({ records: 9 })
  })
})

describe('a worker that dies', () => {
  it.each(['error', 'messageerror'])(
    'with the event %s rejects calls in flight, and later ones',
    async (type) => {
      const { worker, client } = connectFake()
      const calls = [client.call('search', query), client.call('open', { url: '/c' })]
      worker.dispatchEvent(Object.assign(new Event(type), { message: 'out of memory' }))
      for (const call of [...calls, client.call('search', query)]) {
        await expect(call).rejects.toMatchObject({
          code: 'worker-lost',
          message: 'The worker stopped. out of memory',
        })
      }
      expect(worker.sent).toHaveLength(2)
    },
  )

  it('by closing the connection rejects calls in flight, and later ones', async () => {
    const engine = pair({ search: never })
    const call = engine.call('search', query)
    engine.close()
    await expect(call).rejects.toMatchObject({ code: 'worker-lost' })
    await expect(engine.call('search', query)).rejects.toMatchObject({ code: 'worker-lost' })
  })

  it('keeps the first reason', async () => {
    const { client } = connectFake()
    client.close(new AppError('worker-lost', 'It did not answer.'))
    client.close()
    await expect(client.call('search', query)).rejects.toThrow('It did not answer.')
  })
})

describe('R47, F46: a worker that says nothing', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const outcome = (call: Promise<unknown>) =>
    call.then(
      () => 'answered',
      (error: unknown) => (error as AppError).code,
    )

  it('is asked whether it lives, and given up where it does not answer', async () => {
    const { worker, client } = connectFake()
    const asked = outcome(client.call('search', query))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(worker.sent.map(({ kind }) => kind)).toEqual(['call', 'ping'])
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await asked).toBe('worker-lost')
    await expect(client.call('search', query)).rejects.toMatchObject({ code: 'worker-lost' })
  })

  it('is waited for as long as it answers that, or tells of progress', async () => {
    const { worker, client } = connectFake()
    const asked = outcome(client.call('search', query))
    for (let time = 0; time < 3; time++) {
      await vi.advanceTimersByTimeAsync(45_000)
      worker.answer({ kind: 'pong' })
      await vi.advanceTimersByTimeAsync(25_000)
      worker.answer({ kind: 'progress', id: 1, progress: undefined })
    }
    worker.answer({ kind: 'return', id: 1, output: {} })
    expect(await asked).toBe('answered')
  })

  it('is left alone while nobody waits for it', async () => {
    const { worker, client } = connectFake()
    const asked = outcome(client.call('search', query))
    worker.answer({ kind: 'return', id: 1, output: {} })
    await asked
    await vi.advanceTimersByTimeAsync(600_000)
    expect(worker.sent.map(({ kind }) => kind)).toEqual(['call'])
  })

  it('lives where it serves: a ping is answered beside the work', async () => {
    vi.useRealTimers()
    const { port1, port2 } = new MessageChannel()
    ports.push(port1, port2)
    serve<LibraryContract>(port2, { ...handlers, search: never })
    const heard = new Promise((resolve) => port1.addEventListener('message', ({ data }) => resolve(data)))
    port1.start()
    port1.postMessage({ kind: 'ping' })
    expect(await heard).toEqual({ kind: 'pong' })
  })
})

it('R41, F47: a trap of WebAssembly is told as a lost worker, for a new one to be started', async () => {
  const call = pair({
    search: () => {
      throw new WebAssembly.RuntimeError('memory access out of bounds')
    },
  }).call('search', query)
  await expect(call).rejects.toMatchObject({ code: 'worker-lost' })
})
