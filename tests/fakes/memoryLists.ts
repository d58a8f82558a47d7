import { toBitmap } from '../../src/core/bitmap.ts'
import { indexTexts } from '../../src/core/bm25.ts'
import { indexFacets } from '../../src/core/facets.ts'
import type { MeshTree } from '../../src/core/mesh/tree.ts'
import type { QueryLists } from '../../src/core/query/lists.ts'
import { toEmbeddingText, type PubmedRecord } from '../../src/core/record.ts'

/** The lists of records in memory, made as a library's are. `readRows` are those whose records were asked for. */
export function createMemoryLists(
  records: readonly PubmedRecord[],
  mesh?: MeshTree,
): QueryLists & { readRows: number[] } {
  const facets = indexFacets(records)
  const { postings } = indexTexts(records.map((record) => ({ title: '', text: toEmbeddingText(record) })))
  const readRows: number[] = []
  const keysOf = (lists: ReadonlyMap<string, unknown>, prefix: string) =>
    [...lists.keys()].filter((key) => key.startsWith(prefix)).sort()
  return {
    count: records.length,
    ...(mesh && { mesh }),
    readRows,
    facet: async (key) => toBitmap(records.length, facets.get(key)?.rows ?? []),
    facetKeys: async (prefix) => keysOf(facets, prefix),
    term: async (term) => toBitmap(records.length, postings.get(term)?.rows ?? []),
    terms: async (prefix) => keysOf(postings, prefix),
    row(pmid) {
      const row = records.findIndex((record) => record.pmid === pmid)
      return row < 0 ? undefined : row
    },
    async records(rows) {
      readRows.push(...rows)
      return rows.flatMap((row) => records[row] ?? [])
    },
  }
}
