import { describe, expect, it } from 'vitest'

/** The scripts have no types of their own. */
interface Numbers {
  checkNumbers(
    titles: readonly string[],
    uncovered: readonly string[],
  ): { covered: number; uncovered: readonly string[] }
}
const script = String(new URL('../../scripts/numbers.mjs', import.meta.url))
const { checkNumbers } = (await import(script)) as Numbers

const series = (letter: string, last: number) => Array.from({ length: last }, (_, at) => `${letter}${at + 1}`)
const all = [...series('R', 53), ...series('F', 60), ...series('', 156)]
const titles = all.map((number) => `a thing ${number}: does what it should`)

describe('the check of numbers in titles', () => {
  it('passes when each has a test', () => {
    expect(checkNumbers(titles, [])).toEqual({ covered: 269, uncovered: [] })
  })

  it('takes several in one title, at its beginning or within', () => {
    const others = titles.filter((title) => !/ (R6|R28|9): /.test(title))
    expect(checkNumbers([...others, 'R6, R28: a', 'is refused with 9: b'], []).covered).toBe(269)
  })

  it.each(['R6', 'F11', '143'])('names %s when no test does', (number) => {
    const rest = titles.filter((title) => !title.includes(` ${number}: `))
    expect(() => checkNumbers(rest, [])).toThrow(`No test that was run names ${number}.`)
    expect(checkNumbers(rest, [number])).toEqual({ covered: 268, uncovered: [number] })
  })

  it('asks for the list of uncovered numbers to shrink', () => {
    expect(() => checkNumbers(titles, ['F11'])).toThrow('F11 are listed as not covered, and are.')
  })

  it.each(['R54', 'F61', '0', '157'])('refuses %s, which does not exist', (number) => {
    expect(() => checkNumbers([...titles, `${number}: x`], [])).toThrow(`what does not exist: ${number}.`)
  })
})
