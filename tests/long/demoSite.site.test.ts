import { execFileSync } from 'node:child_process'
import {
  createReadStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appFolder } from '../../src/core/demoSite.ts'
import { createStaticServer, listen } from '../../src/server/static.ts'
import { listPages } from '../../src/site/checkLinks.ts'
import { accessibilityProblems, ask, startVisit, waitForPhase, type Visit } from '../e2e/site.ts'

const base = '/sub/path/'
const address = `https://search.example${base}`
const folder = mkdtempSync(join(tmpdir(), 'biohicl-demo-'))
const out = join(folder, 'site')

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Sends files and says of what type they are, and nothing else. */
function createPlainServer(): Server {
  return createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname.replace(/\/$/, '/index.html')
    const file = join(out, path.slice(base.length))
    if (!path.startsWith(base) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
}

function buildSite(...args: string[]): string {
  const command = ['--import', 'tsx', 'src/site/main.ts', '--out', out, ...args]
  return execFileSync(process.execPath, command, { encoding: 'utf8', stdio: 'pipe' })
}

beforeAll(() => void buildSite('--address', address))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the folder of the demo site', () => {
  it('lists each page for search engines, under its full address', () => {
    const map = readFileSync(join(out, 'sitemap.xml'), 'utf8')
    for (const path of listPages(out))
      expect(map).toContain(`<loc>${address}${path.replace(/(^|\/)index\.html$/, '$1')}</loc>`)
    expect(readFileSync(join(out, 'robots.txt'), 'utf8')).toContain(`${address}sitemap.xml`)
    for (const page of ['index.html', `${appFolder}index.html`])
      expect(readFileSync(join(out, page), 'utf8')).toContain(`content="${address}app/social.png"`)
  })

  it('is never written over something else', () => {
    const other = join(folder, 'other')
    execFileSync('mkdir', [other])
    writeFileSync(join(other, 'mine.txt'), 'mine')
    expect(() => buildSite('--out', other)).toThrow(/holds something else/)
    expect(readFileSync(join(other, 'mine.txt'), 'utf8')).toBe('mine')
  })
})

describe.each([
  ['on the project’s own server', () => createStaticServer({ root: out, base, app: appFolder })],
  ['on a host that sends no headers', createPlainServer],
])('the demo site below a path, %s', (_, createHost) => {
  let server: Server
  let url: string
  let visit: Visit
  /** What went to anybody else, or was answered with an error. */
  let strays: string[]

  beforeAll(async () => {
    server = createHost()
    url = `http://127.0.0.1:${await listen(server, 0)}${base}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  beforeEach(async () => void (await start(false)))
  afterEach(() => visit.close())

  async function start(isDark: boolean): Promise<void> {
    visit = await startVisit({ isDark, keepsApp: true })
    strays = []
    visit.context.on('request', (request) => {
      if (!request.url().startsWith(url)) strays.push(request.url())
    })
    visit.context.on('response', (response) => {
      if (response.status() >= 400) strays.push(`${response.status()} ${response.url()}`)
    })
  }

  it('R35, R50: searches on its first page, by words', async () => {
    const { page } = visit
    await page.goto(url)
    const frame = page.frameLocator('iframe')
    await frame.locator('body[data-answered="antibiotics for appendicitis"]').waitFor()
    expect(await frame.getByText('Antibiotics instead of appendicectomy').count()).toBe(1)
    await frame.getByRole('searchbox').fill('sepsis')
    await frame.getByRole('searchbox').press('Enter')
    await frame.locator('body[data-answered="sepsis"]').waitFor()
    expect(visit.complaints).toEqual([])
    expect(strays).toEqual([])
  })

  it('shows its examples: in the page, in a dialog by a key, and as a link to the app', async () => {
    const { page } = visit
    await page.goto(`${url}widget.html`)
    await page.frameLocator('iframe').locator('body[data-phase=ready]').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').frameLocator('iframe').locator('body[data-phase=ready]').waitFor()
    expect(await page.locator('biohicl-search[mode=link]').getByRole('link').getAttribute('href')).toBe(
      `${url}app/`,
    )
    expect(visit.complaints).toEqual([])
    expect(strays).toEqual([])
  })

  it('R35, R50: opens the app, installs the sample notes and answers', async () => {
    const { page } = visit
    await page.goto(url)
    await page.getByRole('link', { name: 'Open the app' }).first().click()
    await waitForPhase(page, 'ready')
    expect(page.url()).toBe(`${url}app/`)
    expect(await ask(page, 'Which blood test can spare people a scan for lung clots?')).toContain('900000009')
    expect(visit.complaints).toEqual([])
    expect(strays).toEqual([])
  })
})

describe('each page of the demo site', () => {
  it.each(['light', 'dark'])(
    'R35: has no fault that axe finds in the %s, and asks nobody else',
    async (scheme) => {
      const server = createStaticServer({ root: out, base, app: appFolder })
      const origin = `http://127.0.0.1:${await listen(server, 0)}`
      const visit = await startVisit({ isDark: scheme === 'dark', width: 360 })
      const strays: string[] = []
      visit.context.on('request', (request) => {
        if (!request.url().startsWith(`${origin}${base}`)) strays.push(request.url())
      })
      const faults: string[] = []
      for (const path of listPages(out)) {
        await visit.page.goto(`${origin}${base}${path}`)
        const problems = await accessibilityProblems(visit.page)
        const width = await visit.page.evaluate(() => document.documentElement.scrollWidth)
        faults.push(...problems.map((problem) => `${path}: ${problem}`))
        if (width > 360) faults.push(`${path}: ${width} pixels wide`)
      }
      await visit.close()
      server.closeAllConnections()
      server.close()
      expect(faults).toEqual([])
      expect(visit.complaints).toEqual([])
      expect(strays).toEqual([])
    },
  )
})
