import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexTexts, scoreTexts } from '../../src/core/bm25.ts'
import { toTerms } from '../../src/core/text/terms.ts'

const words = fc.array(fc.constantFrom('gout', 'sepsis', 'kidney', 'uric', 'acid', 'trial'), { maxLength: 8 })
const text = words.map((list) => list.join(' '))
const documents = fc.array(
  fc.tuple(text, text).map(([title, rest]) => ({ title, text: `${title} ${rest}` })),
  { minLength: 1, maxLength: 12 },
)

/** The formula, document by document, from the texts alone. */
function slowScores(list: { title: string; text: string }[], query: string): number[] {
  const weighted = list.map(({ title, text }) => [...toTerms(text), ...toTerms(title), ...toTerms(title)]) // titles count thrice
  const mean = weighted.reduce((sum, terms) => sum + terms.length, 0) / list.length
  const asked = [...new Set(toTerms(query))]
  const idf = (term: string) => {
    const holding = weighted.filter((others) => others.includes(term)).length
    return Math.log(1 + (list.length - holding + 0.5) / (holding + 0.5))
  }
  const most = asked.reduce((sum, term) => sum + idf(term) * 2.2, 0)
  return weighted.map((terms) =>
    asked.reduce((sum, term) => {
      const frequency = terms.filter((other) => other === term).length
      if (frequency === 0) return sum
      const norm = 1.2 * (0.25 + (0.75 * terms.length) / mean)
      return sum + (idf(term) * frequency * 2.2) / (frequency + norm) / most
    }, 0),
  )
}

describe('BM25', () => {
  it('agrees with the formula on any texts', () => {
    fc.assert(
      fc.property(documents, text, (list, query) => {
        const scores = scoreTexts(indexTexts(list), query)
        for (const [row, expected] of slowScores(list, query).entries())
          expect(scores[row]).toBeCloseTo(expected, 5)
      }),
    )
  })

  it('prefers a rare word, a title, and a short text', () => {
    const rank = (query: string, ...texts: [title: string, rest: string][]) => {
      const list = texts.map(([title, rest]) => ({ title, text: `${title} ${rest}` }))
      const scores = scoreTexts(indexTexts(list), query)
      return [...scores.keys()].toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    }
    expect(rank('gout trial', ['', 'a trial'], ['', 'a trial'], ['', 'gout x'])[0]).toBe(2)
    expect(rank('gout', ['kidney', 'gout'], ['gout', 'kidney'])[0]).toBe(1)
    expect(rank('gout', ['', 'gout kidney acid uric'], ['', 'gout'])[0]).toBe(1)
  })

  it('is below 1, near it where a short text is all of the query, and less where the query has more', () => {
    const index = indexTexts([
      { title: 'gout', text: 'gout gout gout gout' },
      { title: '', text: 'sepsis '.repeat(200) },
    ])
    const [alone = 0] = scoreTexts(index, 'gout')
    expect(alone).toBeGreaterThan(0.9)
    expect(alone).toBeLessThan(1)
    expect(scoreTexts(index, 'gout unheard')[0]).toBeLessThan(0.5)
  })

  it('counts a word once however often the query says it, and a frequency up to 255', () => {
    const index = indexTexts([
      { title: '', text: 'gout '.repeat(1000) },
      { title: '', text: 'sepsis' },
    ])
    expect(index.postings.get('gout')?.frequencies).toEqual(Uint8Array.of(255))
    expect(scoreTexts(index, 'gout gout')).toEqual(scoreTexts(index, 'gout'))
  })

  it('is 0 for words that stand nowhere, and for no word', () => {
    const index = indexTexts([{ title: 'Gout', text: 'Gout' }])
    for (const query of ['kidney', '', 'the of']) expect(scoreTexts(index, query)).toEqual(Float32Array.of(0))
  })
})
