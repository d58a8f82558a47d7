import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import { ask, breakEngine, startSite, startVisit, waitForPhase, type Site, type Visit } from './site.ts'

const canary = 'zq7canary'

describe('what one asks', () => {
  const profile = mkdtempSync(join(tmpdir(), 'biohicl-profile-'))
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit({ profile, keepsApp: true })
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    rmSync(profile, { recursive: true, force: true })
  })

  it('R32, R36, 76: is nowhere afterwards: not on the network, nor in what the page or the browser has stored', async () => {
    const { page, context } = visit
    const requests: string[] = []
    context.on('request', (request) => requests.push(`${request.url()} ${request.postData() ?? ''}`))
    expect((await ask(page, `${canary} patient with chest pain`)).length).toBeGreaterThan(0)
    await page
      .locator('article[data-record-id]')
      .first()
      .getByRole('button', { name: 'Why this result' })
      .click()
    expect(page.url()).not.toContain(canary)
    expect(await page.title()).not.toContain(canary)
    expect([...requests, ...site.requests].filter((each) => each.includes(canary))).toEqual([])
    await visit.close()
    expect(filesWith(canary, profile)).toEqual([])
  })
})

/** Paths of the files below a folder in which a text stands, as UTF-8 or as UTF-16. */
function filesWith(text: string, folder: string): string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => needles.some((needle) => readFileSync(path).includes(needle)))
}

describe('the search worker', () => {
  let outside: Server
  let heard: string[]
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    heard = []
    outside = createServer((request, response) => {
      heard.push(request.url ?? '')
      response
        .writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' })
        .end('1')
    })
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
    site = await startSite(sampleLibraries)
    visit = await startVisit()
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    await new Promise((resolve) => outside.close(resolve))
  })

  it('R33, R35: reaches neither another host nor its own, however it tries', async () => {
    const { port } = outside.address() as AddressInfo
    await breakEngine(
      visit.context,
      `{
        const tries = {
          fetch: () => fetch('http://localhost:${port}/fetch'),
          own: () => fetch('/catalogue-of-queries'),
          socket: () => new Promise((resolve, reject) => {
            const socket = new WebSocket('ws://localhost:${port}/socket')
            socket.onopen = resolve
            socket.onerror = reject
          }),
          module: () => import('http://localhost:${port}/module.js'),
          worker: () => new Promise((resolve, reject) => {
            const worker = new Worker('data:text/javascript,1')
            worker.onerror = reject
          }),
        }
        const said = new BroadcastChannel('tries')
        Promise.all(Object.entries(tries).map(async ([name, attempt]) => {
          try { await attempt(); return name } catch { return undefined }
        })).then((done) => said.postMessage(done.filter(Boolean)))
      }`,
    )
    await visit.page.addInitScript(() => {
      new BroadcastChannel('tries').onmessage = ({ data }: MessageEvent<string[]>) =>
        document.documentElement.setAttribute('data-reached', JSON.stringify(data))
    })
    await visit.page.goto(`${site.url}?backend=wasm`)
    await visit.page.locator('html[data-reached]').waitFor({ timeout: 60_000 })
    expect(await visit.page.getAttribute('html', 'data-reached')).toBe('[]')
    expect(heard).toEqual([])
    expect(site.requests).not.toContain('/catalogue-of-queries')
  })
})

describe('the built site', () => {
  it('R42: is shown in no frame of another site', async () => {
    const site = await startSite(sampleLibraries)
    const host = createServer((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<iframe src="${site.url}"></iframe>`),
    )
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    const visit = await startVisit()
    try {
      await visit.page.goto(`http://b.localhost:${(host.address() as AddressInfo).port}/`)
      const frame = visit.page.frames().find((each) => each !== visit.page.mainFrame())
      expect(frame?.url()).toBe('chrome-error://chromewebdata/')
      expect(visit.complaints.join()).toContain("frame-ancestors 'none'")
    } finally {
      await visit.close()
      await new Promise((resolve) => host.close(resolve))
      await site.stop()
    }
  })

  it('R33: sends a policy with every file', async () => {
    const site = await startSite(sampleLibraries)
    try {
      const paths = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter(
        (path) => /\.\w+$/.test(path) && !path.startsWith('.'),
      )
      expect(paths.length).toBeGreaterThan(50)
      for (const path of paths) {
        const { headers } = await fetch(site.url + path)
        expect(headers.get('Content-Security-Policy'), path).toMatch(/^default-src 'none'/)
        expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff')
        expect(headers.get('Referrer-Policy'), path).toBe('no-referrer')
      }
    } finally {
      await site.stop()
    }
  })
})
