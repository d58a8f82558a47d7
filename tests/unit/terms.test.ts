import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toTerms } from '../../src/core/text/terms.ts'

/** Whether every way of writing has a term in common with the first. */
function shareATerm(...ways: string[]): boolean {
  const [first = [], ...others] = ways.map(toTerms)
  return others.every((terms) => terms.some((term) => first.includes(term) && term.length > 1))
}

describe('terms of a text', () => {
  it.each([
    ['IL-6', 'il 6 il6'],
    ['IL6', 'il6'],
    ['TNF-α', 'tnf alpha tnfalpha'],
    ['TNFα', 'tnf alpha tnfalpha'],
    ['TNF–alpha', 'tnf alpha tnfalpha'],
    ['β2-microglobulin', 'beta 2 microglobulin beta2microglobulin'],
    ['10mg', '10mg 10 mg'],
    ['5 µg', '5 ug'],
    ['5 μg', '5 ug'],
    ['μ-opioid', 'mu opioid muopioid'],
    ['0·05', '0.05'],
    ['p<0.001', 'p 0.001'],
    ['1,000 or 12,34', '1000 12 34'],
    ['CO₂', 'co2'],
    ['mg/kg', 'mg kg'],
    ['naïve Sjögren', 'naiv sjogren'],
    ['Crohn’s patients’', 'crohn patient'],
    ['the effects of diets', 'effect diet'],
    ['心不全 и кровь', '心不全 и кровь'],
    ['αβγ', 'αβγ'],
    ['- … ()', ''],
    ['', ''],
  ])('%s → %s', (text, terms) => {
    expect(toTerms(text).join(' ')).toBe(terms)
  })

  it.each([
    [['IL-6', 'IL6', 'il-6', 'IL‑6']],
    [['TNF-α', 'TNFα', 'TNF-alpha', 'TNF alpha', 'tnf-Α']],
    [['10mg', '10 mg', '10-mg']],
    [['meta-analysis', 'metaanalysis', 'meta-analyses']],
    [['café', 'cafe', 'cafe\u0301']],
  ])('%j are found by each other’s terms', (ways) => {
    expect(shareATerm(...ways)).toBe(true)
  })

  it('are the same for a text read twice, and hold no space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const terms = toTerms(text)
        expect(toTerms(text)).toEqual(terms)
        for (const term of terms) expect(term).toMatch(/^\S+$/)
      }),
    )
  })
})
