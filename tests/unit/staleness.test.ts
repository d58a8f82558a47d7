import { describe, expect, it } from 'vitest'
import { isStale } from '../../src/core/staleness.ts'

const made = { kind: 'pubmed', date: '2026-01-31' } as const
const after = (days: number) => new Date(Date.UTC(2026, 0, 31 + days))

describe('isStale', () => {
  it('tells of a library that is more than a year old', () => {
    expect(isStale(made, after(365))).toBe(false)
    expect(isStale(made, after(366))).toBe(true)
    expect(isStale(made, after(400))).toBe(true)
  })

  it('goes by what the library says of itself', () => {
    expect(isStale({ ...made, staleAfterDays: 30 }, after(31))).toBe(true)
    expect(isStale({ ...made, staleAfterDays: 1000 }, after(400))).toBe(false)
  })

  it('says nothing of sample notes, which are no publications', () => {
    expect(isStale({ ...made, kind: 'sample-notes' }, after(4000))).toBe(false)
  })

  it('says nothing of a library whose records have no date', () => {
    expect(isStale({ ...made, date: '0001-01-01' }, after(0))).toBe(false)
  })

  it('R52, F38: says nothing of a library from the future, where a clock is wrong', () => {
    expect(isStale(made, after(-4000))).toBe(false)
  })
})
