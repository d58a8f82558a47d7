import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** A line of the tree of headings as it is shown. */
export interface TreeLine {
  treeNumber: string
  name: string
  count: number
}

/** The list and what stands beside it, read as a user reads them. */
export interface ListPage {
  pmids(): Promise<string[]>
  /** How many match, those beyond the list too. */
  total(): Promise<number>
  /** Waits for the list of so many that match, and for its counts. */
  untilTotal(count: number): Promise<void>
  /** Of each record of the list, in full: the meters have what the numbers beside them are rounded from. */
  scores(): Promise<{ pmid: string; meaning?: number; words?: number }[]>
  /** Makes the list longer until it has so many. */
  showMore(length: number): Promise<void>
  place(treeNumber: string): ReturnType<Page['locator']>
  /** Opens all that stands above a place. */
  expandTo(treeNumber: string): Promise<void>
  treeLines(): Promise<TreeLine[]>
  /** Names and counts of a group of filters, open or not. */
  values(group: string): Promise<[name: string, count: number][]>
  clearFilters(): Promise<void>
}

export function readListPage(page: Page): ListPage {
  const cards = page.locator('article[data-record-id]')
  const tree = page.getByRole('tree', { name: 'MeSH' })
  const place = (treeNumber: string) => tree.locator(`[data-tree-number="${treeNumber}"]`)

  /** Without the question, which may hold numbers. */
  const title = () =>
    page.locator('#results-title').evaluate((element) => {
      const copy = element.cloneNode(true) as Element
      for (const quoted of copy.querySelectorAll('q')) quoted.remove()
      return copy.textContent
    })

  async function total(): Promise<number> {
    const text = await title()
    const number = /of ([\d,]+)/.exec(text)?.[1] ?? /^[\d,]+/.exec(text)?.[0] ?? '0'
    return toNumber(number)
  }

  const pmids = () =>
    cards.evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.recordId ?? ''))

  return {
    pmids,
    total,
    place,
    async untilTotal(count) {
      await expect.poll(total, { timeout: 30_000, interval: 20 }).toBe(count)
      await page.locator('aside[data-counted]').waitFor({ state: 'attached' })
    },
    scores: () =>
      cards.evaluateAll((items) =>
        items.map((item) => {
          const valueOf = (name: string) =>
            item.querySelector<HTMLMeterElement>(`meter[aria-label="${name}"]`)?.value
          const [meaning, words] = [valueOf('Nearness in meaning'), valueOf('Match of words')]
          return {
            pmid: (item as HTMLElement).dataset.recordId ?? '',
            ...(meaning !== undefined && { meaning }),
            ...(words !== undefined && { words }),
          }
        }),
      ),
    async showMore(length) {
      while ((await cards.count()) < length) {
        const before = await cards.count()
        await page.getByRole('button', { name: /^Show more/ }).click()
        await cards.nth(before).waitFor({ state: 'attached' })
        await page.locator('button[aria-disabled=true]').waitFor({ state: 'detached', timeout: 150_000 })
      }
    },
    async expandTo(treeNumber) {
      const parts = treeNumber.split('.')
      const above = [treeNumber.slice(0, 1), ...parts.map((_, at) => parts.slice(0, at + 1).join('.'))]
      for (const number of above.slice(0, -1)) {
        await place(number).focus()
        if ((await place(number).getAttribute('aria-expanded')) === 'false')
          await page.keyboard.press('ArrowRight')
      }
    },
    treeLines: () =>
      tree.getByRole('treeitem').evaluateAll((items) =>
        items.map((item) => ({
          treeNumber: (item as HTMLElement).dataset.treeNumber ?? '',
          name: item.querySelector('label')?.textContent ?? '',
          count: parseInt((item.querySelector('.numbers')?.textContent ?? '').replace(/,/g, '')),
        })),
      ),
    values: (group) =>
      page
        .locator(`ul[aria-label="${group}"] > li`)
        .evaluateAll((items) =>
          items.map((item): [string, number] => [
            item.querySelector('label span span')?.textContent ?? '',
            Number((item.querySelector('.numbers')?.textContent ?? '').replace(/,/g, '')),
          ]),
        ),
    async clearFilters() {
      await page.getByRole('button', { name: 'Clear all' }).click()
      await page.getByRole('list', { name: 'Active filters' }).waitFor({ state: 'detached' })
    },
  }
}

const toNumber = (text: string) => Number(text.replace(/,/g, ''))
