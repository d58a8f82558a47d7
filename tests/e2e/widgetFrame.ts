import axe from 'axe-core'
import type { FrameLocator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** @returns the frame of the widget in a page, ready to be searched in */
export async function openFrame(page: Page, url: string): Promise<FrameLocator> {
  await page.goto(url)
  const shown = page.frameLocator('iframe[src*="widget.html"]').first()
  await shown.locator('body[data-phase=ready]').waitFor()
  return shown
}

export async function askFrame(shown: FrameLocator, text: string): Promise<string[]> {
  await shown.getByRole('searchbox').fill(text)
  await shown.getByRole('searchbox').press('Enter')
  await shown.locator(`body[data-answered=${JSON.stringify(text)}]`).waitFor()
  return idsIn(shown)
}

export function idsIn(shown: FrameLocator): Promise<string[]> {
  return shown
    .locator('article[data-record-id]')
    .evaluateAll((found) => found.map((each) => each.getAttribute('data-record-id') ?? ''))
}

export async function expectNothingForAxe(page: Page): Promise<void> {
  const inner = page.frames().find((each) => each.url().includes('widget.html'))
  await inner?.evaluate(axe.source)
  // As text: what vitest makes of a function does not run over there.
  const found = await inner?.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))',
  )
  expect(found).toEqual([])
}
