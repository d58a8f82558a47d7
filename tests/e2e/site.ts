import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { chromiumArgs, chromiumPath } from '../../src/platform/node/chromiumOptions.ts'
import { createStaticServer } from '../../src/server/static.ts'

export interface Site {
  url: string
  /** Paths that were asked for, in order. */
  requests: string[]
  stop(): Promise<void>
}

/** The built site on a free port, or on that of an earlier one, as `npm start` serves it. */
export async function startSite(
  libraries: string,
  models = 'models',
  wantedPort = 0,
  root = 'dist',
): Promise<Site> {
  const server = createStaticServer({ root, mounts: { '/models': models, '/libraries': libraries } })
  const requests: string[] = []
  server.on('request', (request) => requests.push(request.url ?? ''))
  await new Promise<void>((resolve) => server.listen(wantedPort, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export interface Visit {
  page: Page
  context: BrowserContext
  /** What the page complained of: errors, and policy violations, which Chromium reports on the console. */
  complaints: string[]
  close(): Promise<void>
}

/** A browser with a profile of its own, as a first visitor has it, and software WebGPU. */
export async function startVisit(
  options: {
    isDark?: boolean
    width?: number
    height?: number
    locale?: string
    /** With the service worker, which answers what the page asks for: requests cannot be tampered with then. */
    keepsApp?: boolean
    /** Folder of an earlier visit; whoever names it removes it. */
    profile?: string
  } = {},
): Promise<Visit> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'biohicl-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    colorScheme: options.isDark ? 'dark' : 'light',
    locale: options.locale ?? 'en-US',
    serviceWorkers: options.keepsApp ? 'allow' : 'block',
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    args: [
      ...chromiumArgs,
      // Given last, it replaces Playwright's own list, which switches storage partitioning off.
      '--disable-features=HttpsUpgrades,MediaRouter,OptimizationHints',
    ],
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return {
    page,
    context,
    complaints,
    async close() {
      await context.close()
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** Puts code before that of the search worker, to break what it finds there; its headers stay. Code of the page does not reach workers. */
export async function breakEngine(context: BrowserContext, code: string): Promise<void> {
  await context.route('**/assets/engine-*.js', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${code}\n${await response.text()}` })
  })
}

/** Waits for one of the phases and says which; a ready page is waited for until its encoder is there too, or has failed. */
export async function waitForPhase(page: Page, ...phases: string[]): Promise<string> {
  await page
    .locator(phases.map((phase) => `body[data-phase="${phase}"]:not([data-encoder="loading"])`).join(','))
    .waitFor({ timeout: 170_000 })
  return (await page.getAttribute('body', 'data-phase')) ?? ''
}

export const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search', exact: true })

/** Asks as a user does and returns the PMIDs of the list that belongs to the question. */
export async function ask(page: Page, text: string): Promise<string[]> {
  await searchBox(page).fill(text)
  await searchBox(page).press('Enter')
  await page.locator(`body[data-answered=${JSON.stringify(text)}]`).waitFor({ timeout: 120_000 })
  return page
    .locator('article[data-record-id]')
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.recordId ?? ''))
}

/** Rules that axe-core leaves out by itself: one of WCAG 2.2 AA, and what Lighthouse audits besides. */
const moreRules: axe.RunOptions = {
  rules: {
    'target-size': { enabled: true },
    'label-content-name-mismatch': { enabled: true },
    'identical-links-same-purpose': { enabled: true },
    'table-fake-caption': { enabled: true },
    'td-has-header': { enabled: true },
  },
}

/** What axe-core finds wrong with the page as it stands: rule and element. With nothing found Lighthouse gives 100. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // The site's policy forbids adding a script to the page; evaluating by the debugger is not held by it.
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (options) =>
      (globalThis as unknown as { axe: { run(options: axe.RunOptions): Promise<axe.AxeResults> } }).axe.run(
        options,
      ),
    moreRules,
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
