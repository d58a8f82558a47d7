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
} from './site.ts'

describe('map, headings, dial and commands', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  const heading = (name: string) => visit.page.getByRole('heading', { name, exact: true })
  const listed = () => visit.page.locator('article[data-record-id]')
  const goTo = (page: string) =>
    visit.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: page }).click()

  it('the map rings the results, and its tables say the same', async () => {
    const found = await ask(visit.page, 'heart failure')
    await goTo('Map')
    const table = visit.page.getByRole('region', { name: 'Results on the map' })
    await table.getByRole('row').nth(found.length).waitFor()
    expect(await table.getByRole('row').count()).toBe(found.length + 1)
    await visit.page.getByRole('application', { name: /^Map of Sample notes/ }).waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('colours one branch alone, with how many records it has', async () => {
    const branches = visit.page.getByRole('radiogroup', { name: 'Branches of MeSH' })
    const diseases = branches.getByRole('radio', { name: /^Diseases/ })
    await branches.getByText('Diseases').click()
    expect(await diseases.isChecked()).toBe(true)
    await branches.getByText('All', { exact: true }).click()
    expect(await diseases.isChecked()).toBe(false)
  })

  it('names the record under the pointer, with its branch in words', async () => {
    const map = visit.page.getByRole('application')
    const box = await map.boundingBox()
    if (!box) throw new Error('The map is not on the page.')
    let step = 0
    /** The next point of a grid: somewhere a record is met. */
    const caption = async () => {
      const [x, y] = [0.25 + (step % 20) / 40, 0.25 + (Math.floor(step / 20) % 20) / 40]
      step++
      await visit.page.mouse.move(box.x + box.width * x, box.y + box.height * y)
      return map.locator('xpath=following-sibling::p').innerText()
    }
    await expect
      .poll(caption, { interval: 10, timeout: 20_000 })
      .toMatch(/. · (Diseases|Chemicals and Drugs|Health Care)$/)
  })

  it('a line drawn around records keeps the search to them, until its chip is taken away', async () => {
    await visit.page.getByRole('button', { name: 'Draw around records' }).click()
    const map = visit.page.getByRole('application')
    const box = await map.boundingBox()
    if (!box) throw new Error('The map is not on the page.')
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
    await visit.page.mouse.move(...at(0.02, 0.02))
    await visit.page.mouse.down()
    for (const [x, y] of [
      [0.5, 0.02],
      [0.5, 0.98],
      [0.02, 0.98],
    ] as const)
      await visit.page.mouse.move(...at(x, y), { steps: 5 })
    await visit.page.mouse.up()
    const within = visit.page.getByRole('button', { name: /^Search within these \d+$/ })
    const count = Number(/\d+/.exec(await within.innerText())?.[0])
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(165)
    await visit.page.getByRole('region', { name: 'Inside the line' }).waitFor()
    await within.click()
    const chip = visit.page.getByRole('button', { name: `Chosen on the map (${count})` })
    await chip.waitFor()
    await visit.page.getByRole('heading', { name: `of ${count} that match` }).waitFor()
    await chip.click()
    await chip.waitFor({ state: 'detached' })
  })

  it('the page of a heading tells where it stands, and searches within its records', async () => {
    const [pmid] = await ask(visit.page, 'heart failure')
    await visit.page.locator(`article[data-record-id="${pmid}"] h3 button`).click()
    await visit.page.getByRole('link', { name: 'about Heart Failure', exact: true }).click()
    await heading('Heart Failure').waitFor()
    expect(await visit.page.locator('[data-tree-number="C14.280.434"]').innerText()).toContain(
      'Cardiovascular Diseases',
    )
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await visit.page.getByRole('link', { name: 'Heart Diseases' }).click()
    await heading('Heart Diseases').waitFor()
    await visit.page.getByRole('list').getByRole('link', { name: 'Heart Failure' }).click()
    await heading('Heart Failure').waitFor()
    await visit.page.getByRole('button', { name: 'Search within these records' }).click()
    await visit.page.getByRole('button', { name: 'Remove filter: Heart Failure' }).waitFor()
    await listed().first().waitFor()
  })

  it('where a heading leaves few records, the one above it is proposed', async () => {
    const instead = visit.page.getByRole('button', { name: '“Heart Diseases” instead of “Heart Failure”' })
    await instead.click()
    await visit.page.getByRole('button', { name: 'Remove filter: Heart Diseases' }).click()
  })

  it('an unknown heading says so', async () => {
    await visit.page.goto(`${site.url}?backend=wasm#heading/D999999`)
    await visit.page.getByText('has no heading “D999999”').waitFor()
  })

  it('the dial along MeSH says which headings count and how much', async () => {
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
    await ask(visit.page, 'breathless at night with heart failure')
    const dial = visit.page.getByRole('slider', { name: 'Along MeSH' })
    expect(await dial.getAttribute('aria-valuetext')).toBe('off')
    await dial.fill('3')
    await visit.page
      .getByText(/^30 % of the score: whether a record stands at or below .*Heart Diseases/)
      .waitFor()
    expect(await dial.getAttribute('aria-valuetext')).toBe('wider')
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await dial.fill('0')
  })

  it('the palette finds a command by typing, and the focus comes back where it was', async () => {
    await searchBox(visit.page).focus()
    await visit.page.keyboard.press('Control+k')
    const palette = visit.page.getByRole('dialog', { name: 'Commands' })
    await palette.getByRole('menuitem').first().waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await visit.page.keyboard.type('rank by words')
    await palette.getByRole('menuitem', { name: 'Rank by words' }).waitFor()
    await visit.page.keyboard.press('ArrowDown')
    await visit.page.keyboard.press('Enter')
    await palette.waitFor({ state: 'detached' })
    await visit.page.getByText(/that match the words of/).waitFor()
    await visit.page.keyboard.press('Control+k')
    await palette.waitFor()
    await visit.page.keyboard.press('Escape')
    await palette.waitFor({ state: 'detached' })
    expect(await searchBox(visit.page).evaluate((field) => field === document.activeElement)).toBe(true)
  })

  it('nothing of it breaks the site’s policy', () => {
    expect(visit.complaints).toEqual([])
  })
})
