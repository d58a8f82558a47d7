import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCatalogue } from '../../src/core/catalogue.ts'
import { parseManifest } from '../../src/core/pack/manifest.ts'
import { createEutils } from '../fixtures/eutils.ts'
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

const notes = 'samples/notes.jsonl'
/** One that shares no word with the title it is about. */
const question =
  'How can we stop people with a weak heart bouncing back to the ward soon after they are sent home?'
const answer = '900000001'

const linesOf = (count: number) => readFileSync(notes, 'utf8').split('\n').slice(0, count).join('\n')

const button = ({ page }: Visit, name: string | RegExp) => page.getByRole('button', { name })
const dialog = ({ page }: Visit) => page.getByRole('dialog', { name: 'New library' })
/** Two files, one of which repeats records of the other. */
const chooseNotes = (visit: Visit, work: string) => chooseFiles(visit, notes, join(work, 'doubled.jsonl'))
const chooseFiles = (visit: Visit, ...paths: string[]) =>
  dialog(visit).locator('input[type=file]').setInputFiles(paths)
const heading = (visit: Visit, name: string, timeout = 60_000) =>
  dialog(visit).getByRole('heading', { name }).waitFor({ timeout })
const policyComplaints = ({ complaints }: Visit) =>
  complaints.filter((text) => /Content Security Policy|Trusted|allowlist/i.test(text))

async function openWindow(visit: Visit): Promise<void> {
  await visit.page.getByRole('link', { name: 'Libraries', exact: true }).click()
  await button(visit, 'New library').click()
}

/** Saves the library as a file, by the page. */
async function save(visit: Visit, title: string, path: string): Promise<Buffer> {
  await visit.page.goto(visit.page.url().replace(/#.*|$/, '#libraries'))
  const downloading = visit.page.waitForEvent('download')
  await button(visit, new RegExp(`^Save .*\\b${title}`)).click()
  await (await downloading).saveAs(path)
  return readFileSync(path)
}

/** How much is kept of a library that is being made: entries of each kind. */
function countKept({ page }: Visit): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const opening = indexedDB.open('biohicl-draft')
        opening.onerror = () => reject(new Error('The database does not open.'))
        opening.onsuccess = () => {
          const db = opening.result
          const names = Array.from(db.objectStoreNames)
          const transaction = db.transaction(names)
          const counts = names.map((name) => transaction.objectStore(name).count())
          transaction.oncomplete = () => {
            db.close()
            resolve(counts.map(({ result }) => result))
          }
        }
      }),
  )
}

describe('a library of one’s own', { timeout: 300_000 }, () => {
  const work = mkdtempSync(join(tmpdir(), 'biohicl-own-'))
  let site: Site
  let visit: Visit
  let uninterrupted: Buffer

  const records = ['Green tea and sleep.', 'Black tea and sleep.', 'Coffee and sleep.'].map((title, n) => ({
    ...{ pmid: String(n + 1), title, entryDay: `2020/01/0${n + 1}` },
  }))
  const eutils = createEutils(records, Date.now)

  beforeAll(async () => {
    writeFileSync(join(work, 'doubled.jsonl'), linesOf(2))
    writeFileSync(join(work, 'few.jsonl'), linesOf(30))
    site = await startSite(sampleLibraries)
    visit = await startVisit()
    // Where the page asks NLM, the records of this test answer.
    await visit.context.route('https://eutils.ncbi.nlm.nih.gov/**', (route) => {
      const { status, headers, body } = eutils.answer(route.request().url())
      return route.fulfill({ status, headers: { ...headers, 'Access-Control-Allow-Origin': '*' }, body })
    })
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    rmSync(work, { recursive: true, force: true })
  })

  it('is not made of a file that cannot be read, and says why', async () => {
    await openWindow(visit)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    const alert = dialog(visit).getByRole('alert')
    await chooseFiles(visit, 'README.md')
    await alert.filter({ hasText: 'README.md is of no kind that is read' }).waitFor()
    const cut = join(work, 'cut.jsonl')
    writeFileSync(cut, readFileSync(notes, 'utf8').slice(0, 5000))
    await chooseFiles(visit, cut)
    await alert.filter({ hasText: 'cut.jsonl: line' }).waitFor()
    expect(await alert.innerText()).toMatch(/in the middle of a record/)
    expect(await countKept(visit)).toEqual([0, 0, 0, 0])
  })

  it('of a table asks what its columns hold, and has what the user says', async () => {
    const table = join(work, 'table.csv')
    writeFileSync(table, 'Number;Title;Summary\n901;Tea for sleep;Nothing wakes like it.\n')
    await chooseFiles(visit, table)
    await heading(visit, 'What do the columns hold?')
    const column = (name: string) => dialog(visit).getByRole('combobox', { name, exact: true })
    expect(await column('Title').inputValue()).toBe('Title')
    expect(await accessibilityProblems(visit.page)).toEqual([])

    await button(visit, 'Read the records').click() // not without a column of PMIDs
    await heading(visit, 'What do the columns hold?')
    await column('PMID (needed)').selectOption('Number')
    await column('Abstract').selectOption('Summary')
    await button(visit, 'Read the records').click()
    await heading(visit, 'What it will take')
    expect(await dialog(visit).innerText()).toMatch(/Records\s+1 record\b/)
    await button(visit, 'Cancel').click()
    await heading(visit, 'Where do the records come from?')
  })

  it('of files says what it will take before it begins', async () => {
    await chooseNotes(visit, work)
    await heading(visit, 'What it will take')
    await dialog(visit)
      .getByText(/about \d+ s on this device/)
      .waitFor()
    const facts = await dialog(visit).innerText()
    expect(facts).toMatch(/Records\s+\d+ records/)
    expect(facts).toMatch(/2 that came twice/)
    expect(facts).toMatch(/Size\s+about [\d.]+ (kB|MB)/)
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('is made while one goes on searching, and waits to be opened', async () => {
    await dialog(visit).getByLabel('Title').fill('Notes')
    await button(visit, 'Make the library').click()
    await dialog(visit).getByText(/left$/).waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await button(visit, 'Make it in the background').click()
    await visit.page.getByRole('link', { name: 'Search', exact: true }).click()
    expect((await ask(visit.page, question)).slice(0, 3)).toContain(answer)
    await visit.page.getByText('“Notes” is being made.').waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await visit.page.getByText('“Notes” is ready.').waitFor({ timeout: 120_000 })
    await button(visit, 'Search in it').click()
    await visit.page.getByText(/^Notes · 1\d\d records/).waitFor()
    await waitForPhase(visit.page, 'ready')
    expect((await ask(visit.page, question)).slice(0, 3)).toContain(answer)
    expect(await countKept(visit)).toEqual([0, 0, 0, 0])
  })

  it('holds what the command line makes of the same records', async () => {
    uninterrupted = await save(visit, 'Notes', join(work, 'uninterrupted.biohicl'))
    const built = parseManifest(readFileSync(join(sampleLibraries, 'sample-notes', 'manifest.json'), 'utf8'))
    const same = ['records.blocks', 'pmids.u32', 'text.postings', 'facets.postings', 'mesh.tsv']
    for (const { name, sha256 } of built.files.filter((file) => same.includes(file.name)))
      expect(uninterrupted.includes(`"name":"${name}","sha256":"${sha256}"`), name).toBe(true)
  })

  it('goes on after a reload in the middle, and has the same bytes', async () => {
    await button(visit, 'Remove Notes').click()
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await button(visit, 'Remove Notes').waitFor({ state: 'detached' })
    await waitForPhase(visit.page, 'ready')
    await button(visit, 'New library').click()
    await chooseNotes(visit, work)
    await dialog(visit).getByLabel('Title').fill('Notes')
    await button(visit, 'Make the library').click()
    await dialog(visit).getByText(/left$/).waitFor()
    await visit.page.reload()
    await visit.page.getByText('“Notes” is not finished.').waitFor()
    await button(visit, /^Show$/).click()
    await button(visit, 'Go on').click()
    await heading(visit, 'The library is ready', 120_000)
    await button(visit, 'Search in it').click()
    await waitForPhase(visit.page, 'ready')
    expect((await save(visit, 'Notes', join(work, 'resumed.biohicl'))).equals(uninterrupted)).toBe(true)
  })

  it('leaves nothing when it is paused and then cancelled', async () => {
    await button(visit, 'New library').click()
    await chooseFiles(visit, notes)
    await button(visit, 'Make the library').click()
    await dialog(visit).getByText(/left$/).waitFor()
    await button(visit, 'Pause').click()
    await heading(visit, 'Paused')
    expect((await countKept(visit)).every((count) => count === 0)).toBe(false)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await button(visit, 'Cancel and remove').click()
    await button(visit, /^Remove$/)
      .last()
      .click()
    await heading(visit, 'Where do the records come from?')
    await expect.poll(() => countKept(visit)).toEqual([0, 0, 0, 0])
    await button(visit, 'Close').click()
  })

  it('of a PubMed search shows how PubMed reads it before anything is fetched', async () => {
    await button(visit, 'New library').click()
    await dialog(visit).getByLabel('Search', { exact: true }).fill('[oops')
    await button(visit, 'Ask PubMed').click()
    await dialog(visit).getByRole('alert').filter({ hasText: 'PubMed refuses the search' }).waitFor()
    await dialog(visit).getByLabel('Search', { exact: true }).fill('tea sleep')
    await dialog(visit)
      .getByLabel(/e-mail/)
      .fill('reader@example.org')
    await button(visit, 'Ask PubMed').click()
    await heading(visit, 'What PubMed has found')
    expect(await dialog(visit).innerText()).toContain('"tea"[All Fields] AND "sleep"[All Fields]')
    expect(await accessibilityProblems(visit.page)).toEqual([])
    expect(eutils.urls.some((url) => url.includes('&id='))).toBe(false)
    expect(eutils.urls.at(-1)).toMatch(/tool=biohicl-search&email=reader%40example\.org/)
  })

  it('of a PubMed search goes on after a reload, and is searched', async () => {
    await visit.page.reload()
    await visit.page.getByText('A new library waits for its records to be fetched.').waitFor()
    await button(visit, /^Show$/).click()
    await button(visit, 'Fetch 2 records').click()
    await heading(visit, 'What it will take')
    await button(visit, 'Make the library').click()
    await heading(visit, 'The library is ready')
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await button(visit, 'Search in it').click()
    await waitForPhase(visit.page, 'ready')
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
    expect((await ask(visit.page, 'green tea')).slice(0, 2).toSorted()).toEqual(['1', '2'])
    // R8: its records have no date, those of the other library one of more than a year ago.
    const old = visit.page.getByText('What has been published since is not in it.')
    expect(await old.innerText()).toMatch(/^“Notes” is of 4 Mar 2025\./)
  })

  it('never broke the site’s policy', () => {
    expect(policyComplaints(visit)).toEqual([])
  })

  it('is made where there is no library yet, on a phone, with the encoder of the site alone', async () => {
    const offered = join(work, 'offered')
    cpSync(sampleLibraries, offered, { recursive: true })
    const { libraries } = parseCatalogue(readFileSync(join(offered, 'catalogue.json'), 'utf8'))
    writeFileSync(join(offered, 'catalogue.json'), JSON.stringify({ libraries })) // none is installed by itself
    const firstSite = await startSite(offered)
    const first = await startVisit({ isDark: true, width: 390, height: 844 })
    await first.page.goto(`${firstSite.url}?backend=wasm`)
    await waitForPhase(first.page, 'needs-library')
    await button(first, 'New library').click()
    expect(await accessibilityProblems(first.page)).toEqual([])
    await chooseFiles(first, join(work, 'few.jsonl'))
    await button(first, 'Make the library').click({ timeout: 120_000 })
    expect(await first.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await heading(first, 'The library is ready')
    await button(first, 'Search in it').click()
    expect(await waitForPhase(first.page, 'ready', 'failed')).toBe('ready')
    expect((await ask(first.page, question)).slice(0, 3)).toContain(answer)
    expect(firstSite.requests.filter((path) => path.startsWith('/libraries/'))).toSatisfy((paths: string[]) =>
      paths.every((path) => path.endsWith('/catalogue.json')),
    )
    expect(policyComplaints(first)).toEqual([])
    await first.close()
    await firstSite.stop()
  })
})
