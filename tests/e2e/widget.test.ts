import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import { startHostPages, type HostPages } from './hostPages.ts'
import { startVisit, type Visit } from './site.ts'
import { askFrame, expectNothingForAxe, idsIn, openFrame } from './widgetFrame.ts'

const script = (attributes = '') => `<h1>Host</h1><script src="APP/embed.js" ${attributes} async></script>`
const element = (attributes = '') =>
  `<h1>Host</h1><script src="APP/biohicl-search.js"></script><biohicl-search ${attributes}></biohicl-search>`
const frame = (attributes: string, query = '') =>
  `<h1>Host</h1><iframe ${attributes} title="Search" src="APP/widget.html${query}"></iframe>`

const pages = {
  script: script('data-max-results="3"'),
  german: script('data-lang="de" data-theme="dark" data-colour="red" data-max-results="900"'),
  element: element('max-results="3" share="results"'),
  silent: element('max-results="3"'),
  two: `${element('id="one" query="sepsis"')}<biohicl-search id="two" query="asthma"></biohicl-search>`,
  modal: element('mode="modal" shortcut="Ctrl+K"'),
  sandboxed: frame('sandbox="allow-scripts"', '?query=sepsis'),
  'sandboxed-same-origin': frame('sandbox="allow-scripts allow-same-origin"', '?query=sepsis'),
  credentialless: frame('credentialless', '?query=sepsis'),
  framed: frame('', '?query=sepsis'),
  missing: script('data-library="no-such-library"'),
}

let host: HostPages
let visit: Visit
let page: Page

beforeAll(async () => {
  host = await startHostPages(sampleLibraries, pages)
})
afterAll(() => host.stop())

beforeEach(async () => {
  visit = await startVisit()
  page = visit.page
})
afterEach(() => visit.close())

describe('a search in a page of another site', () => {
  it('costs a page 3 kB before the frame', () => {
    expect(gzipSync(readFileSync('dist/embed.js')).byteLength).toBeLessThanOrEqual(3000)
  })

  it('answers by words, each answer under its question, from less than 300 kB in all', async () => {
    host.sent.length = 0
    const shown = await openFrame(page, host.page('a', 'script'))
    const ids = await askFrame(shown, 'sepsis')
    expect(ids.length).toBeGreaterThan(0)
    expect(await shown.locator('body').getAttribute('data-stage')).toBe('lexical')
    await expect.poll(() => shown.getByRole('status').textContent()).toContain('“sepsis”')
    const bytes = host.sent.reduce((sum, each) => sum + each.bytes, 0)
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThanOrEqual(300_000)
    // Neither vectors nor graph nor model: searching by words needs none.
    expect(
      host.sent.map(({ url }) => url).filter((url) => /vectors|graph|models|onnx|ort-/.test(url)),
    ).toEqual([])
    const next = await askFrame(shown, 'asthma inhaler')
    expect(next).not.toEqual(ids)
    expect(visit.complaints).toEqual([])
  })

  it('stands where the script stands, as high as what is in it, without bars', async () => {
    const shown = await openFrame(page, host.page('a', 'script'))
    const box = page.locator('iframe')
    const before = (await box.boundingBox())?.height ?? 0
    await askFrame(shown, 'pain')
    await expect.poll(async () => (await box.boundingBox())?.height).toBeGreaterThan(before)
    const overflow = () => shown.locator('html').evaluate((html) => html.scrollHeight - html.clientHeight)
    await expect.poll(overflow).toBeLessThanOrEqual(0)
    expect(await page.locator('iframe').getAttribute('title')).toBeTruthy()
  })

  it('opens a record in its place', async () => {
    const shown = await openFrame(page, host.page('a', 'script'))
    await askFrame(shown, 'sepsis')
    const title = shown.getByRole('article').first().getByRole('button')
    await title.click()
    expect(await title.getAttribute('aria-expanded')).toBe('true')
    await title.press('Enter')
    expect(await title.getAttribute('aria-expanded')).toBe('false')
  })

  it('speaks the language and has the theme it is asked for, and says which options are none', async () => {
    await page.goto(host.page('a', 'german'))
    const shown = page.frameLocator('iframe')
    await shown.locator('body[data-phase=ready]').waitFor()
    await shown.getByRole('searchbox', { name: 'Suche' }).waitFor()
    const background = await shown.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor)
    expect(background).toBe('rgb(18, 23, 21)')
    const warnings = await shown.getByRole('region').getByRole('listitem').allTextContents()
    expect(warnings).toEqual([
      expect.stringContaining('“colour” is no option'),
      expect.stringContaining('max-results is “900”'),
    ])
  })

  it('says what is wrong where the site has no such library', async () => {
    await page.goto(host.page('a', 'missing'))
    const shown = page.frameLocator('iframe')
    await shown.locator('body[data-phase=failed]').waitFor()
    expect(await shown.getByRole('alert').textContent()).toContain('no library of this name')
  })

  it.each(['script', 'german'] as const)('leaves axe nothing to find: %s', async (name) => {
    await page.goto(host.page('a', name))
    const shown = page.frameLocator('iframe')
    await shown.locator('body[data-phase=ready]').waitFor()
    await shown.getByRole('searchbox').fill('pain')
    await shown.locator('body[data-answered]').waitFor()
    await expectNothingForAxe(page)
  })
})

describe('what the page around is told', () => {
  const search = (query: string) =>
    page.evaluate(async (text) => {
      const found = document.querySelector('biohicl-search') as unknown as {
        search(query: string): Promise<{ total: number; results?: { pmid: string }[]; query?: string }>
      }
      return found.search(text)
    }, query)

  it('has results where it asks for them and is named as one that may read', async () => {
    const shown = await openFrame(page, host.page('a', 'element'))
    const answer = await search('sepsis')
    expect(answer.query).toBe('sepsis')
    expect(answer.results?.map(({ pmid }) => pmid)).toEqual(await idsIn(shown))
  })

  it('R34, R43: is how many there are and no more, where it did not ask', async () => {
    await openFrame(page, host.page('a', 'silent'))
    expect(await search('sepsis')).toEqual({ total: expect.any(Number) as number })
  })

  it('94, 96: nothing for strangers: messages of other frames and origins are not answered, and change nothing', async () => {
    const shown = await openFrame(page, host.page('a', 'element'))
    const ids = await askFrame(shown, 'sepsis')
    // A frame of a third site beside it, and the page itself with a second handshake.
    const answers = await page.evaluate(
      async (stranger) => {
        const sibling = document.createElement('iframe')
        sibling.src = stranger
        document.body.append(sibling)
        await new Promise((resolve) => sibling.addEventListener('load', resolve))
        const widget = document.querySelector('biohicl-search')?.shadowRoot?.querySelector('iframe')
        const { port1, port2 } = new MessageChannel()
        let heard = 0
        port1.onmessage = () => heard++
        addEventListener('message', () => heard++)
        widget?.contentWindow?.postMessage({ biohicl: 'connect', version: 1 }, new URL(widget.src).origin, [
          port2,
        ])
        port1.postMessage({ id: 1, method: 'getState', input: {} })
        widget?.contentWindow?.postMessage({ id: 1, method: 'clear', input: {} }, new URL(widget.src).origin)
        return heard
      },
      host.page('b', 'framed'),
    )
    expect(answers).toBe(0)
    // A call over the right port comes back behind all of them.
    await search('asthma')
    await askFrame(shown, 'sepsis')
    expect(await idsIn(shown)).toEqual(ids)
  })

  it('R42: is nothing at an origin that is not listed, which cannot even show it', async () => {
    await page.goto(host.stranger('framed'))
    await page.locator('iframe').waitFor()
    const isShown = await page
      .frameLocator('iframe')
      .locator('body[data-phase]')
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      )
    expect(isShown).toBe(false)
  })

  it('R43, 94: is nothing at such an origin where no header keeps it away, and the frame says who may not', async () => {
    await page.route(/widget\.html/, async (route) => {
      const response = await route.fetch()
      const { 'content-security-policy': _policy, ...headers } = response.headers()
      await route.fulfill({ response, headers })
    })
    await page.goto(host.stranger('element'))
    const shown = page.frameLocator('iframe')
    await shown.locator('body[data-phase=ready]').waitFor()
    await shown.getByText('may not embed it').waitFor()
    const hears = page.evaluate(() => {
      const found = document.querySelector('biohicl-search') as unknown as { getState(): Promise<unknown> }
      return found.getState().then(() => 'answered')
    })
    // What somebody asks in the frame is answered there; the call, which was made before, is not.
    await askFrame(shown, 'sepsis')
    expect(await Promise.race([hears, Promise.resolve('silence')])).toBe('silence')
  })

  it('102: is refused to who sends thousands of messages, and the search goes on', async () => {
    const shown = await openFrame(page, host.page('a', 'element'))
    const outcomes = await page.evaluate(async () => {
      const found = document.querySelector('biohicl-search') as unknown as { getState(): Promise<unknown> }
      const calls = Array.from({ length: 80 }, () =>
        found.getState().then(
          () => 'answered',
          (thrown: { code?: string }) => thrown.code ?? '',
        ),
      )
      return Promise.all(calls)
    })
    expect(new Set(outcomes)).toEqual(new Set(['answered', 'too-many']))
    expect(outcomes.filter((outcome) => outcome === 'answered').length).toBeLessThanOrEqual(50)
    expect((await askFrame(shown, 'sepsis')).length).toBeGreaterThan(0)
  })

  it('F52: ends with the frame when the page takes it away while it searches, and begins anew', async () => {
    await openFrame(page, host.page('a', 'element'))
    const failed = await page.evaluate(async () => {
      const found = document.querySelector('biohicl-search') as HTMLElement & {
        search(text: string): Promise<unknown>
      }
      const searching = found.search('pain').then(
        () => 'answered',
        (thrown: { code?: string }) => thrown.code,
      )
      found.remove()
      const outcome = await searching
      document.body.append(found)
      return outcome
    })
    expect(['closed', 'answered']).toContain(failed)
    const shown = page.frameLocator('iframe[src*="widget.html"]').first()
    await shown.locator('body[data-phase=ready]').waitFor()
    expect((await askFrame(shown, 'asthma')).length).toBeGreaterThan(0)
    expect(visit.complaints).toEqual([])
  })

  it('R32: is not asked for in an address that the site is sent', async () => {
    host.sent.length = 0
    await page.goto(host.page('a', 'two'))
    await page.frameLocator('#two iframe').locator('body[data-answered=asthma]').waitFor()
    expect(host.sent.map(({ url }) => url).filter((url) => /sepsis|asthma/.test(url))).toEqual([])
  })

  it('stands twice on a page, each with its own question', async () => {
    await page.goto(host.page('a', 'two'))
    for (const [id, query] of [
      ['one', 'sepsis'],
      ['two', 'asthma'],
    ] as const)
      await page.frameLocator(`#${id} iframe`).locator(`body[data-answered=${query}]`).waitFor()
  })

  it('opens as a dialog by its keys, and goes by Escape, back to where one was', async () => {
    await page.goto(host.page('a', 'modal'))
    await page.getByRole('button').waitFor()
    await page.keyboard.press('Control+k')
    const shown = page.frameLocator('iframe[src*="widget.html"]').first()
    await shown.locator('body[data-phase=ready]').waitFor()
    await shown.getByRole('searchbox').press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByRole('button').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await shown.getByRole('searchbox').press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('biohicl-search')
  })
})

describe('where browsers give less', () => {
  it.each([
    ['F50: a sandbox without an origin, where no worker can be started', 'sandboxed'],
    ['R50: a sandbox with its own origin', 'sandboxed-same-origin'],
    ['R50: a frame whose storage is thrown away', 'credentialless'],
    ['R50: a frame that is not isolated', 'framed'],
  ] as const)('%s: answers all the same', async (_what, name) => {
    await page.goto(host.page('a', name))
    const shown = page.frameLocator('iframe')
    await shown.locator('body[data-answered=sepsis]').waitFor()
    expect((await idsIn(shown)).length).toBeGreaterThan(0)
    expect(visit.complaints).toEqual([])
  })

  it('R50: in a page that is isolated, and allows script and frame of the app and nothing else', async () => {
    const isolated = await startHostPages(sampleLibraries, pages, {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Content-Security-Policy': "default-src 'none'; script-src APP/; frame-src APP/",
    })
    try {
      await page.goto(isolated.page('a', 'element'))
      const shown = page.frameLocator('iframe').first()
      await shown.locator('body[data-phase=ready]').waitFor()
      expect((await askFrame(shown, 'sepsis')).length).toBeGreaterThan(0)
      expect(visit.complaints).toEqual([])
    } finally {
      await isolated.stop()
    }
  })

  it('F49: needs no storage, and leaves none', async () => {
    await page.addInitScript(`
      for (const name of ['indexedDB', 'caches', 'localStorage', 'sessionStorage'])
        Object.defineProperty(globalThis, name, { get() { throw new DOMException('blocked', 'SecurityError') } })`)
    const shown = await openFrame(page, host.page('a', 'script'))
    expect((await askFrame(shown, 'sepsis')).length).toBeGreaterThan(0)
    expect(visit.complaints).toEqual([])
  })

  it('R53: says that it does not see what is installed in the app', async () => {
    const shown = await openFrame(page, host.page('a', 'script'))
    expect(await shown.locator('footer').textContent()).toContain('installed in the app cannot be seen')
    expect(await shown.getByRole('link', { name: /app/ }).getAttribute('href')).toBe(host.app)
  })

  it('F51: three sites at once have each a search of their own, and none hears of the others', async () => {
    for (const site of ['a', 'b', 'c'] as const) {
      const shown = await openFrame(page, host.page(site, 'script'))
      expect((await askFrame(shown, `sepsis ${site}`)).length).toBeGreaterThan(0)
    }
    expect(visit.complaints).toEqual([])
  })
})
