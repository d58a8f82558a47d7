import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxSentenceChars, splitSentences } from '../../src/core/text/sentences.ts'

const split = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end))

describe('splitSentences', () => {
  it.each([
    ['One end. Another end? Yes! Last', ['One end.', 'Another end?', 'Yes!', 'Last']],
    [
      'Given early (e.g. Within an hour), it helps. It is cheap.',
      ['Given early (e.g. Within an hour), it helps.', 'It is cheap.'],
    ],
    [
      'Aspirin vs. Placebo was compared, i.e. No drug. Fig. 3 shows it.',
      ['Aspirin vs. Placebo was compared, i.e. No drug.', 'Fig. 3 shows it.'],
    ],
    [
      'The effect was small (p < 0.05). Mortality fell, p < .001. It fell more later.',
      ['The effect was small (p < 0.05).', 'Mortality fell, p < .001.', 'It fell more later.'],
    ],
    [
      'Risk was 0.05. The rest was 1.5 to 2.5 mg. Patients',
      ['Risk was 0.05.', 'The rest was 1.5 to 2.5 mg.', 'Patients'],
    ],
    [
      'E. coli and S. aureus grew. S. Typhimurium did not.',
      ['E. coli and S. aureus grew.', 'S. Typhimurium did not.'],
    ],
    [
      'It was caused by S. Typhimurium in one case. It healed.',
      ['It was caused by S. Typhimurium in one case.', 'It healed.'],
    ],
    [
      'We gave vitamin D. Children grew. Others had hepatitis C. We treated them.',
      ['We gave vitamin D.', 'Children grew.', 'Others had hepatitis C.', 'We treated them.'],
    ],
    ['J. A. Smith wrote it. Dr. Jones did not.', ['J. A. Smith wrote it.', 'Dr. Jones did not.']],
    [
      'Smith et al. (2010) saw it, as did Doe et al. in 2011. Roe et al. The end.',
      ['Smith et al. (2010) saw it, as did Doe et al. in 2011.', 'Roe et al.', 'The end.'],
    ],
    [
      'In the U.S. Preventive care is paid for. It is not in the U.K. The rest differs.',
      ['In the U.S. Preventive care is paid for.', 'It is not in the U.K.', 'The rest differs.'],
    ],
    [
      'After 2 h. 24 patients left. mRNA fell. p53 rose. α-synuclein stayed.',
      ['After 2 h.', '24 patients left.', 'mRNA fell.', 'p53 rose.', 'α-synuclein stayed.'],
    ],
    ['It stops.[12] The next.” (Third one.) Fourth', ['It stops.[12] The next.”', '(Third one.)', 'Fourth']],
    [
      'Give 5 ml. of it at 37 °C. Then wait... Then stop.',
      ['Give 5 ml. of it at 37 °C.', 'Then wait...', 'Then stop.'],
    ],
    ['患者は回復した。副作用はなかった。', ['患者は回復した。', '副作用はなかった。']],
    ['هل هذا آمن؟ نعم. انتهى', ['هل هذا آمن؟ نعم.', 'انتهى']],
    ['', []],
    [' \u2028\n', []],
    ['. . .', ['. . .']],
  ])('%s', (text, sentences) => {
    expect(split(text)).toEqual(sentences)
  })

  it('gives ranges in order and apart, that begin and end with no space and leave out nothing else', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            'A',
            'e.g.',
            'it',
            '. ',
            '.',
            '?',
            ' ',
            'Fig',
            'p < 0.05',
            '\n',
            'é',
            '😀',
            'E',
            'al',
          ),
        )
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (whole) => {
        let at = 0
        for (const { start, end } of splitSentences(whole)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          expect(end - start).toBeLessThanOrEqual(maxSentenceChars)
          expect(whole.slice(start, end)).toBe(whole.slice(start, end).trim())
          expect(whole.slice(at, start).trim()).toBe('')
          at = end
        }
        expect(whole.slice(at).trim()).toBe('')
      }),
      { numRuns: 2000 },
    )
  })

  it('cuts what has no end at a space, and between characters where there is none', () => {
    const words = 'word '.repeat(1000)
    expect(split(words).join(' ')).toBe(words.trim())
    for (const piece of split('x😀'.repeat(1000))) expect(piece).not.toMatch(/\p{Cs}/u)
  })

  it.each(['(((((a*)*)*. ', '. ', 'a.', '😀. A', 'A. ', '<i>', '.', '.)', 'e\u0301'.repeat(5)])(
    'reads a megabyte of %j at once',
    (part) => {
      const text = part.repeat(Math.ceil(1e6 / part.length))
      const start = performance.now()
      splitSentences(text)
      expect(performance.now() - start).toBeLessThan(5000)
    },
  )
})
