import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportLibrary } from '../../src/cli/archive.ts'
import { tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'
import { sampleLibraries } from '../globalSetup.ts'
import {
  accessibilityProblems,
  ask,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from './site.ts'
import { flipStoredBit } from './storedBits.ts'

/** One that shares no word with the title it is about. */
const question =
  'How can we stop people with a weak heart bouncing back to the ward soon after they are sent home?'
const answer = '900000001'

const small = 'biohicl-small'
const tiny = 'tiny-mpnet'
const work = mkdtempSync(join(tmpdir(), 'biohicl-models-'))
const inWork = (name: string) => join(work, name)

const open = ({ page }: Visit, name: string) => page.goto(page.url().replace(/#.*|$/, `#${name}`))
const button = ({ page }: Visit, name: string) => page.getByRole('button', { name, exact: true })
const item = ({ page }: Visit, name: string) => page.getByRole('article', { name })
const choose = ({ page }: Visit, folder: string) => page.locator('input[type=file]').setInputFiles(folder)
const policyComplaints = ({ complaints }: Visit) =>
  complaints.filter((text) => /Content Security Policy|Trusted/i.test(text))

afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('the page of models', () => {
  let site: Site
  let visit: Visit
  let port: number

  beforeAll(async () => {
    for (const name of ['damaged', 'lacking']) cpSync(tinyMpnetFolder, inWork(name), { recursive: true })
    const weights = join(inWork('damaged'), 'onnx/model_quantized.onnx')
    const bytes = readFileSync(weights)
    bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000)
    writeFileSync(weights, bytes)
    rmSync(join(inWork('lacking'), 'tokenizer.json'))

    site = await startSite(sampleLibraries)
    port = Number(new URL(site.url).port)
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
    await open(visit, 'models')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  it('tells of the model in use what it is, where it runs and how it did', async () => {
    await item(visit, small).waitFor()
    const facts = await item(visit, small).innerText()
    expect(facts).toContain('Reads your questions')
    expect(facts).toMatch(/384/)
    expect(facts).toMatch(/Used by\s+Sample notes/)
    expect(facts).toMatch(/WebAssembly, \d+ threads?\. WebAssembly was asked for\./)
    expect(facts).toMatch(/passed: 4 known texts, smallest cosine 0\.99\d\d \(at least 0\.98 needed\)/)
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('refuses a folder that is none, that lacks a file, or with another byte in it', async () => {
    const alert = visit.page.getByRole('alert')
    await choose(visit, 'samples')
    await alert.filter({ hasText: '“samples” is no model folder' }).waitFor()
    await choose(visit, inWork('lacking'))
    await alert.filter({ hasText: 'A file is missing' }).waitFor()
    await visit.page.getByText('Technical details').click()
    await visit.page.getByText(/lacking has no file tokenizer\.json/).waitFor()
    await choose(visit, inWork('damaged'))
    await alert.filter({ hasText: 'A file is not what model.json says of it' }).waitFor()
    expect(await visit.page.getByRole('article').count()).toBe(1)
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('imports a converted model, tests it and lists it', async () => {
    await choose(visit, tinyMpnetFolder)
    await item(visit, tiny)
      .getByText(/passed: \d known texts/)
      .waitFor()
    const facts = await item(visit, tiny).innerText()
    expect(facts).toMatch(/Used by\s+no library here/)
    expect(facts).toMatch(/WebAssembly, \d+ thread/)
    expect(facts).not.toContain('Reads your questions')
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('runs the self-test of the model in use again, and goes on searching with it', async () => {
    await button(visit, `Run self-test of ${small}`).click()
    await visit.page
      .getByRole('status')
      .filter({ hasText: 'Self-test passed' })
      .waitFor({ state: 'attached' })
    await open(visit, '')
    expect((await ask(visit.page, question)).slice(0, 3)).toContain(answer)
    await open(visit, 'models')
  })

  it('finds damage in what is stored, and importing the folder again mends it', async () => {
    await button(visit, `Check ${tiny}`).click()
    await item(visit, tiny).getByText('Checked: every file is what its model.json says.').waitFor()
    await flipStoredBit(visit.page, 'onnx/model_quantized.onnx', `encoder/${tiny}@`)
    await button(visit, `Check ${tiny}`).click()
    await item(visit, tiny).getByText('1 damaged piece in onnx/model_quantized.onnx.').waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await choose(visit, tinyMpnetFolder)
    await item(visit, tiny)
      .getByText(/damaged/)
      .waitFor({ state: 'detached' })
    await button(visit, `Check ${tiny}`).click()
    await item(visit, tiny).getByText('Checked: every file is what its model.json says.').waitFor()
  })

  it('removes a model that no library needs, and refuses one that is needed and cannot be had again', async () => {
    await button(visit, `Remove ${tiny}`).click()
    const dialog = visit.page.getByRole('dialog', { name: `Remove ${tiny}?` })
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await item(visit, tiny).waitFor({ state: 'detached' })
    expect(await visit.page.locator(':focus').innerText()).toBe('Models')

    await site.stop()
    await button(visit, `Remove ${small}`).click()
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await visit.page
      .getByRole('alert')
      .filter({ hasText: `“Sample notes” needs ${small}, and no other copy of it can be found` })
      .waitFor()
    expect(await item(visit, small).count()).toBe(1)
    site = await startSite(sampleLibraries, 'models', port)
  })

  it('removes one that is needed where the site has it, and it comes back when the library is opened', async () => {
    await button(visit, `Remove ${small}`).click()
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await item(visit, small).waitFor({ state: 'detached' })
    await visit.page.getByText(/“Sample notes” can be searched by its words only/).waitFor()
    await visit.page.reload()
    await visit.page.locator('body[data-encoder=ready]').waitFor({ timeout: 170_000 })
    await item(visit, small).waitFor()
  })

  it('never broke the site’s policy', () => {
    expect(policyComplaints(visit)).toEqual([])
  })
})

describe('a library without its model, on a site that has neither', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    mkdirSync(inWork('nothing'))
    await exportLibrary(
      { folder: join(sampleLibraries, 'sample-notes'), out: inWork('notes.biohicl'), hasEncoder: false },
      { out() {}, progress() {}, now: () => 0, signal: new AbortController().signal },
    )
    site = await startSite(inWork('nothing'))
    visit = await startVisit({ isDark: true, width: 390, height: 844 })
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'needs-library')
    await choose(visit, inWork('notes.biohicl'))
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  it('is searched by words until the folder of its model is imported, and by meaning from then on', async () => {
    await waitForPhase(visit.page, 'ready')
    await visit.page.getByRole('link', { name: 'Or import its model' }).click()
    await visit.page.getByText(/“Sample notes” can be searched by its words only/).waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await choose(visit, join('models', small))
    await visit.page.locator('body[data-encoder=ready]').waitFor({ timeout: 170_000 })
    await item(visit, small).getByText('Reads your questions').waitFor()
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await open(visit, '')
    expect((await ask(visit.page, question)).slice(0, 3)).toContain(answer)
  })
})
