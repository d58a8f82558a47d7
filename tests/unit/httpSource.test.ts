import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpSource } from '../../src/platform/web/httpSource.ts'
import { randomBytes } from '../fakes/random.ts'

const whole = randomBytes(5000, 7)
const [start, end] = [1000, 3000]
const wanted = whole.slice(start, end)
const { signal } = new AbortController()

type Respond = (response: ServerResponse, request: IncomingMessage) => void

const right: Respond = (response) => {
  const headers = {
    'Content-Range': `bytes ${start}-${end - 1}/${whole.length}`,
    'Content-Length': wanted.length,
  }
  response.writeHead(206, headers).end(wanted)
}
const status =
  (code: number, headers = {}): Respond =>
  (response) =>
    response.writeHead(code, headers).end('no')
const breakOff: Respond = (response) => {
  response.writeHead(206, { 'Content-Length': wanted.length })
  response.write(wanted.slice(0, 500), () => response.destroy())
}
const otherRange: Respond = (response) =>
  response.writeHead(206, { 'Content-Range': `bytes 0-${end - start - 1}/${whole.length}` }).end(wanted)
const closeEarly: Respond = (response) => {
  response.removeHeader('Transfer-Encoding')
  response.socket?.end(`HTTP/1.1 206 Partial Content\r\nConnection: close\r\n\r\n`)
}
const sendSome: Respond = (response) => {
  response.writeHead(206, { 'Content-Length': wanted.length })
  response.write(wanted.slice(0, 500)) // and no more
}

describe('a range of a file on a web server', () => {
  let server: Server
  let asked: (string | undefined)[]
  let waits: number[]
  afterEach(() => {
    server.close()
    server.closeAllConnections()
  })

  /** Answers in this order, the last one for ever. */
  async function serve(...answers: [Respond, ...Respond[]]) {
    asked = []
    waits = []
    const isSlow = answers.includes(sendSome)
    server = createServer((request, response) => {
      asked.push(request.headers.range)
      const respond = answers[Math.min(asked.length, answers.length) - 1]
      respond?.(response, request)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    return createHttpSource(base, 'manifest.json', {
      ...(isSlow && { stallMs: 200 }),
      sleep: (ms) => Promise.resolve(void waits.push(ms)),
    })
  }

  it.each([
    ['R27, F22, F25: when the connection breaks in the middle', breakOff],
    ['R27, F27: when another range comes', otherRange],
    ['R27, F33: when nothing more comes', sendSome],
    ['R27, F36: when the server is busy', status(503)],
  ])('is asked for again %s', async (_when, fault) => {
    const source = await serve(fault, fault, right)
    expect(await source.range('vectors.i8', start, end, signal)).toEqual(wanted)
    expect(asked).toEqual(Array(3).fill(`bytes=${start}-${end - 1}`))
    expect(waits).toHaveLength(2)
    expect(waits[0]).toBeGreaterThanOrEqual(250)
    expect(waits[0]).toBeLessThan(750)
    expect(waits[1]).toBeGreaterThanOrEqual(500)
    expect(waits[1]).toBeLessThan(1500)
  })

  it('R27, F36: is asked for again when the server says, but within a minute', async () => {
    const source = await serve(
      status(429, { 'Retry-After': '7' }),
      status(503, { 'Retry-After': '3600' }),
      right,
    )
    await source.range('vectors.i8', start, end, signal)
    expect(waits).toEqual([7000, 60_000])
  })

  it('R27: is given up after five attempts', async () => {
    const source = await serve(status(503))
    await expect(source.range('vectors.i8', start, end, signal)).rejects.toMatchObject({ code: 'network' })
    expect(asked).toHaveLength(5)
  })

  it.each([
    ['F28: it lies beyond the end of the file', status(416), 'network'],
    ['the server refuses it', status(403), 'network'],
    ['the file is gone', status(404), 'not-found'],
  ])('is not asked for again when %s', async (_what, respond, code) => {
    const source = await serve(respond)
    await expect(source.range('vectors.i8', start, end, signal)).rejects.toMatchObject({ code })
    expect(asked).toHaveLength(1)
  })

  it('F34: is not looked for where the server sends on to', async () => {
    const source = await serve(status(302, { Location: '/elsewhere' }))
    await expect(source.range('vectors.i8', start, end, signal)).rejects.toMatchObject({ code: 'network' })
    expect(asked).toHaveLength(5) // to a page it looks as if the connection had failed
  })

  it('F24: that ends early without an error is handed over short, for its hash to refuse it', async () => {
    const source = await serve(closeEarly)
    expect(await source.range('vectors.i8', start, end, signal)).toHaveLength(0)
  })

  it('F26: is taken from the whole where the server knows no ranges', async () => {
    const source = await serve((response) => response.writeHead(200).end(whole))
    expect(await source.range('vectors.i8', start, end, signal)).toEqual(wanted)
  })

  it('F30: is the same where a proxy has compressed it', async () => {
    const source = await serve((response) =>
      response.writeHead(206, { 'Content-Encoding': 'gzip' }).end(gzipSync(wanted)),
    )
    expect(await source.range('vectors.i8', start, end, signal)).toEqual(wanted)
  })

  it('F33: is cut from a body that never ends', async () => {
    const source = await serve((response) => {
      response.writeHead(206)
      const send = () => response.write(wanted, () => response.destroyed || setImmediate(send))
      send()
    })
    expect(await source.range('vectors.i8', start, end, signal)).toEqual(wanted)
  })

  it('stops waiting when it is cancelled', async () => {
    const stop = new AbortController()
    const source = createHttpSource('http://127.0.0.1:9/', 'manifest.json', {
      sleep: (_ms, { aborted }) => Promise.reject(new DOMException(String(aborted), 'AbortError')),
    })
    server = createServer()
    await expect(source.range('vectors.i8', start, end, stop.signal)).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})
