import { intersect, unite } from '../bitmap.ts'
import { facetKey } from '../facets.ts'
import { findHeadingPlaces } from '../mesh/headingsInText.ts'
import type { QueryLists } from './lists.ts'
import type { Lookup } from './lookup.ts'
import { findAll } from './lookUpText.ts'
import type { MappedPart } from './meaning.ts'
import type { TermNode } from './tree.ts'
import { toCompounds } from './words.ts'

/**
 * Words without tag and quotes: what names a heading is met by the heading, with all below it, or by its words; the rest by its
 * words. PubMed's automatic term mapping, without its journals and authors.
 */
export async function lookUpMapped({ text }: TermNode, lists: QueryLists): Promise<Lookup> {
  const parts = toParts(text, lists)
  const found = await Promise.all(
    parts.map(async ({ text: words, uis }) => {
      const rows = await findAll(toCompounds(words), 'title-abstract', lists)
      if (!rows) return []
      const ofHeading = await Promise.all(uis.map((ui) => lists.facet(facetKey.heading(ui))))
      return [unite(lists.count, [rows.possible, ...ofHeading])]
    }),
  )
  if (found.flat().length === 0) return { meaning: { what: 'common-words' } }
  return {
    meaning: {
      what: 'mapped',
      parts: parts.flatMap(({ part }, place) => (found[place]?.length ? [part] : [])),
    },
    rows: intersect(lists.count, found.flat()),
  }
}

function toParts(text: string, { mesh }: QueryLists): { text: string; uis: string[]; part: MappedPart }[] {
  const parts: { text: string; uis: string[]; part: MappedPart }[] = []
  let at = 0
  const addWords = (end: number) => {
    const words = text.slice(at, end).trim()
    if (/[\p{L}\p{N}]/u.test(words)) parts.push({ text: words, uis: [], part: { text: words } })
  }
  for (const { heading, start, end } of mesh ? findHeadingPlaces(text, mesh) : []) {
    addWords(start)
    const uis = mesh?.explode(heading.ui) ?? []
    const named = { ui: heading.ui, name: heading.name, below: uis.length - 1 }
    parts.push({ text: text.slice(start, end), uis, part: { text: text.slice(start, end), heading: named } })
    at = end
  }
  addWords(text.length)
  return parts
}
