import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCatalogue, type CatalogueEntry } from '../../src/core/catalogue.ts'
import { toBundleKey } from '../../src/engine/bundle.ts'
import { signManifest, type SigningKey } from '../../src/engine/signature.ts'
import { publisher } from '../fakes/signingKey.ts'
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

describe('a site with something new', () => {
  let libraries: string
  let visit: Visit
  let site: Site

  beforeAll(async () => {
    libraries = mkdtempSync(join(tmpdir(), 'biohicl-site-'))
    cpSync(sampleLibraries, libraries, { recursive: true })
    visit = await startVisit()
    site = await startSite(libraries)
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    rmSync(libraries, { recursive: true, force: true })
  })

  /** Puts a copy of the notes, described otherwise, into the site and makes it the default. */
  async function offer(
    id: string,
    changes: { title: string; kind?: 'pubmed'; version?: number },
    signer?: SigningKey,
  ): Promise<void> {
    const folder = join(libraries, id)
    if (id !== 'sample-notes') cpSync(join(libraries, 'sample-notes'), folder, { recursive: true })
    const path = join(folder, 'manifest.json')
    const manifest = { ...(JSON.parse(readFileSync(path, 'utf8')) as object), id, ...changes }
    const text = JSON.stringify(manifest)
    writeFileSync(path, signer ? await signManifest(text, signer) : text)
    const catalogue = parseCatalogue(readFileSync(join(libraries, 'catalogue.json'), 'utf8'))
    const [first] = catalogue.libraries
    if (!first) throw new Error('The sample site has no library.')
    const key = await toBundleKey('library', id, new Uint8Array(readFileSync(path)))
    const entry: CatalogueEntry = { ...first, id, ...changes, key }
    const others = catalogue.libraries.filter((library) => library.id !== id)
    writeFileSync(
      join(libraries, 'catalogue.json'),
      JSON.stringify({ default: id, libraries: [entry, ...others] }),
    )
  }

  it('offers a newer version, which takes the place of the old one', async () => {
    await offer('sample-notes', { title: 'Sample notes, second edition' })
    await visit.page.reload()
    await visit.page.getByRole('button', { name: 'Update library' }).click()
    await visit.page.getByText('Sample notes, second edition').first().waitFor()
    await waitForPhase(visit.page, 'ready')
    expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
  })

  it('offers real records to who has only sample notes', async () => {
    await offer('records', { title: 'Real records', kind: 'pubmed' })
    await visit.page.reload()
    await visit.page.getByRole('button', { name: 'Install Real records' }).click()
    await visit.page.getByText(/^Real records · /).waitFor()
    await waitForPhase(visit.page, 'ready')
    expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
  })

  describe('R11: that is older than what this device knows', () => {
    const real = { title: 'Real records', kind: 'pubmed' } as const
    const item = () => visit.page.locator('main article').filter({ hasText: real.title })
    const press = (name: string | RegExp) => visit.page.getByRole('button', { name }).click()
    const dialog = () => visit.page.getByRole('dialog')
    const offerAnew = async (version: number, signer?: SigningKey) => {
      await offer('records', { ...real, version }, signer)
      await visit.page.reload()
      await waitForPhase(visit.page, 'ready')
    }
    const isVersion = async (version: number) => {
      await item()
        .getByText(new RegExp(`^Version\\s*${version}$`))
        .waitFor()
      await waitForPhase(visit.page, 'ready')
    }

    it('remembers a signed version that was removed, and asks before an older one without a signature', async () => {
      await visit.page.getByRole('link', { name: 'Libraries', exact: true }).click()
      await offerAnew(5, publisher)
      await press(/^Update.*: Real records/)
      await isVersion(5)
      await press('Remove Real records')
      await dialog().getByRole('button', { name: 'Remove' }).click()
      await visit.page.getByRole('button', { name: 'Install Real records' }).waitFor()

      await offerAnew(1)
      await press('Install Real records')
      await dialog().waitFor()
      expect(await dialog().innerText()).toMatch(
        new RegExp(
          `older.*not signed.*Version 1, not signed.*Version 5, signed by.*${publisher.publicKey}`,
          's',
        ),
      )
      expect(await visit.page.locator('dialog :focus').innerText()).toBe('Close')
      expect(await accessibilityProblems(visit.page)).toEqual([])
      if (process.env.BIOHICL_PICTURES)
        await visit.page.screenshot({ path: join(process.env.BIOHICL_PICTURES, 'doubt.png') })
      await visit.page.keyboard.press('Escape')
      await item()
        .getByRole('alert')
        .filter({ hasText: 'It was not installed; nothing has changed.' })
        .waitFor()
      expect(await dialog().count()).toBe(0)
    })

    it('installs it for who wants it all the same, and holds to it from then on', async () => {
      await press('Install Real records')
      await dialog()
        .getByRole('button', { name: 'Install the older version although its signature is missing' })
        .click()
      await isVersion(1)
      await offerAnew(2)
      await press(/^Update.*: Real records/)
      await isVersion(2)
      expect(await dialog().count()).toBe(0)
    })

    it('never asks where a signature is wrong', async () => {
      await offer('records', { ...real, version: 3 }, publisher)
      const path = join(libraries, 'records', 'manifest.json')
      writeFileSync(path, readFileSync(path, 'utf8').replace('"version":3', '"version":4'))
      await visit.page.reload()
      await waitForPhase(visit.page, 'ready')
      await press(/^Update.*: Real records/)
      await item().getByRole('alert').filter({ hasText: 'signature could not be confirmed' }).waitFor()
      expect(await dialog().count()).toBe(0)
      await isVersion(2)
    })
  })
})
