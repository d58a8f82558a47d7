import type { FacetCounts } from '../core/facetCounts.ts'
import type { FoundHeading } from '../core/mesh/findHeadings.ts'
import type { ListedHeading } from '../core/mesh/headingTable.ts'

/** What the page may ask of the search worker about what records are told apart by. */
export interface FacetContract {
  /** The headings of what is searched, the categories last; counts of headings come in this order. */
  listHeadings: { input: Record<never, never>; output: ListedHeading[]; progress: never }
  /** Headings that what was typed may mean, the likeliest first. Needs no encoder. */
  findHeadings: { input: { text: string }; output: HeadingSuggestion[]; progress: never }
  /**
   * Counts over the records that an answer was taken from, where it is the last one. @throws `cancelled` where another answer
   * has come meanwhile
   */
  countFacets: { input: CountInput; output: FacetOutput; progress: never }
}

export interface HeadingSuggestion extends FoundHeading {
  treeNumbers: readonly string[]
  /** Names from the category down to what is above it, at its first place in the tree. */
  path: string[]
  /** Records of what is searched that have it or a heading below it. */
  count: number
}

export interface CountInput {
  /** Of the answer. */
  resultSet: number
  /** Names of journals are read from records, and hedges are queries: only where they are looked at. */
  hasJournals: boolean
  hasHedges: boolean
}

export interface FacetOutput extends FacetCounts {
  /** As records have them, by how the counts name them: of types, and of journals where they were asked for. */
  names: Record<string, string>
  /** Absent where they were not asked for. */
  hedges?: { value: string; count: number }[]
}
