import type { Page } from 'playwright-core'
import { ask, searchBox } from './site.ts'

/** A state that the page can be in. Each is entered from wherever the one before it has left the page. */
export interface PageState {
  name: string
  enter(page: Page): Promise<void>
  /** Takes away what the next one would not expect. */
  leave?(page: Page): Promise<void>
}

export const question = 'Does a telephone call after heart failure spare a readmission?'

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).first()
const dialog = (page: Page) => page.locator('dialog')

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await dialog(page).first().waitFor({ state: 'detached' })
}

/** A page of the address, or the search. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash)
  if (hash) await page.locator('main:not(:has(#results-title)) h2').first().waitFor()
  else await searchBox(page).waitFor()
}

export async function showResults(page: Page): Promise<void> {
  await goTo(page, '')
  await ask(page, question)
  const show = button(page, 'Show evidence') // on a phone it waits for that
  const evidence = page.getByText('Taken word for word from the best records.')
  if ((page.viewportSize()?.width ?? 0) < 768) {
    await show.or(evidence).first().waitFor() // neither is there at once
    if (await show.isVisible()) await show.click()
  }
  await evidence.waitFor()
  await page.locator('[data-counted], button:has-text("Filters")').first().waitFor()
}

async function openFromList(page: Page, name: string | RegExp): Promise<void> {
  await showResults(page)
  await button(page, name).click()
}

async function openFromLibraries(page: Page, name: string): Promise<void> {
  await goTo(page, 'libraries')
  await button(page, name).click()
  await dialog(page).waitFor()
}

async function keepResults(page: Page): Promise<void> {
  await openFromList(page, 'Save this search')
  await button(page, 'Add all to a collection').click()
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('Heart failure after discharge')
  await dialog(page)
    .getByRole('button', { name: /^Add \d+ records/ })
    .click()
  await goTo(page, 'collections')
  await page.getByRole('link', { name: 'Heart failure after discharge' }).waitFor()
}

/** With the sample notes on the device, in the order in which they are entered. */
export const pageStates: PageState[] = [
  { name: 'ready', enter: (page) => goTo(page, '') },
  { name: 'results with filters and evidence', enter: showResults },
  {
    name: 'narrowed by a filter, with the clinical queries open',
    async enter(page) {
      await showResults(page)
      await page.locator('[data-tree-number=C]').getByRole('checkbox').check()
      await page.getByRole('list', { name: 'Active filters' }).waitFor()
      await page.locator('summary', { hasText: 'Clinical query' }).click()
    },
    leave: (page) => button(page, 'Clear all').click(),
  },
  {
    name: 'a record with similar articles',
    async enter(page) {
      await showResults(page)
      await page.locator('article[data-record-id] h3 button').first().click()
      await button(page, 'Similar articles').click()
      await page.locator('section[aria-label=Record] ol button').first().waitFor()
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'why a result is there, and more like it',
    async enter(page) {
      await openFromList(page, 'Why this result')
      await page.getByText('This is evidence of topic').waitFor()
      await button(page, 'More like this').click()
      await page.getByRole('region', { name: 'The list is adjusted' }).waitFor()
    },
    async leave(page) {
      await button(page, 'Clear').click()
      await button(page, 'Why this result').click()
    },
  },
  {
    name: 'the menu of exports',
    async enter(page) {
      await openFromList(page, 'Export')
      await page.getByRole('menu').waitFor()
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'keeping results',
    enter: (page) => openFromList(page, 'Add all to a collection'),
    leave: closeDialog,
  },
  {
    name: 'the map of keys',
    async enter(page) {
      await showResults(page)
      await page.locator('article[data-record-id] h3 button').first().press('?')
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    },
    leave: closeDialog,
  },
  {
    name: 'the commands',
    async enter(page) {
      await page.keyboard.press('Control+k')
      await page.getByRole('menuitem').first().waitFor()
    },
    leave: closeDialog,
  },
  {
    name: 'a query that cannot be read',
    async enter(page) {
      await goTo(page, '')
      await searchBox(page).fill('asthma[mh] AND (')
      await searchBox(page).press('Enter')
      await page.getByText('The query cannot be read').waitFor()
    },
  },
  {
    name: 'nothing found',
    async enter(page) {
      await page.getByRole('radio', { name: 'Words' }).check({ force: true })
      await ask(page, 'zzqqxx')
      await page.getByText(/has any of these words/).waitFor()
    },
    leave: (page) => page.getByRole('radio', { name: 'Both' }).check({ force: true }),
  },
  {
    name: 'libraries',
    async enter(page) {
      await goTo(page, 'libraries')
      await page.getByRole('article').waitFor()
    },
  },
  {
    name: 'a library from an address',
    enter: (page) => openFromLibraries(page, 'Install from an address'),
    leave: closeDialog,
  },
  { name: 'a new library', enter: (page) => openFromLibraries(page, 'New library'), leave: closeDialog },
  {
    name: 'no collection',
    async enter(page) {
      await goTo(page, 'collections')
      await page.getByText('No collection yet').waitFor()
    },
  },
  { name: 'collections', enter: keepResults },
  {
    name: 'a collection',
    async enter(page) {
      await page.getByRole('link', { name: 'Heart failure after discharge' }).click()
      await page.getByRole('article').first().waitFor()
    },
  },
  {
    name: 'the report of a search',
    async enter(page) {
      await showResults(page)
      await goTo(page, 'report')
    },
  },
  {
    name: 'models',
    async enter(page) {
      await goTo(page, 'models')
      await page.getByRole('article').waitFor()
    },
  },
  { name: 'the benchmark', enter: (page) => goTo(page, 'benchmark') },
  {
    name: 'the map',
    async enter(page) {
      await goTo(page, 'map')
      await page.locator('canvas').waitFor()
    },
  },
  {
    name: 'a heading',
    async enter(page) {
      await goTo(page, 'heading/D006333')
      await page.getByRole('heading', { name: 'Heart Failure', exact: true }).waitFor()
    },
  },
]
