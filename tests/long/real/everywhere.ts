import { expect, it } from 'vitest'
import { accessibilityProblems, ask, searchBox } from '../../e2e/site.ts'
import { formatted, goTo, question, type Opened } from './visit.ts'

export function testEverywhere(opened: Opened): void {
  const reader = () => opened().page.getByRole('region', { name: 'Record', exact: true })
  const isFocused = (selector: string) =>
    opened()
      .page.locator(selector)
      .evaluate((element) => element === document.activeElement)

  it('without a mouse, from the question to the record and back, with all keys told', async () => {
    const { page, list } = opened()
    await goTo(page, 'Search')
    const [first = '', second = ''] = await ask(page, question)
    await page.getByRole('status').getByText(`10 results for “${question}”`).waitFor({ state: 'attached' })
    await searchBox(page).press('ArrowDown')
    await page.keyboard.press('j')
    const title = `article[data-record-id="${second}"] h3 button`
    expect(await isFocused(title)).toBe(true)
    await page.keyboard.press('Enter')
    await reader().waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await reader().waitFor({ state: 'detached' })
    expect(await isFocused(title)).toBe(true)
    await page.keyboard.press('k')
    expect(await isFocused(`article[data-record-id="${first}"] h3 button`)).toBe(true)
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keyboard' })
    await keys.waitFor()
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    expect(await searchBox(page).evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await list.pmids()).toHaveLength(10)
  })

  it('in another language, in the dark and on a phone, with nothing that axe finds', async () => {
    const { page } = opened()
    await page.getByRole('combobox', { name: 'Language of the page' }).selectOption('de')
    await page.locator('#results-title', { hasText: '10 Einträge' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('de')
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('combobox', { name: 'Sprache der Seite' }).selectOption('en')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: /^Filters/ }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await accessibilityProblems(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it('with its model, which was tested, and what it takes here', async () => {
    const { page, real } = opened()
    await page.evaluate(() => (location.hash = 'models'))
    const model = page.getByRole('article', { name: 'biohicl-small' })
    await model.waitFor()
    const facts = await model.innerText()
    expect(facts).toContain('Reads your questions')
    expect(facts).toMatch(/Used by\s+PubMed starter library/)
    expect(facts).toMatch(/passed: 4 known texts, smallest cosine 0\.99/)
    expect(await accessibilityProblems(page)).toEqual([])

    await page.evaluate(() => (location.hash = 'benchmark'))
    await page.getByRole('button', { name: 'Measure' }).click()
    const table = page.getByRole('table')
    await table.waitFor({ timeout: 170_000 })
    expect(await table.innerText()).toMatch(
      /By meaning, approximate \(HNSW\)\s+median [\d.]+ ms.* \(30 runs\)/,
    )
    expect(await page.locator('main').innerText()).toContain(formatted(real.records.length))
    await goTo(page, 'Search') // the browser takes a minute to tell of its memory
  })
}
