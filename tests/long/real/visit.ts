import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { PubmedRecord } from '../../../src/core/record.ts'
import type { Visit } from '../../e2e/site.ts'
import type { ListPage } from './listPage.ts'
import type { RealRecords } from './records.ts'
import type { RealVectors } from './vectors.ts'

/** The page on the real library, and what it is held against. */
export interface RealVisit {
  visit: Visit
  page: Page
  list: ListPage
  real: RealRecords
  vectors: RealVectors
}

/** Asked in each test, as the page is opened once, before the first of them. */
export type Opened = () => RealVisit

/** Between a cosine of onnxruntime-web and one of onnxruntime-node, both over int8. */
export const tolerance = 0.02

export const question = 'What relieves an attack of migraine at home?'

export const chooseMode = (page: Page, name: 'Both' | 'Meaning' | 'Words') =>
  page.getByRole('radio', { name, exact: true }).check({ force: true })

/** Puts text into the box that finds headings, and takes the first that it offers. */
export async function chooseHeading(page: Page, term: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'MeSH heading' }).fill(term)
  await page.getByRole('option', { name }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

export const goTo = (page: Page, name: string) =>
  page.getByRole('link', { name, exact: true }).first().click()

/** The score by which a list of both goes. */
export const together = ({ meaning = 0, words = 0 }) => (meaning + words) / 2

export const textOf = ({ title, abstract }: PubmedRecord) =>
  [title, ...abstract.map(({ text }) => text)].join(' ')

/** As the page writes numbers. */
export const formatted = (count: number) => count.toLocaleString('en')

export function expectFalling(values: number[]): void {
  expect(values.length).toBeGreaterThan(1)
  expect(values).toEqual(values.toSorted((a, b) => b - a))
}
