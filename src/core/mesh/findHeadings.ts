import type { MeshHeading } from './heading.ts'

/** A heading that what was typed may mean. */
export interface FoundHeading {
  ui: string
  name: string
  /** The entry term by which it was found; absent where that is its name. */
  term?: string
}

/** Finds headings by the beginning of a name or entry term, or of a word in it. */
export type HeadingFinder = (text: string, limit: number, countOf: (ui: string) => number) => FoundHeading[]

/** A letter or two begin so many terms that the best would be none in particular. */
const maxMatches = 2000

/**
 * All terms as one text of lines, in which the engine's own search for a string is quick: a million of letters in a millisecond. An
 * index of words would take several times its memory.
 */
export function createHeadingFinder(headings: readonly MeshHeading[]): HeadingFinder {
  const lines = headings.flatMap(({ name, terms = [] }, place) =>
    [name, ...terms].map((term, at) => ({ term, place, isName: at === 0 })),
  )
  const folded = lines.map(({ term }) => foldTerm(term))
  const starts = new Uint32Array(lines.length + 1)
  for (const [line, text] of folded.entries()) starts[line + 1] = (starts[line] ?? 0) + text.length + 1
  const text = `\n${folded.join('\n')}\n`

  return (typed, limit, countOf) => {
    const wanted = foldTerm(typed)
    if (!/[\p{L}\p{N}]/u.test(wanted)) return []
    const best = new Map<number, { line: number; fit: number }>()
    for (const [before, fit] of [
      ['\n', 0],
      [' ', 2],
      ['-', 2],
    ] as const) {
      // prettier-ignore
      let left = maxMatches
      for (
        let at = text.indexOf(before + wanted);
        at >= 0 && left > 0;
        at = text.indexOf(before + wanted, at + 1)
      ) {
        left--
        const line = lineAt(starts, at)
        const { place, isName } = lines[line] ?? { place: 0, isName: false }
        const isWhole = before === '\n' && text[at + 1 + wanted.length] === '\n'
        const own = isWhole ? (isName ? 0 : 1) : 2 + fit + (isName ? 0 : 1)
        if (own < (best.get(place)?.fit ?? Infinity)) best.set(place, { line, fit: own })
      }
    }
    return Array.from(best, ([place, { line, fit }]) => {
      const { ui = '', name = '' } = headings[place] ?? {}
      return { ui, name, line, fit, count: countOf(ui) }
    })
      .sort((a, b) => a.fit - b.fit || b.count - a.count || (a.name < b.name ? -1 : 1))
      .slice(0, limit)
      .map(({ ui, name, line }) => {
        const { term = '', isName = true } = lines[line] ?? {}
        return { ui, name, ...(!isName && { term }) }
      })
  }
}

/** Small letters without accents. */
function foldTerm(term: string): string {
  const small = term.toLowerCase().replace(/\s+/g, ' ').trim()
  // Nearly all terms are plain: the slow way is for the others.
  return /^[\x20-\x7e]*$/.test(small) ? small : small.normalize('NFD').replace(/\p{M}+/gu, '')
}

/** The line in which a place of the text lies. The text begins with a line feed that belongs to no line. */
function lineAt(starts: Uint32Array, at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}
