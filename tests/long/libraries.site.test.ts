import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import { offerSecondLibrary, sharedNotes } from '../e2e/secondLibrary.ts'
import {
  accessibilityProblems,
  ask,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from '../e2e/site.ts'
import { flipStoredBit, storedBundles } from '../e2e/storedBits.ts'

describe('the page of libraries', () => {
  const libraries = mkdtempSync(join(tmpdir(), 'biohicl-libraries-'))
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    cpSync(sampleLibraries, libraries, { recursive: true })
    await offerSecondLibrary(libraries)
    site = await startSite(libraries)
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    rmSync(libraries, { recursive: true, force: true })
  })

  const item = (title: string) =>
    visit.page.locator('main article').filter({ has: visit.page.getByRole('heading', { name: title }) })
  const press = (name: string | RegExp) => visit.page.getByRole('button', { name }).click()
  const goTo = async (name: 'Libraries' | 'Search') => {
    await visit.page.getByRole('link', { name, exact: true }).click()
    await waitForPhase(visit.page, 'ready')
  }
  const searched = (title: string) => visit.page.getByRole('switch', { name: `Searched: ${title}` })
  const picture = (name: string) =>
    process.env.BIOHICL_PICTURES &&
    visit.page.screenshot({ path: join(process.env.BIOHICL_PICTURES, `${name}.png`), fullPage: true })

  it('shows what is here and what the site has, with what it would fetch', async () => {
    await goTo('Libraries')
    expect(await visit.page.locator(':focus').innerText()).toBe('Libraries')
    expect(await item('Sample notes').innerText()).toMatch(/Records\s+165.*Signed by\s+nobody/s)
    // The encoder is here already: only the library itself would come.
    await item('Birds of prey')
      .getByText(/8 records · \d\d kB to download/)
      .waitFor()
    expect(await visit.page.getByRole('switch').count()).toBe(0) // nothing to choose from
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('one')
  })

  it('installs a second one, and both are searched as one', async () => {
    await press('Install Birds of prey')
    await searched('Birds of prey').waitFor()
    await waitForPhase(visit.page, 'ready')
    expect(await searched('Birds of prey').isChecked()).toBe(true)
    expect(await searched('Sample notes').isChecked()).toBe(true)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('two')

    await goTo('Search')
    const [first] = await ask(visit.page, 'skin disease of people who keep falcons')
    expect(first).toBe('910000001')
    const card = (pmid: string) => visit.page.locator(`article[data-record-id="${pmid}"]`)
    expect(await card('910000001').innerText()).toMatch(/in Birds of prey$/m)
    const { pmid, title } = sharedNotes[1] ?? { pmid: '', title: '' }
    const list = await ask(visit.page, title)
    expect(list[0]).toBe(pmid)
    expect(new Set(list).size).toBe(list.length)
    expect(await card(pmid).innerText()).toMatch(
      /in (Birds of prey and Sample notes|Sample notes and Birds of prey)$/m,
    )
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('results')
  })

  it('leaves one out when it is switched off, and remembers that', async () => {
    await goTo('Libraries')
    await searched('Birds of prey').focus()
    await visit.page.keyboard.press('Space')
    await waitForPhase(visit.page, 'ready')
    expect(await searched('Birds of prey').isChecked()).toBe(false)
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    expect(await searched('Birds of prey').isChecked()).toBe(false)
    await searched('Sample notes').focus()
    await visit.page.keyboard.press('Space') // the last one stays
    expect(await searched('Sample notes').isChecked()).toBe(true)
    await goTo('Search')
    expect(await ask(visit.page, 'skin disease of people who keep falcons')).not.toContain('910000001')

    await goTo('Libraries')
    await searched('Birds of prey').focus()
    await visit.page.keyboard.press('Space')
    await waitForPhase(visit.page, 'ready')
  })

  it('lets another one be the main one, and remembers that', async () => {
    const main = (title: string) => item(title).getByText('The main one: its model reads your questions')
    await main('Sample notes').waitFor()
    await press('Make it the main one: Birds of prey')
    await main('Birds of prey').waitFor()
    expect(await main('Sample notes').count()).toBe(0)
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    await main('Birds of prey').waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await press('Make it the main one: Sample notes')
    await main('Sample notes').waitFor()
    await waitForPhase(visit.page, 'ready')
  })

  it('checks a library, finds damage, and repairs it by fetching only the damaged chunk', async () => {
    await press('Check Sample notes')
    await item('Sample notes').getByText('everything is as it was published').waitFor()
    await flipStoredBit(visit.page, 'vectors.i8', 'library/sample-notes')
    await press('Check Sample notes')
    const alert = item('Sample notes').getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toMatch(/1 damaged piece in vectors\.i8/)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('damaged')

    const asked = site.requests.length
    await press(/^Repair/)
    await item('Sample notes').getByText('Repaired, and checked').waitFor()
    const fetched = site.requests
      .slice(asked)
      .filter((path) => /^\/(models|libraries)\/.*\.(?!json)/.test(path))
    expect(fetched).toEqual(['/libraries/sample-notes/vectors.i8'])
    await waitForPhase(visit.page, 'ready')
  })

  it('says what is not searched, and why, when a library turns out to be damaged at the start', async () => {
    await flipStoredBit(visit.page, 'pmids.u32', 'library/extra')
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    await item('Birds of prey').getByText('Not searched.').waitFor()
    await goTo('Search')
    await visit.page.getByText('“Birds of prey” is not searched.').waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await goTo('Libraries')
    await press('Check Birds of prey')
    await press(/^Repair/)
    await item('Birds of prey').getByText('Repaired, and checked').waitFor()
    await waitForPhase(visit.page, 'ready')
    expect(await item('Birds of prey').getByText('Not searched.').count()).toBe(0)
  })

  it('shows what is here when the site cannot be reached', async () => {
    await visit.context.route(/catalogue\.json/, (route) => route.abort())
    await visit.page.reload()
    await visit.page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor()
    await item('Birds of prey').waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('offline')
    await visit.context.unroute(/catalogue\.json/)
    await press('Try again')
    await visit.page.getByText('All that this site offers is on this device.').waitFor()
  })

  it('fits a phone, in the dark', async () => {
    await visit.page.emulateMedia({ colorScheme: 'dark' })
    await visit.page.setViewportSize({ width: 390, height: 844 })
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('phone-dark')
  })

  it('removes a library after asking, with all its chunks, and keeps the encoder that another one needs', async () => {
    await press('Remove Birds of prey')
    const dialog = visit.page.getByRole('dialog')
    expect(await dialog.innerText()).toContain('You can install it from this site again.')
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('remove')
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await press('Remove Birds of prey')
    await dialog.getByRole('button', { name: 'Remove' }).click()
    await visit.page.getByRole('button', { name: 'Install Birds of prey' }).waitFor()
    await waitForPhase(visit.page, 'ready')
    expect(await visit.page.locator(':focus').innerText()).toBe('Libraries')
    const kept = await storedBundles(visit.page)
    expect(kept.map((key) => key.replace(/@.*/, ''))).toEqual([
      expect.stringMatching(/^encoder\//),
      'library/sample-notes',
    ])
  })

  it('removes the last one too, and does not bring it back by itself', async () => {
    await press('Remove Sample notes')
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await visit.page.getByText('None yet.').waitFor()
    expect(await waitForPhase(visit.page, 'needs-library', 'installing')).toBe('needs-library')
    expect(await storedBundles(visit.page)).toEqual([])
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('none')
  })

  it('never broke the site’s policy', () => {
    expect(visit.complaints.filter((text) => /Content Security Policy|Trusted/i.test(text))).toEqual([])
  })
})
