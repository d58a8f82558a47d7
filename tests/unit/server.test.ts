import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileHeaders } from '../../src/core/siteHeaders.ts'
import { parseRange } from '../../src/server/range.ts'
import { createStaticServer, listen } from '../../src/server/static.ts'

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

const files: Record<string, string> = {
  'site/index.html': '<!doctype html><title>Search</title>',
  'site/assets/index-a1.js': 'export {}',
  'site/assets/engine-b2.js': 'export {}',
  'site/assets/transfer-c3.js': 'export {}',
  'site/assets/ort-d4.wasm': '\0asm',
  'site/assets/ort-e5.mjs': 'export {}',
  'site/manifest.webmanifest': '{}',
  'site/empty.bin': '',
  'site/.build-stamp': 'hidden',
  'models/small/onnx/model.onnx': '0123456789',
  'libraries/demo/manifest.json': '{}',
  'secret.txt': 'secret',
}

let folder: string
let server: Server
let port: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'server-test-'))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  await symlink(join(folder, 'nowhere'), join(folder, 'site/broken.js'))
  const mounts = { '/models': join(folder, 'models'), '/libraries': join(folder, 'libraries') }
  server = createStaticServer({ root: join(folder, 'site'), mounts })
  port = await listen(server, 0)
})

afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

/** Not fetch: it would tidy up the paths and forbid some methods. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    sent.on('error', reject).end()
  })
}

function policy(answer: Answer): Record<string, string> {
  const text = String(answer.headers['content-security-policy'])
  return Object.fromEntries(
    text.split('; ').map((directive) => [directive.split(' ', 1)[0], directive.replace(/^\S+ /, '')]),
  ) as Record<string, string>
}

describe('headers', () => {
  it.each(['/', '/assets/engine-b2.js', '/assets/ort-d4.wasm', '/libraries/demo/manifest.json', '/missing'])(
    'isolates and shuts in %s',
    async (path) => {
      const { headers } = await ask(path)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'permissions-policy': 'camera=(), microphone=(), geolocation=()',
        'connection-allowlist': '(response-origin)',
      })
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'/,
      )
    },
  )

  it('lets the page run scripts and workers of its own only, under Trusted Types', async () => {
    expect(policy(await ask('/'))).toEqual({
      'default-src': "'none'",
      'script-src': "'self' 'wasm-unsafe-eval'",
      'worker-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'manifest-src': "'self'",
      'connect-src': "'self'",
      'form-action': "'none'",
      'base-uri': "'none'",
      'object-src': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'app-worker',
    })
  })

  it('gives only the page and the transfer worker a network', async () => {
    const connect = async (path: string) => policy(await ask(path))['connect-src']
    expect(await connect('/assets/engine-b2.js')).toBe("'none'")
    expect(await connect('/assets/transfer-c3.js')).toBe(
      "'self' https: http://localhost:* http://127.0.0.1:*",
    )
    expect(await connect('/assets/index-a1.js')).toBe("'none'")
    expect(await connect('/assets/ort-e5.mjs')).toBe("'none'")
    expect(await connect('/assets/ort-d4.wasm')).toBe("'none'")
    expect(await connect('/models/engine-b2.js')).toBe("'none'")
  })

  it('lets the transfer worker alone leave the site', async () => {
    const allowed = async (path: string) => (await ask(path)).headers['connection-allowlist']
    expect(await allowed('/assets/transfer-c3.js')).toBe(
      '(response-origin "https://*:*/*" "http://localhost:*/*" "http://127.0.0.1:*/*")',
    )
    expect(await allowed('/assets/engine-b2.js')).toBe('(response-origin)')
    expect(await allowed('/')).toBe('(response-origin)')
    expect(await allowed('/libraries/assets/transfer-c3.js')).toBe('(response-origin)')
  })

  it('lets pages of other sites read what is mounted, and only when it is told to', async () => {
    const share = async (path: string) => (await ask(path)).headers['access-control-allow-origin']
    expect(await share('/libraries/demo/manifest.json')).toBeUndefined()
    const mounts = { '/libraries': join(folder, 'libraries') }
    const shared = createStaticServer({ root: join(folder, 'site'), mounts, isShared: true })
    const url = `http://127.0.0.1:${await listen(shared, 0)}`
    const allowed = async (path: string) =>
      (await fetch(url + path)).headers.get('access-control-allow-origin')
    expect(await allowed('/libraries/demo/manifest.json')).toBe('*')
    expect(await allowed('/libraries/none/manifest.json')).toBe('*')
    expect(await allowed('/')).toBeNull()
    expect(await allowed('/assets/transfer-c3.js')).toBeNull()
    shared.close()
    shared.closeAllConnections()
  })

  it.each(['/widget.html', '/assets/words-a1.js', '/embed.js'])(
    'R42: lets pages of other sites load %s, and of the pages only the widget be framed, by who is named',
    (path) => {
      const headers = fileHeaders(path, "'self' https://a.example")
      expect(headers).toMatchObject({
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Access-Control-Allow-Origin': '*',
      })
      const [, ancestors] = /frame-ancestors ([^;]*)/.exec(headers['Content-Security-Policy'] ?? '') ?? []
      const expected = { '/widget.html': "'self' https://a.example", '/embed.js': "'none'" }[path]
      expect(ancestors).toBe(expected)
    },
  )

  it('R42: lets the page that configures the widget show it, and nobody show that page', () => {
    const policyOf = (path: string) =>
      fileHeaders(path, "'self' https://a.example")['Content-Security-Policy']
    expect(policyOf('/configure.html')).toContain("; frame-src 'self'")
    expect(policyOf('/configure.html')).toContain("; frame-ancestors 'none'")
    expect(policyOf('/index.html')).not.toContain('frame-src')
    expect(policyOf('/widget.html')).not.toContain('frame-src')
  })

  it('compresses texts for those who take it, under a tag of its own, and no part of a file', async () => {
    const url = `http://127.0.0.1:${port}/assets/index-a1.js`
    const plain = await ask('/assets/index-a1.js')
    for (const encoding of ['br', 'gzip']) {
      const response = await fetch(url, { headers: { 'Accept-Encoding': encoding } })
      expect(response.headers.get('Content-Encoding')).toBe(encoding)
      expect(response.headers.get('Vary')).toBe('Accept-Encoding')
      expect(response.headers.get('ETag')).not.toBe(plain.headers.etag)
      expect(await response.text()).toBe(plain.text)
    }
    const part = await fetch(url, { headers: { 'Accept-Encoding': 'br', Range: 'bytes=0-1' } })
    expect([part.status, part.headers.get('Content-Encoding')]).toEqual([206, null])
  })

  it('lets hashed names be kept for a year and asks again for the rest', async () => {
    const cache = async (path: string) => (await ask(path)).headers['cache-control']
    expect(await cache('/assets/index-a1.js')).toBe('public, max-age=31536000, immutable')
    expect(await cache('/')).toBe('no-cache')
    expect(await cache('/models/small/onnx/model.onnx')).toBe('no-cache')
    expect(await cache('/libraries/demo/manifest.json')).toBe('no-cache')
    expect(await cache('/assets/missing-a1.js')).toBe('no-store')
  })

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/assets/ort-d4.wasm', 'application/wasm'],
    ['/assets/ort-e5.mjs', 'text/javascript; charset=utf-8'],
    ['/models/small/onnx/model.onnx', 'application/octet-stream'],
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/libraries/demo/manifest.json', 'application/json'],
  ])('names the type of %s', async (path, type) => {
    expect((await ask(path)).headers['content-type']).toBe(type)
  })
})

describe('paths', () => {
  it('answers / with the page', async () => {
    expect(await ask('/?q=ignored')).toMatchObject({ status: 200, text: files['site/index.html'] })
  })

  it.each([
    '/assets/index-old.js',
    '/assets',
    '/assets/',
    '/models',
    '/models/none',
    '/search',
    '/.build-stamp',
  ])('says in plain text that %s is not there', async (path) => {
    const answer = await ask(path)
    expect(answer).toMatchObject({ status: 404, text: 'Not found.\n' })
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
  })

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/models/../../secret.txt',
    '/models/%2e%2e/secret.txt',
    '//secret.txt',
    '/index.html%00.js',
    '/%',
    '/broken.js',
    `/${'long'.repeat(200)}`,
    'http://elsewhere.example/secret.txt',
  ])('does not leave its folders for %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, text: 'Not found.\n' })
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const answer = await ask('/', {}, method)
    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toBe('GET, HEAD')
  })

  it('answers HEAD with the headers of GET and no body', async () => {
    const path = '/models/small/onnx/model.onnx'
    const [get, head] = [await ask(path), await ask(path, { range: 'bytes=1-2' }, 'HEAD')]
    expect(head).toMatchObject({ status: 200, text: '' })
    expect(head.headers).toEqual({ ...get.headers, date: head.headers.date })
    expect(head.headers['content-length']).toBe('10')
  })
})

describe('ranges and ETags', () => {
  const model = '/models/small/onnx/model.onnx'

  it.each([
    ['bytes=2-4', 'bytes 2-4/10', '234'],
    ['bytes=0-0', 'bytes 0-0/10', '0'],
    ['bytes=7-', 'bytes 7-9/10', '789'],
    ['bytes=7-99', 'bytes 7-9/10', '789'],
    ['bytes=-3', 'bytes 7-9/10', '789'],
    ['bytes=-30', 'bytes 0-9/10', '0123456789'],
  ])('sends %s as a part', async (range, contentRange, text) => {
    const answer = await ask(model, { range })
    expect(answer).toMatchObject({ status: 206, text })
    expect(answer.headers['content-range']).toBe(contentRange)
    expect(answer.headers['content-length']).toBe(String(text.length))
  })

  it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('refuses %s and names the size', async (range) => {
    const answer = await ask(model, { range })
    expect(answer.status).toBe(416)
    expect(answer.headers['content-range']).toBe('bytes */10')
  })

  it.each(['bytes=5-2', 'bytes=-', 'bytes=0-1,4-5', 'bytes=a-b', 'lines=1-2'])(
    'sends the whole file for %s',
    async (range) => {
      expect(await ask(model, { range })).toMatchObject({ status: 200, text: '0123456789' })
    },
  )

  it('has no part of an empty file', async () => {
    expect(await ask('/empty.bin')).toMatchObject({ status: 200, text: '' })
    expect((await ask('/empty.bin', { range: 'bytes=0-' })).status).toBe(416)
  })

  it('cuts every range as slice does', () => {
    const bytes = fc.nat({ max: 40 })
    fc.assert(
      fc.property(fc.option(bytes), fc.option(bytes), bytes, (first, last, size) => {
        const range = parseRange(`bytes=${first ?? ''}-${last ?? ''}`, size)
        if (range === undefined || range === 'unsatisfiable') return
        const whole = Array.from({ length: size }, (_, position) => position)
        const part = first === null ? whole.slice(-(last ?? 0)) : whole.slice(first, (last ?? size) + 1)
        expect(whole.slice(range.start, range.end + 1)).toEqual(part)
        expect(part.length).toBeGreaterThan(0)
      }),
    )
  })

  it('answers 304 to the ETag it gave, and sends the whole file when If-Range is outdated', async () => {
    const etag = String((await ask(model)).headers.etag)
    const unchanged = await ask(model, { 'if-none-match': `"other", W/${etag}` })
    expect(unchanged).toMatchObject({ status: 304, text: '' })
    expect(unchanged.headers['content-security-policy']).toContain("connect-src 'none'")
    expect((await ask(model, { range: 'bytes=0-1', 'if-range': etag })).status).toBe(206)
    expect((await ask(model, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200)
  })
})

describe('a site with pages around the app', () => {
  it('R33: is served below its path alone, each folder by its page, with headers by where the app lies', async () => {
    await mkdir(join(folder, 'around/app/assets'), { recursive: true })
    for (const path of ['index.html', 'app/index.html', 'app/assets/engine-a1.js'])
      await writeFile(join(folder, 'around', path), path)
    const around = createStaticServer({ root: join(folder, 'around'), base: '/sub/', app: 'app/' })
    const url = `http://127.0.0.1:${await listen(around, 0)}`
    const policy = async (path: string) => (await fetch(url + path)).headers.get('content-security-policy')
    expect(await (await fetch(`${url}/sub/`)).text()).toBe('index.html')
    expect(await (await fetch(`${url}/sub/app/`)).text()).toBe('app/index.html')
    expect(await policy('/sub/')).toContain("frame-src 'self'")
    expect(await policy('/sub/app/')).not.toContain('frame-src')
    expect(await policy('/sub/app/assets/engine-a1.js')).toContain("connect-src 'none'")
    for (const path of ['/', '/index.html', '/sub', '/sub/app/assets/', '/sub//'])
      expect((await fetch(url + path)).status, path).toBe(404)
    around.close()
    around.closeAllConnections()
  })
})

describe('listen', () => {
  it('takes the next free port when one is in use', async () => {
    const second = createStaticServer({ root: folder })
    const taken = await listen(second, port, { tries: 20 })
    expect(taken).toBeGreaterThan(port)
    expect(taken).toBeLessThanOrEqual(port + 20)
    second.close()
  })

  it('says so when it may not try another', async () => {
    const second = createStaticServer({ root: folder })
    await expect(listen(second, port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
