import type { TextRange } from './sentences.ts'
import { toTerms } from './terms.ts'

/** As words are told apart in `toTerms`, but in the text as it stands, so that places in it can be named. */
const word =
  /\p{N}+(?:[.,·⋅]\p{N}+)+|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)?(?:\p{Dash_Punctuation}+[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu
const part = /[^\p{Dash_Punctuation}]+/gu

/**
 * Where words of a query stand in a text: in order, apart from each other. Words are read as the index reads them, so what is
 * found is what the ranking by words has counted: “infarctions” for infarction, “IL6” for IL-6. Of a word with hyphens only the
 * parts that are asked for.
 */
export function findWords(text: string, query: string): TextRange[] {
  const wanted = new Set(toTerms(query))
  if (wanted.size === 0) return []
  const known = new Map<string, TextRange[]>()
  const ranges: TextRange[] = []
  for (const { 0: found, index } of text.matchAll(word)) {
    const matches = known.get(found) ?? matchWord(found, wanted)
    known.set(found, matches)
    for (const { start, end } of matches) ranges.push({ start: index + start, end: index + end })
  }
  return ranges
}

/** Ranges in the word. */
function matchWord(found: string, wanted: ReadonlySet<string>): TextRange[] {
  const terms = toTerms(found)
  if (!terms.some((term) => wanted.has(term))) return []
  const parts = Array.from(found.matchAll(part), ({ 0: text, index }) => ({ text, index }))
  // Joined, it is one term, and that term comes last: IL-6 is il6.
  const joined = terms.at(-1) ?? ''
  if (parts.length < 2 || wanted.has(joined) || terms.slice(0, -1).every((term) => wanted.has(term)))
    return [{ start: 0, end: found.length }]
  return parts
    .filter(({ text }) => toTerms(text).some((term) => wanted.has(term)))
    .map(({ text, index }) => ({ start: index, end: index + text.length }))
}
