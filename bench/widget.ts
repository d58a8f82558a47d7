/**
 * What the widget costs a page, and how soon it answers, beside Pagefind over the same records: npx tsx bench/widget.ts, with dist/ and
 * data/libraries built. Fetches Pagefind from npm.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { openLibrary, readBlocks } from '../src/engine/library.ts'
import { chromiumArgs, chromiumPath } from '../src/platform/node/chromiumOptions.ts'
import { createFolderStore } from '../src/platform/node/folderStore.ts'
import { createStaticServer } from '../src/server/static.ts'
import { startHostPages } from '../tests/e2e/hostPages.ts'
import { describeMachine } from './machine.ts'
import { spread } from './stats.ts'

const pagefindVersion = '1.6.0'
const libraries = join('data', 'libraries')
const library = 'starter'
const queries = [
  'heart failure',
  'asthma in children',
  'breast cancer screening',
  'sepsis',
  'knee osteoarthritis pain',
]

interface Visit {
  bytes: number
  requests: number
  readyMs: number
  /** After Enter, or, where there is no Enter, after the call. */
  answerMs: number
}

/** Resolves when the widget in a page stands at a phase or has an answer; times are by the clock of the machine. */
async function measureWidget(
  browser: Browser,
  host: Awaited<ReturnType<typeof startHostPages>>,
  query: string,
) {
  const context = await browser.newContext()
  const page = await context.newPage()
  host.sent.length = 0
  const start = performance.now()
  await page.goto(host.page('a', 'widget'))
  const frame = page.frameLocator('iframe')
  await frame.locator('body[data-phase=ready]').waitFor()
  const readyMs = performance.now() - start
  const field = frame.getByRole('searchbox')
  await field.fill(query)
  const inner = page.frames().find((each) => each.url().includes('widget.html'))
  if (!inner) throw new Error('There is no frame.')
  const answerMs = await inner.evaluate<number>(`new Promise((resolve) => {
    const start = performance.now()
    new MutationObserver(() => 'answered' in document.body.dataset && resolve(performance.now() - start))
      .observe(document.body, { attributes: true })
    document.querySelector('form').requestSubmit()
  })`)
  const visit = {
    bytes: sum(host.sent.map(({ bytes }) => bytes)),
    requests: host.sent.length,
    readyMs,
    answerMs,
  }
  await context.close()
  return visit
}

async function measurePagefind(
  browser: Browser,
  site: string,
  sent: { bytes: number }[],
  query: string,
): Promise<Visit> {
  const context = await browser.newContext()
  const page: Page = await context.newPage()
  sent.length = 0
  const start = performance.now()
  await page.goto(site)
  await page.evaluate(
    `import('/pagefind/pagefind.js').then((pagefind) => (globalThis.pagefind = pagefind).init())`,
  )
  const readyMs = performance.now() - start
  const answerMs = await page.evaluate<number>(`(async () => {
    const start = performance.now()
    const { results } = await pagefind.search(${JSON.stringify(query)})
    await Promise.all(results.slice(0, 5).map((result) => result.data()))
    return performance.now() - start
  })()`)
  await context.close()
  return { bytes: sum(sent.map(({ bytes }) => bytes)), requests: sent.length, readyMs, answerMs }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function print(what: string, visits: readonly Visit[]): void {
  console.log(`${what}:`)
  console.log(
    `  bytes in all until the first answer: ${spread(
      visits.map(({ bytes }) => bytes / 1e3),
      'kB',
    )}`,
  )
  console.log(
    `  requests: ${spread(
      visits.map(({ requests }) => requests),
      '',
      0,
    )}`,
  )
  console.log(
    `  ready after: ${spread(
      visits.map(({ readyMs }) => readyMs),
      'ms',
    )}`,
  )
  console.log(
    `  first answer after: ${spread(
      visits.map(({ answerMs }) => answerMs),
      'ms',
    )}`,
  )
}

/** The same titles and abstracts, one record a page, as its Node API takes them. */
async function buildPagefind(folder: string): Promise<void> {
  execFileSync('npm', [
    'install',
    '--no-save',
    '--ignore-scripts',
    '--prefix',
    folder,
    `pagefind@${pagefindVersion}`,
  ])
  const module = pathToFileURL(join(folder, 'node_modules', 'pagefind', 'lib', 'index.js')).href
  const { createIndex, close } = (await import(module)) as {
    createIndex(): Promise<{
      index: {
        addCustomRecord(record: {
          url: string
          content: string
          language: string
          meta: { title: string }
        }): Promise<unknown>
        writeFiles(options: { outputPath: string }): Promise<unknown>
      }
    }>
    close(): Promise<unknown>
  }
  const { index } = await createIndex()
  const store = createFolderStore(join(libraries, library), 'library')
  const [bundle] = await store.list()
  if (!bundle) throw new Error(`There is no library ${library}: run npm start first.`)
  for await (const records of readBlocks(await openLibrary(bundle.key, store)))
    for (const { pmid, title, abstract } of records) {
      const content = [title, ...abstract.map(({ text }) => text)].join(' ')
      await index.addCustomRecord({ url: `/${pmid}`, content, language: 'en', meta: { title } })
    }
  await index.writeFiles({ outputPath: join(folder, 'site', 'pagefind') })
  await close()
}

const folder = mkdtempSync(join(tmpdir(), 'biohicl-pagefind-'))
const browser = await chromium.launch({ executablePath: chromiumPath, headless: true, args: chromiumArgs })
try {
  for (const line of describeMachine()) console.log(line)
  const embed = `<h1>Host</h1><script src="APP/embed.js" data-library="${library}" data-allow-download="never" async></script>`
  const host = await startHostPages(libraries, { widget: embed })
  const visits: Visit[] = []
  for (const query of queries) visits.push(await measureWidget(browser, host, query))
  await host.stop()
  print(`widget, 5 results with abstracts, library “${library}”`, visits)

  mkdirSync(join(folder, 'site'))
  writeFileSync(join(folder, 'site', 'index.html'), '<!doctype html><title>Pagefind</title>')
  await buildPagefind(folder)
  // Without policies: what it is made of is compiled from its own files.
  const sent: { bytes: number }[] = []
  const server = createStaticServer({ root: join(folder, 'site') })
  server.on('request', (request, response) => {
    const entry = { bytes: 0 }
    sent.push(entry)
    response.removeHeader('Content-Security-Policy')
    const before = request.socket.bytesWritten
    response.on('close', () => (entry.bytes = request.socket.bytesWritten - before))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const peers: Visit[] = []
  for (const query of queries)
    peers.push(await measurePagefind(browser, `http://127.0.0.1:${port}/`, sent, query))
  server.close()
  print(`Pagefind ${pagefindVersion}, 5 results with their whole text`, peers)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
