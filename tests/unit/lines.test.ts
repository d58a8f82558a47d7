import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLines } from '../../src/core/lines.ts'

function split(pieces: readonly string[], limitChars = 1000) {
  const lines: string[] = []
  const numbers: number[] = []
  let lastOnes = 0
  const splitter = createLines(limitChars, {
    onLine(line, number, isLast) {
      lines.push(line)
      numbers.push(number)
      if (isLast) lastOnes++
    },
    onTooLong(number) {
      lines.push('(too long)')
      numbers.push(number)
    },
  })
  for (const piece of pieces) splitter.write(piece)
  splitter.close()
  return { lines, numbers, lastOnes }
}

describe('lines', () => {
  it('are those of the whole text, however it was cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '\n', '\r', ' ') })), (pieces) => {
        const { lines, numbers, lastOnes } = split(pieces)
        expect(lines).toEqual(pieces.join('').split(/\r\n|\r|\n/))
        expect(numbers).toEqual(lines.map((_, index) => index + 1))
        expect(lastOnes).toBe(1)
      }),
    )
  })

  it('beyond the limit are told of and not handed on; the next one is', () => {
    expect(split(['aa', 'a\nb', 'b\n', 'cccc'], 2)).toMatchObject({
      lines: ['(too long)', 'bb', '(too long)'],
      numbers: [1, 2, 3],
    })
  })
})
