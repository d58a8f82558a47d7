import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import { accessibilityProblems, startSite, startVisit, waitForPhase, type Site, type Visit } from './site.ts'

const chunk = '**/assets/LibrariesView-*.js'

describe('the pages beside the search', () => {
  let visit: Visit
  let site: Site

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit()
    await visit.context.route(chunk, (route) => route.abort())
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  const link = (name: string) => visit.page.getByRole('link', { name, exact: true })
  const focused = () => visit.page.locator(':focus').innerText()

  it('say so when they cannot be loaded, and load when they can', async () => {
    await link('Libraries').click()
    const alert = visit.page
      .getByRole('alert')
      .filter({ hasText: 'This part of the app could not be loaded' })
    await alert.waitFor()
    expect(await focused()).toBe('Libraries')
    expect(await accessibilityProblems(visit.page)).toEqual([])
    // Nothing can be had, and the page stays as it is.
    await visit.context.route('**/*', (route) => route.abort())
    await visit.page.evaluate(() => (document.body.dataset.canary = 'alive'))
    const asked = visit.page.waitForEvent('requestfailed', (request) => request.method() === 'HEAD')
    await visit.page.getByRole('button', { name: 'Try again' }).click()
    await asked
    await alert.waitFor()
    await visit.context.unroute('**/*')
    await visit.context.unroute(chunk)
    expect(await visit.page.evaluate(() => document.body.dataset.canary)).toBe('alive')
    await visit.page.getByRole('button', { name: 'Try again' }).click()
    await visit.page.getByRole('heading', { name: 'On this device' }).waitFor()
    expect(await focused()).toBe('Libraries')
    expect(await link('Libraries').getAttribute('aria-current')).toBe('page')
    expect(await link('Search').getAttribute('aria-current')).toBeNull()
  })

  it('are not part of the first download, come once it is done, and open when the network is gone', async () => {
    const other = await startVisit()
    const loaded: string[] = []
    other.page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    const coming = ['LibrariesView', 'NewLibrary'].map((name) =>
      other.page.waitForEvent('requestfinished', (request) => request.url().includes(`/assets/${name}-`)),
    )
    await other.page.goto(`${site.url}?backend=wasm`)
    await other.page.locator('body[data-phase=installing]').waitFor()
    expect(loaded.filter((path) => /LibrariesView|NewLibrary/.test(path))).toEqual([])
    await waitForPhase(other.page, 'ready')
    await Promise.all(coming)
    await site.stop()
    await other.page.getByRole('link', { name: 'Libraries', exact: true }).click()
    await other.page.getByRole('heading', { name: 'On this device' }).waitFor()
    await other.page.getByRole('button', { name: 'New library' }).click()
    await other.page.getByRole('heading', { name: 'Where do the records come from?' }).waitFor()
    await other.close()
  })
})
