import type { Bitmap } from '../bitmap.ts'
import type { MeshTree } from '../mesh/tree.ts'
import type { PubmedRecord } from '../record.ts'

/** Where a query is looked up: the lists of a library, or of several as one. */
export interface QueryLists {
  /** Rows of the library. */
  readonly count: number
  /** Absent where the library was made without MeSH. */
  readonly mesh?: MeshTree | undefined
  /** Rows that have a facet, see `facetKey` of facets.ts. */
  facet(key: string): Promise<Bitmap>
  /** Facet keys that begin with the prefix, in their order. */
  facetKeys(prefix: string): Promise<string[]>
  /** Rows in whose title or abstract a term stands, see text/terms.ts. */
  term(term: string): Promise<Bitmap>
  /** Terms that begin with the prefix, in their order. */
  terms(prefix: string): Promise<string[]>
  /** The row of a PMID. */
  row(pmid: string): number | undefined
  records(rows: readonly number[]): Promise<PubmedRecord[]>
}
