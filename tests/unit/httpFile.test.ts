import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Bytes } from '../../src/core/bytes.ts'
import { AppError } from '../../src/core/errors.ts'
import { downloadFile, openHttpFile } from '../../src/platform/web/httpFile.ts'
import { randomBytes } from '../fakes/random.ts'

const whole: Bytes = Uint8Array.from([...new TextEncoder().encode('BIOHICL1'), ...randomBytes(5000, 7)])
const signal = new AbortController().signal

type Respond = (request: IncomingMessage, response: ServerResponse) => void

const withRanges: Respond = ({ headers: { range } }, response) => {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  const part = whole.subarray(Number(from), to ? Number(to) + 1 : undefined)
  response.writeHead(206, { 'Content-Length': part.byteLength }).end(part)
}
const asWhole: Respond = (_request, response) =>
  response.writeHead(200, { 'Content-Length': whole.byteLength }).end(whole)
const withoutLength: Respond = (_request, response) => response.writeHead(200).end(whole)
const page: Respond = (_request, response) =>
  response.writeHead(200).end('<!doctype html><title>Hello</title>')

describe('a library file on a web server', () => {
  let server: Server
  let asked: (string | undefined)[]
  afterEach(() => {
    server.close()
    server.closeAllConnections()
  })

  async function serve(respond: Respond): Promise<string> {
    asked = []
    server = createServer((request, response) => {
      asked.push(request.headers.range)
      respond(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/heart.biohicl`
  }

  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'nothing was refused',
      (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown),
    )

  it('is read by ranges, each as it was asked for, where the server has them', async () => {
    const found = await openHttpFile(await serve(withRanges), signal)
    if (found.kind !== 'ranges') throw new Error('It was not opened.')
    expect(found.file.size).toBe(whole.byteLength)
    for (const [start, end] of [
      [0, 8],
      [8, 3000],
      [5007, 5008],
    ] as const)
      expect(await found.file.read(start, end)).toEqual(whole.slice(start, end))
    expect(asked).toEqual(['bytes=0-', 'bytes=0-7', 'bytes=8-2999', 'bytes=5007-5007'])
  })

  it('comes as a whole where the server has no ranges, and its size is told beforehand if it can be', async () => {
    expect(await openHttpFile(await serve(asWhole), signal)).toEqual({
      kind: 'whole-file',
      bytes: whole.byteLength,
    })
    server.close()
    const url = await serve(withoutLength)
    expect(await openHttpFile(url, signal)).toEqual({ kind: 'whole-file' })
    const file = await downloadFile(url, { signal, onProgress() {}, maxBytes: 10_000 })
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(whole)
  })

  it('is refused by its first bytes when it is a web page, something else, or empty', async () => {
    expect(await codeOf(openHttpFile(await serve(page), signal))).toBe('wrong-body')
    server.close()
    const zip: Respond = (_request, response) => response.end('PK\u0003\u0004 and more')
    expect(await codeOf(openHttpFile(await serve(zip), signal))).toBe('input-invalid')
    server.close()
    expect(await codeOf(openHttpFile(await serve((_request, response) => response.end()), signal))).toBe(
      'input-invalid',
    )
  })

  it('is never looked for where a server sends one on to', async () => {
    let isFollowed = false
    const elsewhere: Respond = ({ url }, response) => {
      isFollowed ||= url === '/other'
      response.writeHead(302, { Location: '/other' }).end()
    }
    expect(await codeOf(openHttpFile(await serve(elsewhere), signal))).toBe('network')
    expect(isFollowed).toBe(false)
  })

  it('that is not there is told from a server that is not there', async () => {
    const missing = await serve((_request, response) => response.writeHead(404).end())
    expect(await codeOf(openHttpFile(missing, signal))).toBe('not-found')
    server.close()
    server.closeAllConnections()
    expect(await codeOf(openHttpFile(missing, signal))).toBe('network')
  })

  it('is cut off where it is larger than there is room, endless or not', async () => {
    let isGone: () => void
    const gone = new Promise<void>((resolve) => (isGone = resolve))
    const endless: Respond = (_request, response) => {
      const send = () => void (response.destroyed || response.write(whole, send))
      response.on('close', () => isGone())
      send()
    }
    const url = await serve(endless)
    const options = { signal, onProgress() {}, maxBytes: 100_000 }
    expect(await codeOf(downloadFile(url, options))).toBe('quota-exceeded')
    await gone
  })

  it('that ends early is not handed over', async () => {
    const short: Respond = (_request, response) => {
      response.writeHead(200, { 'Content-Length': whole.byteLength })
      response.write(whole.subarray(0, 1000), () => response.destroy())
    }
    const url = await serve(short)
    expect(await codeOf(downloadFile(url, { signal, onProgress() {}, maxBytes: 10_000 }))).toBe('network')
  })

  it('stops coming when it is cancelled', async () => {
    const slow: Respond = (_request, response) => {
      response.writeHead(200, { 'Content-Length': whole.byteLength })
      response.write(whole.subarray(0, 1000))
    }
    const url = await serve(slow)
    const controller = new AbortController()
    const download = downloadFile(url, { signal: controller.signal, onProgress() {}, maxBytes: 10_000 })
    controller.abort()
    expect(await codeOf(download)).toBe('cancelled')
  })
})
