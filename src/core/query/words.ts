import { fold, toTerms } from '../text/terms.ts'
import { fewestCutLetters } from './checkTerm.ts'

/** A word of a query, folded; with `isCut` it stands for all words that begin so. */
export interface QueryWord {
  text: string
  isCut: boolean
}

// As in text/terms.ts, but with hyphens between words or within one, and a star at its end.
const joinedWords = /\d+\.\d+\*?|[\p{L}\p{N}]+(?:['’]\p{L}+)?(?:-+[\p{L}\p{N}]+)*\*?/gu

/** The words of a text, in their order: what phrases and words cut off are compared with. */
export function toWords(text: string): string[] {
  return toCompounds(text).flatMap((words) => words.map((word) => word.text))
}

/** Words that hyphens join stand together: `beta-block* trial` is two lists of words. */
export function toCompounds(text: string): QueryWord[][] {
  return [...fold(text).matchAll(joinedWords)].map(([joined]) =>
    joined.split(/-+/).map((part) => {
      const word = part.replace(/['’](?:s(?![\p{L}\p{N}]))?|\*/gu, '')
      return { text: word, isCut: part.endsWith('*') && word.length >= fewestCutLetters }
    }),
  )
}

/**
 * Terms by which a compound is found: all of one of the lists. `IL-6` is written IL6 too, and `10mg` is 10 mg.
 * Empty where it has but words that stand everywhere.
 */
export function toAlternatives(compound: readonly QueryWord[]): string[][] {
  const parts = compound.map(({ text }) => toTerms(text)).filter((terms) => terms.length > 0)
  if (parts.length === 0) return []
  const apart = parts.reduce<string[][]>(
    (lists, [whole = '', ...measure]) =>
      lists.flatMap((list) => [[...list, whole], ...(measure.length > 0 ? [[...list, ...measure]] : [])]),
    [[]],
  )
  const together = compound.length > 1 ? toTerms(compound.map(({ text }) => text).join(''))[0] : undefined
  return together === undefined ? apart : [[together], ...apart]
}
