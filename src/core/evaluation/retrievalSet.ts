import type { Document, Entry, Judgement } from './beir.ts'

/** A query that is asked, and what it should find. */
export interface JudgedQuery extends Entry {
  /** Gain by document id, relevant documents only and never none; some may not be in the corpus. */
  gains: ReadonlyMap<string, number>
}

export interface RetrievalSet {
  documents: readonly Document[]
  /** Those for which something is relevant, in the order of their file. */
  queries: readonly JudgedQuery[]
  /** Queries of the file that are not asked, as nothing is relevant for them in this split. */
  queriesLeftOut: number
  /** Judgements that name a query that is not there: they are left out. */
  unknownQueries: number
  /** Judgements of other queries that name a document that is not there: it counts as one that was not found. */
  unknownDocuments: number
}

export function createRetrievalSet(
  documents: readonly Document[],
  queries: readonly Entry[],
  judgements: readonly Judgement[],
): RetrievalSet {
  const documentIds = new Set(documents.map(({ id }) => id))
  const gainsOf = new Map(queries.map(({ id }) => [id, new Map<string, number>()]))
  let [unknownQueries, unknownDocuments] = [0, 0]
  for (const { queryId, documentId, score } of judgements) {
    const gains = gainsOf.get(queryId)
    if (!gains) {
      unknownQueries++
      continue
    }
    if (!documentIds.has(documentId)) unknownDocuments++
    if (score > 0) gains.set(documentId, score)
  }
  const judged = queries.flatMap(({ id, text }) => {
    const gains = gainsOf.get(id)
    return gains && gains.size > 0 ? [{ id, text, gains }] : []
  })
  return {
    documents,
    queries: judged,
    queriesLeftOut: queries.length - judged.length,
    unknownQueries,
    unknownDocuments,
  }
}
