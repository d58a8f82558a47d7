import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import {
  accessibilityProblems,
  ask,
  searchBox,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from '../e2e/site.ts'

const questions = readFileSync('samples/questions.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { question: string; pmid: string })

describe.each([
  { name: 'wide and light', isDark: false, width: 1280, height: 800 },
  { name: 'narrow and dark', isDark: true, width: 390, height: 844 },
])('the sample notes, $name', ({ isDark, width, height }) => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit({ isDark, width, height })
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  it('are labelled as notes and not as publications', async () => {
    await expect(
      visit.page
        .getByText(/not publications/)
        .first()
        .isVisible(),
    ).resolves.toBe(true)
  })

  it('answer each of 25 questions among the first three', async () => {
    for (const { question, pmid } of questions) {
      expect((await ask(visit.page, question)).slice(0, 3), question).toContain(pmid)
    }
  })

  it('R8: show a retraction beside the title', async () => {
    const { pmid, title } = retractedNote()
    // Not by rank: the notice of the retraction answers to the same words.
    expect(await ask(visit.page, title)).toContain(pmid)
    const card = visit.page.locator(`article[data-record-id="${pmid}"]`)
    await expect(card.getByText('Retracted', { exact: true }).isVisible()).resolves.toBe(true)
  })

  it('say that a longer text was cut', async () => {
    await ask(visit.page, 'fever and cough '.repeat(300).trim())
    expect(await visit.page.locator('main').innerText()).toContain('512 tokens')
  })

  it('do not scroll sideways, and axe finds nothing, with results and with a record open', async () => {
    await ask(visit.page, 'chest pain')
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await visit.page.locator('article[data-record-id]').first().getByRole('button').first().click()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await visit.page.keyboard.press('Escape')
  })

  it('clear the list with the field', async () => {
    await ask(visit.page, 'chest pain')
    await searchBox(visit.page).fill('')
    await visit.page.locator('article[data-record-id]').first().waitFor({ state: 'detached' })
  })
})

function retractedNote(): { pmid: string; title: string } {
  const line = readFileSync('samples/notes.jsonl', 'utf8')
    .split('\n')
    .find((text) => text.includes('"retraction"'))
  return JSON.parse(line ?? '{}') as { pmid: string; title: string }
}
