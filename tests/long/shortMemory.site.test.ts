import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseCatalogue } from '../../src/core/catalogue.ts'
import {
  accessibilityProblems,
  ask,
  breakEngine,
  startSite,
  startVisit,
  type Site,
  type Visit,
} from '../e2e/site.ts'
import { tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'
import { sampleLibraries } from '../globalSetup.ts'
import { offerLibrary } from './offerLibrary.ts'

const shortMemory = (mostBytes: number) => `
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65_536 > ${mostBytes}) throw new RangeError('Maximum memory size exceeded')
    return grow.call(this, pages)
  }`
/** Enough for ONNX Runtime and the tiny model, and not for biohicl-small. */
const someBytes = 48 * 2 ** 20

describe('a browser that gives WebAssembly little memory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'biohicl-memory-'))
  const [libraries, models] = [join(folder, 'libraries'), join(folder, 'models')]
  let site: Site
  let visit: Visit

  /** The site's own library is made with biohicl-small, another one with a model of 0.2 MB. */
  beforeAll(async () => {
    await offerLibrary(libraries, {
      file: 'samples/notes.jsonl',
      records: 40,
      encoderFolder: tinyMpnetFolder,
    })
    const tiny = parseCatalogue(readFileSync(join(libraries, 'catalogue.json'), 'utf8')).libraries
    cpSync(sampleLibraries, libraries, { recursive: true })
    const catalogue = parseCatalogue(readFileSync(join(libraries, 'catalogue.json'), 'utf8'))
    const both = { ...catalogue, libraries: [...catalogue.libraries, ...tiny] }
    writeFileSync(join(libraries, 'catalogue.json'), JSON.stringify(both))
    cpSync('models', models, { recursive: true })
    cpSync(tinyMpnetFolder, join(models, 'tiny-mpnet'), { recursive: true })
    site = await startSite(libraries, models)
  })
  beforeEach(async () => {
    visit = await startVisit()
  })
  afterEach(() => visit.close())
  afterAll(async () => {
    await site.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function openByWords(mostBytes: number): Promise<Page> {
    const { page, context } = visit
    await breakEngine(context, shortMemory(mostBytes))
    await page.goto(`${site.url}?backend=wasm`)
    await page.locator('body[data-phase=ready][data-encoder=failed]').waitFor({ timeout: 170_000 })
    await page
      .getByRole('alert')
      .filter({ hasText: 'Searches go by words only. The search model is too large for this device.' })
      .waitFor()
    expect((await ask(page, 'chest pain')).length).toBeGreaterThan(0)
    return page
  }

  it('F44: says so, searches by words, and offers a library with a smaller model', async () => {
    const page = await openByWords(someBytes)
    await page.getByText(/Or search in “Offered library”: its model is smaller \(\d+ kB\)\./).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'Search in “Offered library”' }).click()
    await page.locator('body[data-phase=ready][data-encoder=ready]').waitFor()
    expect(await ask(page, 'chest pain')).toHaveLength(10)
  })

  it('F44: says so too where memory does not grow at all', () => openByWords(0))
})
