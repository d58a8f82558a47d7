import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { packWidget, type PackedWidget } from '../fixtures/widgetPackage/pack.ts'
import { sampleLibraries } from '../globalSetup.ts'
import { startHostPages, type HostPages } from './hostPages.ts'
import { startVisit, type Visit } from './site.ts'

let packed: PackedWidget
let host: HostPages
let visit: Visit
let page: Page

beforeAll(async () => {
  packed = await packWidget()
  const script = (await buildApp()).replaceAll('</script', '<\\/script')
  const app = (attributes: string) =>
    `<div id="root" ${attributes}></div><script type="module">${script}</script>`
  host = await startHostPages(sampleLibraries, { app: app('data-site="APP/"'), astray: app('') })
})
afterAll(async () => {
  await host.stop()
  await packed.remove()
})

beforeEach(async () => {
  visit = await startVisit()
  page = visit.page
})
afterEach(() => visit.close())

/** As somebody else's build makes it of the package that they have installed. */
async function buildApp(): Promise<string> {
  await copyFile('tests/fixtures/widgetPackage/app.tsx', join(packed.app, 'app.tsx'))
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    root: packed.app,
    build: { write: false, modulePreload: false, rollupOptions: { input: join(packed.app, 'app.tsx') } },
  })) as Rolldown.RolldownOutput
  return built.output[0].code
}

const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const frame = () => page.frameLocator('iframe[src*="widget.html"]')
const listed = () => frame().locator('article[data-record-id]').count()

async function open(): Promise<void> {
  await page.goto(host.page('a', 'app'))
  await frame().locator('body[data-phase=ready]').waitFor()
  await page.getByText('ready', { exact: true }).waitFor()
}

describe('the npm package in a React app of another site', () => {
  it('shows results, answers its ref, and follows its props', async () => {
    await open()
    expect(await page.locator('biohicl-search').getAttribute('class')).toBe('search')
    await press('Ask')
    await expect.poll(() => page.locator('#total').textContent()).toMatch(/^[1-9]\d*$/)
    expect(await listed()).toBe(3)
    await expect.poll(() => page.locator('#events').textContent()).toBe('ready results:3')
    await press('One')
    await expect.poll(listed).toBe(1)
    await press('As many as usual')
    await expect.poll(listed).toBe(5)
    expect(visit.complaints).toEqual([])
  })

  it('tells what is chosen, where results are shared', async () => {
    await open()
    await press('Ask')
    const record = frame().getByRole('article').first()
    await record.getByRole('button').first().click()
    const id = await record.getAttribute('data-record-id')
    await expect.poll(() => page.locator('#selected').textContent()).toBe(id)
  })

  it('gives up a language that it is no longer told', async () => {
    await open()
    await frame().getByRole('searchbox', { name: 'Suche', exact: true }).waitFor()
    await press('No language')
    await frame().getByRole('searchbox', { name: 'Search', exact: true }).waitFor()
    expect(await page.locator('biohicl-search').getAttribute('lang')).toBeNull()
    expect(await frame().getByRole('listitem').count()).toBe(0)
  })

  it('goes to the field', async () => {
    await open()
    await press('Focus')
    await frame().locator('input[type=search]:focus').waitFor()
  })

  it('108: leaves nothing behind in the page when it is taken away, and comes back', async () => {
    await open()
    const takesKey = () =>
      page.evaluate(
        () =>
          !document.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, cancelable: true }),
          ),
      )
    expect(await takesKey()).toBe(true)
    await press('Toggle')
    expect(await page.locator('biohicl-search').count()).toBe(0)
    expect(page.frames()).toHaveLength(1)
    expect(await takesKey()).toBe(false)
    await press('Toggle')
    await frame().locator('body[data-phase=ready]').waitFor()
    await expect.poll(() => page.locator('#events').textContent()).toBe('ready ready')
    expect(visit.complaints).toEqual([])
  })

  it('says that it was told of no site, in an event and on the console', async () => {
    await page.goto(host.page('a', 'astray'))
    await page.getByText('error:invalid', { exact: true }).waitFor()
    expect(page.frames()).toHaveLength(1)
    expect(visit.complaints).toEqual([expect.stringContaining('expected an address such as')])
  })
})
