import { describe, expect, it } from 'vitest'
import { pages } from '../../src/app/shell/pages.ts'
import { pageAddress, parsePageAddress } from '../../src/app/shell/usePage.ts'

describe('the address of a page', () => {
  it.each(Object.keys(pages))('leads to %s, with and without an argument', (name) => {
    const address = (pageAddress as Record<string, string>)[name] ?? ''
    expect(parsePageAddress(address)).toEqual({ name, argument: undefined })
    expect(parsePageAddress(`${address}/D006333`)).toEqual({ name, argument: 'D006333' })
  })

  it.each([
    '',
    '#',
    '#search',
    '#nowhere',
    '#constructor',
    '#libraries/',
    '#libraries/a/b',
    '#libraries/a b',
  ])('that no page has (%s) is the search’s', (hash) => {
    expect(parsePageAddress(hash)).toEqual({ name: 'search', argument: undefined })
  })
})
