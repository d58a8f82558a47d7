import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCatalogue, type CatalogueEntry } from '../../src/core/catalogue.ts'
import { toBundleKey } from '../../src/engine/bundle.ts'
import { sampleLibraries } from '../globalSetup.ts'
import { ask, startSite, startVisit, waitForPhase, type Site, type Visit } from './site.ts'

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
  async function offer(id: string, changes: Record<string, string>): Promise<void> {
    const folder = join(libraries, id)
    if (id !== 'sample-notes') cpSync(join(libraries, 'sample-notes'), folder, { recursive: true })
    const path = join(folder, 'manifest.json')
    const manifest = { ...(JSON.parse(readFileSync(path, 'utf8')) as object), id, ...changes }
    writeFileSync(path, JSON.stringify(manifest))
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
})
