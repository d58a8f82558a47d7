import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cleanText } from '../../src/core/text/cleanText.ts'

/** Character by character. */
function slowClean(text: string): string {
  const kept = [...text].map((character) => {
    if (/^[\s\u0085]$/.test(character)) return ' '
    if (/^[\p{Cc}\u202d\u202e]$/u.test(character)) return ''
    return /^\p{Cs}$/u.test(character) ? '\ufffd' : character
  })
  return kept
    .join('')
    .split(' ')
    .filter((word) => word !== '')
    .join(' ')
    .normalize('NFC')
}

it('a text is kept without what cannot be printed, in NFC, with single spaces between its words', () => {
  const character = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('a', 'B', '7', ' ', '.', '~', '-') },
    {
      weight: 2,
      arbitrary: fc.constantFrom('\t', '\n', '\u0085', '\u00a0', '\u202e', '\u0007', '\u007f', '\ud800'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 2 }) },
  )
  fc.assert(
    fc.property(fc.array(character, { maxLength: 12 }), (characters) => {
      const text = characters.join('')
      expect(cleanText(text)).toBe(slowClean(text))
    }),
    { numRuns: 500 },
  )
})
