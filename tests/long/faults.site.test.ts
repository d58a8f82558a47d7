import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toBytes } from '../../src/core/bytes.ts'
import { toFileEntry } from '../../src/engine/bundle.ts'
import type { Manifest } from '../../src/core/pack/manifest.ts'
import { sampleLibraries } from '../globalSetup.ts'
import {
  accessibilityProblems,
  ask,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from '../e2e/site.ts'

/** Every case damages a copy of the sample notes and looks at what a first visitor is told. */
describe('a damaged site', () => {
  let libraries: string
  let visit: Visit
  let site: Site | undefined

  beforeEach(async () => {
    libraries = mkdtempSync(join(tmpdir(), 'biohicl-site-'))
    cpSync(sampleLibraries, libraries, { recursive: true })
    visit = await startVisit()
  })
  afterEach(async () => {
    await visit.close()
    await site?.stop()
    rmSync(libraries, { recursive: true, force: true })
  })

  const inPack = (name: string) => join(libraries, 'sample-notes', name)

  async function visitSite(models?: string): Promise<string> {
    site = await startSite(libraries, models)
    await visit.page.goto(`${site.url}?backend=wasm`)
    return waitForPhase(visit.page, 'ready', 'failed', 'needs-library')
  }

  /** Puts other bytes into a file and corrects its hashes: what is wrong must be found by looking at it. */
  async function replaceFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    writeFileSync(inPack(name), bytes)
    const manifest = JSON.parse(readFileSync(inPack('manifest.json'), 'utf8')) as Manifest
    const entry = await toFileEntry(name, bytes)
    manifest.files = manifest.files.map((file) => (file.name === name ? entry : file))
    writeFileSync(inPack('manifest.json'), JSON.stringify(manifest))
  }

  it('R6, F31: refuses a library with one flipped byte, in words, and installs it once the byte is right', async () => {
    const path = inPack('vectors.i8')
    const good = readFileSync(path)
    const bad = Buffer.from(good)
    bad.writeUInt8(bad.readUInt8(1000) ^ 1, 1000)
    writeFileSync(path, bad)
    expect(await visitSite()).toBe('failed')
    const words = await visit.page.locator('main').innerText()
    expect(words).toMatch(/damaged/i)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    expect(await visit.page.locator('details').first().textContent()).toContain('chunk 0 of vectors.i8')

    writeFileSync(path, good)
    await visit.page.getByRole('button', { name: 'Try again' }).click()
    expect(await waitForPhase(visit.page, 'ready')).toBe('ready')
    expect(await ask(visit.page, 'what keeps people with a weak heart out of hospital?')).toHaveLength(10)
  })

  it('R28: recognises a web page that came instead of a file', async () => {
    writeFileSync(inPack('manifest.json'), '<!doctype html><title>Please log in</title>')
    expect(await visitSite()).toBe('failed')
    expect(await visit.page.locator('details').first().textContent()).toMatch(/a web page came instead/)
  })

  it.each([
    ['F32: ONNX Runtime’s WebAssembly', '**/assets/*.wasm', '[data-encoder=failed]'],
    ['F32: the search worker', '**/assets/engine-*.js', '[data-phase=failed]'],
  ])(
    '%s, where a network’s login page comes instead, is told in words and had later',
    async (_what, path, state) => {
      site = await startSite(libraries)
      await visit.context.route(path, (route) =>
        route.fulfill({
          status: 200,
          contentType: 'text/html',
          body: '<!doctype html><title>Please log in</title>',
        }),
      )
      await visit.page.goto(`${site.url}?backend=wasm`)
      await visit.page.locator(`body${state}`).waitFor({ timeout: 60_000 })
      await visit.page.getByRole('alert').first().waitFor()
      await visit.context.unroute(path)
      await visit.page.getByRole('button', { name: 'Try again' }).click()
      await waitForPhase(visit.page, 'ready')
      await visit.page.locator('body[data-backend=wasm]').waitFor()
      expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
    },
  )

  it('R3, F55: refuses a library that was made with another encoder, naming both', async () => {
    const manifest = JSON.parse(readFileSync(inPack('manifest.json'), 'utf8')) as Manifest
    manifest.encoder = { id: 'ab'.repeat(32), name: 'another-encoder' }
    writeFileSync(inPack('manifest.json'), JSON.stringify(manifest))
    expect(await visitSite()).toBe('failed')
    const words = (await visit.page.locator('details').first().textContent()) ?? ''
    expect(words).toContain('another-encoder (abababababab…)')
    expect(words).toContain('biohicl-small')
  })

  it('R5: answers exactly, and says so, when the graph names a neighbour that does not exist', async () => {
    const graph = new Uint32Array(new Uint8Array(readFileSync(inPack('graph.hnsw'))).buffer)
    graph[graph.length - 1] = 0x7ffffff0
    await replaceFile('graph.hnsw', toBytes(graph))
    expect(await visitSite()).toBe('ready')
    const found = await ask(
      visit.page,
      'patient says he could hear the surgeons while he was supposed to be asleep',
    )
    expect(found.slice(0, 3)).toContain('900000116')
    expect(await visit.page.getByText(/links to node/).count()).toBeGreaterThan(0)
  })

  it('says how to get a library when the site offers none', async () => {
    rmSync(join(libraries, 'catalogue.json'))
    expect(await visitSite()).toBe('needs-library')
    expect(await visit.page.locator('main').innerText()).toContain('npm run library')
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })
})
