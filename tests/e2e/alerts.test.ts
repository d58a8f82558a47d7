import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../src/cli/build.ts'
import { defaultEncoderFolder } from '../../src/cli/defaults.ts'
import { parseCatalogue } from '../../src/core/catalogue.ts'
import { totalBytes } from '../../src/core/pack/files.ts'
import { createFolderStore } from '../../src/platform/node/folderStore.ts'
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

const notes = readFileSync('samples/notes.jsonl', 'utf8').trim().split('\n').slice(0, 20)
const retracted = '900000001'
const added = {
  ...(JSON.parse(notes[0] ?? '') as object),
  pmid: '910000001',
  title: 'Heart failure nurses on horseback.',
}
const withRetraction = notes.map((line) => {
  const note = JSON.parse(line) as { pmid: string }
  const notices = [{ kind: 'retraction', source: 'Sample Notes Cardiol. 2017;47(1):1' }]
  return note.pmid === retracted ? JSON.stringify({ ...note, notices }) : line
})

describe('after an update', () => {
  const libraries = mkdtempSync(join(tmpdir(), 'biohicl-alerts-'))
  let site: Site
  let visit: Visit

  /** Puts an edition of a small library into the site, which has no other. */
  async function offer(version: number, lines: readonly string[]): Promise<void> {
    const file = join(libraries, 'notes.jsonl')
    writeFileSync(file, lines.join('\n'))
    const description = {
      id: 'small',
      title: 'Small notes',
      kind: 'sample-notes',
      licence: 'for tests',
      version,
    } as const
    const out = join(libraries, 'small')
    rmSync(out, { recursive: true, force: true })
    const { files, records } = await build(
      { inputs: [file], out, encoderFolder: defaultEncoderFolder, batchSize: 1, description },
      { out() {}, progress() {}, now: () => performance.now(), signal: new AbortController().signal },
    )
    const [bundle] = await createFolderStore(out, 'library').list()
    const [first] = parseCatalogue(readFileSync(join(sampleLibraries, 'catalogue.json'), 'utf8')).libraries
    const { id, title, kind } = description
    const entry = {
      ...first,
      id,
      title,
      kind,
      version,
      records,
      key: bundle?.key,
      libraryBytes: totalBytes(files),
    }
    writeFileSync(join(libraries, 'catalogue.json'), JSON.stringify({ default: id, libraries: [entry] }))
  }

  beforeAll(async () => {
    await offer(1, notes)
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

  const press = (name: string) => visit.page.getByRole('button', { name, exact: true }).click()

  it('saved searches and records tell what is new and what was retracted, until it was seen', async () => {
    await ask(visit.page, 'heart failure')
    await press('Save this search')
    await visit.page.getByRole('button', { name: 'Search saved' }).waitFor()
    await press('Add all to a collection')
    const dialog = visit.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Heart')
    await dialog.getByRole('button', { name: /^Add \d+ records$/ }).click()
    await visit.page.getByText(/records in “Heart”/).waitFor()

    await visit.page.reload() // nothing is new
    await waitForPhase(visit.page, 'ready')
    await ask(visit.page, 'heart failure')
    await visit.page.getByRole('button', { name: 'Search saved' }).waitFor()
    expect(await visit.page.getByText('The library was updated:').count()).toBe(0)

    await offer(2, [...withRetraction, JSON.stringify(added)])
    await visit.page.reload()
    await visit.page.getByRole('button', { name: 'Update library' }).click()
    await visit.page
      .getByText('The library was updated: 2 of your saved searches and records have news.')
      .waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await visit.page.getByRole('link', { name: 'Look at it' }).click()
    const news = visit.page.getByRole('region', { name: 'News after an update' })
    await news.waitFor()
    expect(await news.innerText()).toMatch(/In “Heart”.*Retraction: Daily weighing/s)
    expect(await news.innerText()).toMatch(/New for “heart failure”.*Heart failure nurses on horseback/s)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await press('I have seen this')
    await news.waitFor({ state: 'detached' })

    await visit.page.getByRole('link', { name: 'Heart', exact: true }).click()
    const item = visit.page.getByRole('article').filter({ hasText: 'Daily weighing' })
    await item.getByText('Retracted').waitFor()
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    await item.getByText('Retracted').waitFor() // kept with it for good
    expect(await visit.page.getByText('The library was updated:').count()).toBe(0)
    expect(visit.complaints).toEqual([])
  })
})
