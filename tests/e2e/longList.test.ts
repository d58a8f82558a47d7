import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

const question = 'heart failure'
const notes = 165

describe('a long list', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
    await ask(visit.page, question)
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  const more = () => visit.page.getByRole('button', { name: /^Show more/ })
  const cards = () => visit.page.getByRole('article')
  const pmids = () =>
    cards().evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.recordId ?? ''))
  const focused = () =>
    visit.page.evaluate(
      () => document.activeElement?.closest<HTMLElement>('[data-record-id]')?.dataset.recordId,
    )
  const shownCards = (count: number) =>
    cards()
      .nth(count - 1)
      .waitFor({ state: 'attached' })
  const grown = () => visit.page.locator('button[aria-disabled=true]').waitFor({ state: 'detached' })
  /** Where the window and the last card in it stand. */
  const place = () =>
    visit.page.evaluate(() => [
      scrollY,
      document.querySelectorAll('article[data-record-id]')[9]?.getBoundingClientRect().top,
    ])

  it('goes on below what is read, without a jump, and takes the keyboard along', async () => {
    const first = await pmids()
    expect(first).toHaveLength(10)
    await more().scrollIntoViewIfNeeded()
    const before = await place()
    await more().focus()
    await visit.page.keyboard.press('Enter')
    await shownCards(50)
    await grown()
    const fifty = await pmids()
    expect(fifty.slice(0, 10)).toEqual(first)
    expect(await place()).toEqual(before)
    expect(await focused()).toBe(fifty[10])
  })

  it('to its end, each record once and in the order of the ranks', async () => {
    const fifty = await pmids()
    await more().press('Enter')
    await shownCards(notes)
    await visit.page.getByText('These are all.').waitFor()
    const all = await pmids()
    expect(all.slice(0, 50)).toEqual(fifty)
    expect(new Set(all).size).toBe(notes)
    const ranks = await cards().evaluateAll((items) =>
      items.map((item) => parseInt((item.firstElementChild?.lastChild?.textContent ?? '').trim())),
    )
    expect(ranks).toEqual(Array.from({ length: notes }, (_, at) => at + 1))
    expect(await focused()).toBe(all[50])
    expect(await more().count()).toBe(0)
  })

  it('is one list, whose cards beyond the window can be reached and found', async () => {
    const list = visit.page.locator('ol', { has: cards() })
    expect(await list.locator(':scope > li').count()).toBe(notes)
    const all = await pmids()
    for (let step = 1; step <= 30; step++) await visit.page.keyboard.press(step % 2 ? 'j' : 'ArrowDown')
    expect(await focused()).toBe(all[80])
    await visit.page.keyboard.press('k')
    expect(await focused()).toBe(all[79])
    const card = cards().nth(79)
    const isInWindow = await card.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return bottom > 0 && top < innerHeight
    })
    expect(isInWindow).toBe(true)
    const why = cards().nth(150).getByRole('button', { name: 'Why this result' })
    await why.press('Enter')
    expect(await why.getAttribute('aria-expanded')).toBe('true')
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('looks for the nearest sentences of the records that one has come to', async () => {
    await visit.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await visit.page.waitForFunction(
      (last) =>
        (document.querySelectorAll('article[data-record-id]')[last]?.querySelector('[class*=rest]') ??
          null) !== null,
      notes - 1,
    )
  })

  it('begins anew with the next question, at its top', async () => {
    const scrolled = () => visit.page.evaluate(() => scrollY)
    expect(await ask(visit.page, 'kidney')).toHaveLength(10)
    await visit.page.evaluate(() => scrollTo(0, 1000))
    expect(await scrolled()).toBe(1000)
    await ask(visit.page, 'heart')
    await expect.poll(scrolled).toBe(0)
  })
})
