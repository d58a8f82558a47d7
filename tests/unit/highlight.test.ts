import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findWords } from '../../src/core/text/highlight.ts'
import { toTerms } from '../../src/core/text/terms.ts'

const found = (text: string, query: string) =>
  findWords(text, query).map(({ start, end }) => text.slice(start, end))

describe('findWords', () => {
  it.each([
    ['infarction', 'Infarctions and an infarct.', ['Infarctions', 'infarct']],
    ['fever', 'No fever; a feverish fever-free child', ['fever', 'fever']],
    ['IL-6', 'IL6, IL-6 and il-8', ['IL6', 'IL-6', 'il']],
    ['IL6', 'IL-6 or IL 6', ['IL-6']],
    ['tnf-alpha', 'TNFα, TNF-α', ['TNFα', 'TNF-α']],
    ['µg', '5 μg, 5 µg, 5ug', ['μg', 'µg', '5ug']],
    ['β-blocker', 'beta blockers and βblockers', ['beta', 'blockers', 'βblockers']],
    ['1000 and 0.05', '1,000 or 0·05', ['1,000', '0·05']],
    ['cafe', 'Café, cafe\u0301', ['Café', 'cafe\u0301']],
    ['ﬁbrosis', 'Fibrosis', ['Fibrosis']],
    ['patient', 'a patient’s, patients', ['patient’s', 'patients']],
    ['الحمى', 'علاج الحمى', ['الحمى']],
    ['πυρετός', 'ΠΥΡΕΤΌΣ και', ['ΠΥΡΕΤΌΣ']],
    ['the of and', 'The end of all', []],
    ['', 'text', []],
    ['<script>', '<script>alert(1)</script>', ['script', 'script']],
    ['(((((a*)*)*x', 'x (((((a*)*)*x', ['x', 'x']],
    ['onerror', '<img src=x onerror=alert(1)>', ['onerror']],
    ['bold', '<i>bo</i>ld &lt;b&gt;bold', ['bold']],
    ['not', '\u202ethe\u202c other', []],
    ['constructor __proto__', '{{constructor}} __proto__', ['constructor', 'proto']],
    ['heart\u2028attack', 'heart\u2028attack', ['heart', 'attack']],
    ['\ud800', 'a \ud800 b', []],
  ])('%j in %j', (query, text, words) => {
    expect(found(text, query)).toEqual(words)
  })

  const piece = fc.constantFrom(
    ...[
      'IL-6',
      'fever',
      'Fever',
      '-',
      '–',
      '’s',
      ' ',
      'α',
      '10mg',
      '1,000',
      '0.05',
      'é',
      'e\u0301',
      'the',
      '.',
      '😀',
      '\ud800',
      'ﬁ',
      '中',
      'CO₂',
      '\u200d',
    ],
  )
  const anyText = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
  )

  it('gives ranges in order, apart and in bounds, each with a term of the query; as the slow twin finds them', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, query) => {
        const wanted = new Set(toTerms(query))
        const ranges = findWords(text, query)
        let at = 0
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(toTerms(text.slice(start, end)).some((term) => wanted.has(term))).toBe(true)
          at = end
        }
        expect(ranges).toEqual(slowTwin(text, query))
      }),
      { numRuns: 3000 },
    )
  })

  it('marks all of a text that is asked for as it is, but the words that say nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('IL-6', 'TNFα', 'the', 'fever', '10mg', 'p53'), { minLength: 1 }),
        (words) => {
          const text = words.join(' ')
          expect(found(text, text)).toEqual(words.filter((word) => word !== 'the'))
        },
      ),
    )
  })

  it.each(['e\u0301', 'a-', 'a', '(((((a*)*)*', '😀', 'IL-6 ', '1,0', 'é’', '<i>'])(
    'reads a megabyte of %j at once',
    (part) => {
      const text = part.repeat(Math.ceil(1e6 / part.length))
      const start = performance.now()
      findWords(text, 'il6 a')
      expect(performance.now() - start).toBeLessThan(5000)
    },
  )
})

/** Character by character, without the module's patterns: words, then their parts between dashes. */
function slowTwin(text: string, query: string) {
  const wanted = toTerms(query)
  const isWanted = (piece: string) => toTerms(piece).some((term) => wanted.includes(term))
  const ranges: { start: number; end: number }[] = []
  for (const { start, end } of wordsOf(text)) {
    const word = text.slice(start, end)
    const parts: { start: number; end: number }[] = []
    let from = start
    for (let at = start; at <= end; at++)
      if (at === end || /\p{Pd}/u.test(text[at] ?? '')) {
        if (at > from) parts.push({ start: from, end: at })
        from = at + 1
      }
    const terms = toTerms(word)
    const isWhole =
      parts.length === 1 ||
      wanted.includes(terms.at(-1) ?? '') ||
      terms.slice(0, -1).every((term) => wanted.includes(term))
    if (isWhole && isWanted(word)) ranges.push({ start, end })
    else if (!isWhole) ranges.push(...parts.filter((part) => isWanted(text.slice(part.start, part.end))))
  }
  return ranges
}

function wordsOf(text: string) {
  const characters: { at: number; text: string }[] = []
  let offset = 0
  for (const character of text) {
    characters.push({ at: offset, text: character })
    offset += character.length
  }
  const at = (place: number) => characters[place]?.text ?? ''
  const is = (place: number, pattern: RegExp) => pattern.test(at(place))
  const words: { start: number; end: number }[] = []
  for (let place = 0; place < characters.length;) {
    if (!is(place, /[\p{L}\p{N}]/u)) {
      place++
      continue
    }
    const first = place
    let end = place
    while (is(end, /\p{N}/u)) end++
    if (end > first && is(end, /[.,·⋅]/u) && is(end + 1, /\p{N}/u)) {
      while (is(end, /\p{N}/u) || (is(end, /[.,·⋅]/u) && is(end + 1, /\p{N}/u))) end++
    } else {
      end = run(first)
      if (is(end, /['’]/u) && is(end + 1, /\p{L}/u)) {
        end += 2
        while (is(end, /[\p{L}\p{M}]/u)) end++
      }
      for (;;) {
        let dash = end
        while (is(dash, /\p{Pd}/u)) dash++
        if (dash === end || !is(dash, /[\p{L}\p{N}]/u)) break
        end = run(dash)
      }
    }
    words.push({ start: characters[first]?.at ?? 0, end: characters[end]?.at ?? text.length })
    place = end
  }
  return words

  function run(from: number): number {
    let to = from
    while (is(to, /[\p{L}\p{N}\p{M}]/u)) to++
    return to
  }
}
