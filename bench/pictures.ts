// Takes the pictures of docs/images from the built site: npx tsx bench/pictures.ts [folder of libraries]. By default the
// sample notes are shown. PNGs come as Chromium writes them.
import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { ask, startSite, startVisit, waitForPhase } from '../tests/e2e/site.ts'

const out = 'docs/images'
const question = 'Does a telephone call after heart failure spare a readmission?'

interface Picture {
  name: string
  width?: number
  height?: number
  isDark?: boolean
  /** Of the page; by default the search. */
  page?: string
  take(page: Page): Promise<void>
}

const card = (page: Page) => page.locator('article[data-record-id]').first()

async function askAndWait(page: Page): Promise<void> {
  await ask(page, question)
  await card(page).locator('p mark').first().waitFor()
}

const nothing = async () => {}

const pictures: Picture[] = [
  { name: 'results', take: askAndWait },
  {
    name: 'filters',
    async take(page) {
      await ask(page, 'heart failure in old age')
      await page.locator('[data-tree-number="C"]').waitFor()
      await page.locator('[data-tree-number="C"]').getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Remove filter: Diseases' }).waitFor()
      await page.getByRole('slider', { name: 'Along MeSH' }).fill('1')
      await page.getByText(/of the score: whether a record stands/).waitFor()
    },
  },
  {
    name: 'mesh-heading',
    height: 520,
    async take(page) {
      await ask(page, 'heart failure in old age')
      await page.getByRole('combobox', { name: 'MeSH heading' }).pressSequentially('cardiac fail')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'query',
    async take(page) {
      await ask(page, '"heart diseases"[mh] AND (fatigue at night)')
      await page
        .locator('details', { hasText: 'How your query was read' })
        .getByRole('listitem')
        .first()
        .waitFor()
    },
  },
  {
    name: 'why',
    async take(page) {
      await askAndWait(page)
      await card(page).getByRole('button', { name: 'Why this result' }).click()
      await card(page).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'record',
    async take(page) {
      await askAndWait(page)
      await card(page).getByRole('heading').getByRole('button').click()
    },
  },
  {
    name: 'notices',
    async take(page) {
      await ask(page, 'vitamin C infusion and the course of septic shock')
      await page
        .locator('article', { hasText: 'Retracted' })
        .first()
        .getByRole('heading')
        .getByRole('button')
        .click()
    },
  },
  {
    name: 'status',
    async take(page) {
      await page.locator('footer summary').click()
      await page.locator('footer').scrollIntoViewIfNeeded()
    },
  },
  { name: 'phone-dark', width: 390, height: 844, isDark: true, take: askAndWait },
  {
    name: 'map',
    async take(page) {
      await askAndWait(page)
      await page.getByRole('link', { name: 'Map' }).click()
      await page.getByRole('region', { name: 'Results on the map' }).waitFor()
    },
  },
  {
    name: 'collections',
    async take(page) {
      await askAndWait(page)
      await page.getByRole('button', { name: 'Add all to a collection' }).click()
      await page.getByRole('textbox').last().fill('Heart failure at home')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: 'Collections' }).click()
      await page.getByText('Heart failure at home').first().click()
    },
  },
  { name: 'libraries', page: '#libraries', take: nothing },
  {
    name: 'new-library',
    page: '#libraries',
    take: (page) => page.getByRole('button', { name: 'New library' }).click(),
  },
  { name: 'models', page: '#models', take: nothing },
  { name: 'heading', page: '#heading/D006333', take: nothing },
]

mkdirSync(out, { recursive: true })
const site = await startSite(process.argv[2] ?? 'data/libraries')
const wanted = process.argv.slice(3)
for (const picture of pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const { name, width = 1280, height = 860, isDark = false, page: address = '', take } = picture
  const visit = await startVisit({ width, height, isDark })
  try {
    await visit.page.goto(`${site.url}?backend=wasm${address}`)
    await waitForPhase(visit.page, 'ready')
    await take(visit.page)
    await visit.page.evaluate(() => document.fonts.ready)
    await visit.page.waitForTimeout(1500) // for what fades in
    await visit.page.screenshot({ path: `${out}/${name}.png` })
    console.log(name)
  } catch (thrown) {
    console.error(`${name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
    process.exitCode = 1
  } finally {
    await visit.close()
  }
}
await site.stop()
