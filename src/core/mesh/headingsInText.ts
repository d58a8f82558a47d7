import { toTerms } from '../text/terms.ts'
import type { MeshHeading } from './heading.ts'
import type { MeshTree } from './tree.ts'

/** Few entry terms have more words. */
const maxWords = 8
/** A pasted text names its topics early; each word costs eight look-ups. */
const maxTextWords = 500

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-'’.,/][\p{L}\p{N}]+)*/gu

/** Where a text names a heading, in UTF-16 code units. */
export interface HeadingPlace {
  heading: MeshHeading
  start: number
  /** First place after it. */
  end: number
}

/** Headings that a text names by their name or an entry term, in the order of the text, each once. */
export function findHeadings(text: string, tree: MeshTree): MeshHeading[] {
  return [...new Map(findHeadingPlaces(text, tree).map(({ heading }) => [heading.ui, heading])).values()]
}

/** Of terms that overlap the longest counts, from left to right: “type 2 diabetes” is no diabetes of another kind. */
export function findHeadingPlaces(text: string, tree: MeshTree): HeadingPlace[] {
  const words: { start: number; end: number }[] = []
  for (const { 0: found, index } of text.matchAll(word)) {
    words.push({ start: index, end: index + found.length })
    if (words.length === maxTextWords) break
  }
  const places: HeadingPlace[] = []
  for (let at = 0; at < words.length;) {
    const match = longestAt(at)
    if (match) places.push(match.place)
    at += match?.words ?? 1
  }
  return places

  function longestAt(at: number): { place: HeadingPlace; words: number } | undefined {
    const start = words[at]?.start ?? 0
    for (let count = Math.min(maxWords, words.length - at); count > 0; count--) {
      const end = words[at + count - 1]?.end ?? start
      const term = text.slice(start, end)
      if (toTerms(term).length === 0) continue // “at”, “who”: entry terms too, and words of every question
      const heading = tree.byTerm(term)
      if (heading) return { place: { heading, start, end }, words: count }
    }
    return undefined
  }
}
