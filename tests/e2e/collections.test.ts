import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRisParser } from '../../src/core/pubmed/ris.ts'
import { parseAll } from '../fixtures/parseAll.ts'
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

const question = 'patients with a weak heart coming back to hospital'

describe('collections', () => {
  const work = mkdtempSync(join(tmpdir(), 'biohicl-kept-'))
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit()
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    rmSync(work, { recursive: true, force: true })
  })

  const button = (name: string | RegExp) => visit.page.getByRole('button', { name, exact: true })
  const press = (name: string | RegExp) => button(name).click()
  const goTo = (name: string) => visit.page.getByRole('link', { name, exact: true }).first().click()
  const said = (text: string | RegExp) => visit.page.getByText(text).first().waitFor()
  const picture = (name: string) =>
    process.env.BIOHICL_PICTURES &&
    visit.page.screenshot({ path: join(process.env.BIOHICL_PICTURES, `${name}.png`), fullPage: true })

  async function download(start: () => Promise<void>): Promise<{ name: string; text: string }> {
    const downloading = visit.page.waitForEvent('download')
    await start()
    const file = await downloading
    const path = join(work, file.suggestedFilename())
    await file.saveAs(path)
    return { name: file.suggestedFilename(), text: readFileSync(path, 'utf8') }
  }
  const exportAs = (format: string) =>
    download(async () => {
      await press('Export')
      await visit.page.getByRole('menuitem', { name: format, exact: true }).click()
    })

  it('are none at first, and no history is kept', async () => {
    await goTo('Collections')
    await said('No collection yet.')
    expect(await visit.page.getByRole('switch', { name: 'Keep a history of searches' }).isChecked()).toBe(
      false,
    )
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('empty')
  })

  it('take all results but those left out', async () => {
    await goTo('Search')
    const pmids = await ask(visit.page, question)
    await press('Add all to a collection')
    const dialog = visit.page.getByRole('dialog', { name: 'Add to a collection' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Heart & =1+1')
    await dialog.getByRole('checkbox').last().uncheck()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await dialog.getByRole('button', { name: `Add ${pmids.length - 1} records` }).click()
    await said(`${pmids.length - 1} records in “Heart & =1+1”.`)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('tools')
  })

  it('take the record that is read, and say where it is', async () => {
    await visit.page.locator('article[data-record-id] h3 button').last().click()
    await press('Add to a collection')
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Add 1 record' }).click()
    const where = visit.page
      .getByRole('region', { name: 'Record', exact: true })
      .getByText('In “Heart & =1+1”')
    await where.waitFor()
    await press('Remove from “Heart & =1+1”')
    await where.waitFor({ state: 'detached' })
  })

  it('are exported in each format, and their references copied', async () => {
    await goTo('Collections')
    await goTo('Heart & =1+1')
    await visit.page.getByRole('heading', { name: 'Heart & =1+1' }).waitFor()
    const ris = await exportAs('RIS')
    expect(ris.name).toBe('Heart-1-1.ris')
    expect(ris.text.match(/^TY {2}- JOUR/gm)).toHaveLength(9)
    expect(ris.text).toContain('N1  - Sample note, not a publication.')
    // A sample note has no PMID: nothing that reads PMIDs may take its number for one.
    expect(parseAll(createRisParser, ris.text).records).toEqual([])
    for (const [format, ending] of [
      ['NBIB', /\.nbib$/],
      ['BibTeX', /\.bib$/],
      ['CSL-JSON', /\.json$/],
      ['CSV', /\.csv$/],
    ] as const) {
      const file = await exportAs(format)
      expect(file.name).toMatch(ending)
      expect(file.text.length).toBeGreaterThan(1000)
    }
    await press('Export')
    await visit.page.getByRole('menuitem', { name: 'Copy as Vancouver' }).click()
    await said('Copied: 9 records.')
    const references = await visit.page.evaluate(() => navigator.clipboard.readText())
    expect(references.split('\n')).toHaveLength(9)
    expect(references).toMatch(/^1\. .+ \d{4}/)
  })

  it('have notes, which are there after the page is loaded anew', async () => {
    const item = visit.page.getByRole('article').first()
    await item.getByRole('button', { name: /^Add a note/ }).click()
    const note = item.getByRole('textbox', { name: 'Note' })
    await note.fill('Read the methods.')
    await press('Keep the note')
    await said('The note is kept.')
    await visit.page.getByRole('textbox', { name: 'Note to the collection' }).fill('For the review.')
    await press('Keep the note')
    await said('The change is kept.')
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    expect(await note.inputValue()).toBe('Read the methods.')
    expect(await visit.page.getByRole('textbox', { name: 'Note to the collection' }).inputValue()).toBe(
      'For the review.',
    )
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('collection')
    expect((await exportAs('CSV')).text).toContain('Read the methods.')
  })

  it('can be renamed, and lose a record', async () => {
    await press('Rename')
    const dialog = visit.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Heart failure')
    await dialog.getByRole('button', { name: 'Rename' }).click()
    await visit.page.getByRole('heading', { name: 'Heart failure', exact: true }).waitFor()
    await button(/^Remove: /)
      .last()
      .click()
    await said('1 record removed from “Heart failure”.')
    await visit.page.getByRole('article').nth(8).waitFor({ state: 'detached' })
  })

  it('a search is reported with a hash that stays the same', async () => {
    await goTo('Search')
    const report = visit.page.getByRole('region', { name: 'Search report' })
    const hashOf = async () => {
      const pmids = await ask(visit.page, question)
      await goTo('Report')
      await report.waitFor()
      expect(await report.getByRole('listitem').count()).toBe(pmids.length)
      return report.getAttribute('data-result-hash')
    }
    const first = await hashOf()
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(await report.innerText()).toContain(question)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('report')
    const json = await download(() => press('Save as JSON'))
    expect(JSON.parse(json.text)).toMatchObject({
      hash: first,
      inputs: { query: question, mode: 'both', k: 10 },
    })
    await visit.page.reload()
    await waitForPhase(visit.page, 'ready')
    await said('There are no results to report.')
    await goTo('Search')
    expect(await hashOf()).toBe(first)
    await goTo('Search')
    await visit.page.getByRole('radio', { name: 'Words' }).check({ force: true })
    await visit.page.locator('h2', { hasText: 'that match the words of' }).waitFor()
    await goTo('Report')
    await report.waitFor()
    expect(await report.getAttribute('data-result-hash')).not.toBe(first)
  })

  it('searches are saved and asked again; a history is kept only when it was asked for', async () => {
    await goTo('Search')
    await press('Save this search')
    await button('Search saved').waitFor()
    await goTo('Collections')
    await visit.page.getByRole('switch', { name: 'Keep a history of searches' }).focus()
    await visit.page.keyboard.press('Space')
    await said('A history is kept from now on.')
    await press(`Search: ${question}`)
    await ask(visit.page, 'asthma in children')
    await goTo('Collections')
    await button('Search: asthma in children').waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await picture('all')
  })

  it('all of it goes through a file', async () => {
    const whole = await download(() => press('Save as a file'))
    expect(whole.name).toMatch(/^biohicl-kept-\d{4}-\d\d-\d\d\.json$/)
    await press('Forget everything')
    const dialog = visit.page.getByRole('dialog', { name: 'Forget everything?' })
    expect(await dialog.innerText()).toMatch(
      /collections: 1, with 8 records.*saved searches: 1.*history: \d/s,
    )
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Forget', exact: true }).click()
    await said('No collection yet.')
    const input = join(work, 'broken.json')
    writeFileSync(input, whole.text.slice(0, 300))
    const choose = async (path: string) => {
      const choosing = visit.page.waitForEvent('filechooser')
      await press('Add from a file')
      await (await choosing).setFiles(path)
    }
    await choose(input)
    await visit.page.getByRole('alert').filter({ hasText: 'The file cannot be read' }).waitFor()
    await choose(join(work, whole.name))
    await visit.page.getByRole('link', { name: 'Heart failure' }).waitFor()
    await visit.page.getByText('8 records').waitFor()
    expect(await visit.page.getByRole('switch', { name: 'Keep a history of searches' }).isChecked()).toBe(
      false,
    )
  })

  it('forgets the whole site where that is wanted', async () => {
    await press('Forget everything')
    const dialog = visit.page.getByRole('dialog', { name: 'Forget everything?' })
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: 'Forget', exact: true }).click()
    await waitForPhase(visit.page, 'ready', 'needs-library')
    await goTo('Collections')
    await said('No collection yet.')
    // Nothing but what the page has written since, about the library that it installs anew.
    const keys = await visit.page.evaluate(() => Object.keys(localStorage))
    expect(keys.filter((key) => !['library', 'installed', 'opening'].includes(key))).toEqual([])
  })

  it('complains of nothing, and no policy was broken', () => {
    expect(visit.complaints).toEqual([])
  })
})
