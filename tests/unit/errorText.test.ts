import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { errors as german } from '../../src/app/messages/de/errors.ts'
import { errors as english } from '../../src/app/messages/en/errors.ts'

// The compiler holds the tables to the type; this reads the source, so that neither can be loosened unseen.
const union = /export type ErrorCode =\n((?: {2}\| .*\n)+)/.exec(
  readFileSync('src/core/errors.ts', 'utf8'),
)?.[1]
const codes = [...(union ?? '').matchAll(/'([a-z-]+)'/g)].map((match) => match[1])

describe.each(Object.entries({ english, german }))('the errors in %s', (_language, errors) => {
  it('have words for every code and for nothing else', () => {
    expect(codes.length).toBeGreaterThan(10)
    expect(Object.keys(errors).sort()).toEqual([...codes].sort())
  })

  it.each(Object.entries(errors))('say of %s what happened, what it means and what to do', (_code, text) => {
    expect(text.title).toMatch(/^\p{Lu}.*[^.]$/u)
    expect(text.explanation).toMatch(/^\p{Lu}.*\.$/u)
    expect(text.action).toMatch(/^\p{Lu}.*\.$/u)
  })

  it('have a title of its own for each code', () => {
    const titles = Object.values(errors).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
  })
})
