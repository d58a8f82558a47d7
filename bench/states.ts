// Takes a picture of each state that the page can be in, from the built site with the sample notes, and lists them in docs/states.md:
// npx tsx bench/states.ts. PNGs come as Chromium writes them.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { goTo, pageStates, question, showResults } from '../tests/e2e/pageStates.ts'
import { ask, startSite, startVisit, waitForPhase } from '../tests/e2e/site.ts'

interface Look {
  width: number
  height: number
  isDark?: boolean
  locale?: string
  keepsApp?: boolean
}

const out = join('docs', 'images', 'states')
const sampleNotes = join('data', 'sample-site')
const desktop: Look = { width: 1100, height: 720 }
const phone: Look = { width: 390, height: 720 }
const lines: string[] = []

mkdirSync(out, { recursive: true })
await onSite(sampleNotes, desktop, async (page) => {
  await waitForPhase(page, 'ready')
  for (const { name, enter, leave } of pageStates) {
    await page.evaluate(() => {
      for (const scrolled of [document.documentElement, ...document.querySelectorAll('aside')])
        scrolled.scrollTo(0, 0)
    })
    await enter(page)
    await take(page, name)
    await leave?.(page)
  }
})

await onSite(sampleNotes, desktop, async (page, site) => {
  await waitForPhase(page, 'ready')
  await site.stop()
  await goTo(page, 'libraries')
  await page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor()
  await take(page, 'libraries when the site is gone')
})

await onSite(sampleNotes, { ...desktop, keepsApp: true }, async (page) => {
  await waitForPhase(page, 'ready')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await goTo(page, 'offline')
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.locator('[data-offline]').waitFor()
  await take(page, 'check offline')
})

for (const [name, look, enter] of [
  ['results in the dark', { ...desktop, isDark: true }, showResults],
  ['results in forced colours', desktop, showForced],
  ['results on a phone', phone, (page: Page) => ask(page, question)],
  ['a new library on a phone, in the dark', { ...phone, isDark: true }, showNewLibrary],
  ['results in German', { ...desktop, locale: 'de' }, askInGerman],
] as const)
  await onSite(sampleNotes, look, async (page) => {
    await waitForPhase(page, 'ready')
    await enter(page)
    await take(page, name)
  })

await onSite(sampleNotes, desktop, async (page) => {
  await page.route('**/assets/engine-*.js', () => {}) // never answered
  await page.reload()
  await page.locator('body[data-phase=loading]').waitFor()
  await take(page, 'loading')
})

const damaged = mkdtempSync(join(tmpdir(), 'biohicl-states-'))
try {
  cpSync(sampleNotes, damaged, { recursive: true })
  writeFileSync(join(damaged, 'sample-notes', 'vectors.i8'), 'not what it should be')
  await onSite(damaged, desktop, async (page) => {
    await waitForPhase(page, 'failed')
    await take(page, 'a library that came damaged')
  })
  rmSync(join(damaged, 'catalogue.json'))
  await onSite(damaged, desktop, async (page) => {
    await waitForPhase(page, 'needs-library')
    await take(page, 'a site without a library')
  })
} finally {
  rmSync(damaged, { recursive: true })
}

writeFileSync(
  join('docs', 'states.md'),
  `# What the page looks like\n\nTaken by \`bench/states.ts\`.\n\n${lines.join('\n')}`,
)

async function onSite(
  libraries: string,
  look: Look,
  see: (page: Page, site: Awaited<ReturnType<typeof startSite>>) => Promise<void>,
): Promise<void> {
  const site = await startSite(libraries)
  const visit = await startVisit(look)
  try {
    visit.page.setDefaultTimeout(60_000)
    await visit.page.goto(`${site.url}?backend=wasm`)
    await see(visit.page, site)
  } finally {
    await visit.close()
    await site.stop()
  }
}

async function take(page: Page, name: string): Promise<void> {
  const file = `${name.replace(/\W+/g, '-').toLowerCase()}.png`
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(out, file), animations: 'disabled' })
  lines.push(`## ${name.charAt(0).toUpperCase()}${name.slice(1)}\n`, `![${name}](images/states/${file})\n`)
  console.log(name)
}

async function showForced(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' })
  await showResults(page)
}

async function showNewLibrary(page: Page): Promise<void> {
  await goTo(page, 'libraries')
  await page.getByRole('button', { name: 'New library' }).click()
  await page.locator('dialog').waitFor()
}

async function askInGerman(page: Page): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Suche', exact: true })
  await field.fill(question)
  await field.press('Enter')
  await page.locator(`body[data-answered=${JSON.stringify(question)}]`).waitFor()
  await page.locator('[data-counted]').waitFor()
}
