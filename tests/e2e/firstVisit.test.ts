import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataDir } from '../fixtures/dataDir.ts'
import { sampleLibraries, siteLibraries } from '../globalSetup.ts'
import { ask, searchBox, startSite, startVisit, waitForPhase, type Site, type Visit } from './site.ts'

/** Questions whose answers are known by reading the records. */
const realQuestion = 'subcutaneous sumatriptan for acute migraine attacks'
const sampleQuestion =
  'How can we stop people with a weak heart bouncing back to the ward soon after they are sent home?'
const question = dataDir ? realQuestion : sampleQuestion

describe('a first visit, on WebAssembly', () => {
  let site: Site
  let visit: Visit
  let firstAnswer: string[]

  beforeAll(async () => {
    site = await startSite(dataDir ? siteLibraries : sampleLibraries)
    visit = await startVisit()
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  it('installs the default library by itself and becomes ready', async () => {
    await visit.page.goto(`${site.url}?backend=wasm`)
    expect(await waitForPhase(visit.page, 'installing')).toBe('installing')
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    expect(await visit.page.getAttribute('body', 'data-backend')).toBe('wasm')
  })

  it('answers a question with records that are about it', async () => {
    firstAnswer = await ask(visit.page, question)
    expect(firstAnswer).toHaveLength(10)
    const first = await visit.page.locator('article[data-record-id]').first().innerText()
    expect(first).toMatch(dataDir ? /sumatriptan/i : /daily weighing/i)
  })

  it.skipIf(!dataDir)('searches the real library of more than 3,000 records', async () => {
    expect(await visit.page.getByText(/3,1\d\d records/).count()).toBeGreaterThan(0)
  })

  it('sends nothing while it answers, and keeps the query out of the address', async () => {
    const before = site.requests.length
    const seen: string[] = []
    visit.context.on('request', (request) => seen.push(request.url()))
    await ask(visit.page, 'zq7canary patient with chest pain')
    expect(site.requests.slice(before)).toEqual([])
    expect(seen).toEqual([])
    expect(visit.page.url()).not.toContain('canary')
    expect(await visit.page.title()).not.toContain('canary')
  })

  it('R9: shows a list only under the query that it belongs to, however fast one types', async () => {
    await searchBox(visit.page).fill('')
    await searchBox(visit.page).pressSequentially('asthma in children', { delay: 30 })
    await searchBox(visit.page).press('Enter')
    await searchBox(visit.page).fill('hip fracture in older women')
    await searchBox(visit.page).press('Enter')
    await visit.page.locator('body[data-answered="hip fracture in older women"]').waitFor()
    const shown = await visit.page
      .locator('article[data-record-id]')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.recordId))
    expect(shown).toEqual(await ask(visit.page, 'hip fracture in older women'))
    expect(await visit.page.locator('main').innerText()).toContain('hip fracture in older women')
  })

  it('opens a record by keyboard and comes back', async () => {
    await ask(visit.page, question)
    await visit.page.keyboard.press('ArrowDown')
    await visit.page.keyboard.press('Enter')
    const record = visit.page.getByRole('region', { name: 'Record', exact: true })
    await record.waitFor()
    expect(await record.innerText()).toMatch(dataDir ? /PMID/ : /Sample note/)
    await visit.page.keyboard.press('Escape')
    await record.waitFor({ state: 'hidden' })
  })

  it('keeps the library through a reload without fetching it again', async () => {
    const before = site.requests.length
    await visit.page.reload()
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    expect(await ask(visit.page, question)).toEqual(firstAnswer)
    const fetched = site.requests.slice(before).filter((path) => /vectors|records|\.onnx/.test(path))
    expect(fetched).toEqual([])
  })

  it('still answers when the server is gone', async () => {
    await site.stop()
    const hits = await ask(visit.page, 'side effects of antipsychotic drugs')
    expect(hits).toHaveLength(10)
  })

  it('never broke the site’s policy', () => {
    const violations = visit.complaints.filter((text) => /Content Security Policy|Trusted/i.test(text))
    expect(violations).toEqual([])
  })
})
