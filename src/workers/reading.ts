/** Tells why records answer a query, and what else is like them. Queries are answered between its sentences. */
import { AppError } from '../core/errors.ts'
import type { JoinedLibraries } from '../engine/joinLibraries.ts'
import type { Embedder } from '../engine/ports.ts'
import { predictHeadings, prediction } from '../engine/predict.ts'
import type { SearchPorts } from '../engine/search.ts'
import { createSentenceVectors, type SentenceVectors } from '../engine/sentenceVectors.ts'
import { findSimilar, moveQueries } from '../engine/similar.ts'
import { findSentences, findSharedHeadings } from '../engine/why.ts'
import type { Likes, ReadingContract, SimilarRecord } from '../protocol/reading.ts'
import type { Handlers } from '../rpc/serve.ts'

export interface ReadingPorts {
  /** What is searched. @throws AppError `library-missing` */
  joined(): JoinedLibraries
  meaning(): SearchPorts['meaning']
  /** The queue that queries wait in. */
  oneByOne<T>(task: () => Promise<T>): Promise<T>
}

type Meaning = NonNullable<SearchPorts['meaning']>

/** Some records that are near have no headings themselves. */
const neighboursAsked = 2 * prediction.neighbours

export function createReading({ joined, meaning, oneByOne }: ReadingPorts): Handlers<ReadingContract> {
  let kept: { embedder: Embedder; vectors: SentenceVectors } | undefined

  function sentenceVectors(): SentenceVectors {
    const embedder = meaning()?.embedder
    if (!embedder) throw new AppError('encoder-missing', 'No encoder is open that could read sentences.')
    if (kept?.embedder !== embedder) {
      const queued: Pick<Embedder, 'dims' | 'embed'> = {
        dims: embedder.dims,
        embed: (texts, kind) => oneByOne(() => embedder.embed(texts, kind)),
      }
      kept = { embedder, vectors: createSentenceVectors(queued) }
    }
    return kept.vectors
  }

  /** With a vector there is a place to look around from. */
  async function nearest(pmid: string, k: number): Promise<SimilarRecord[] | undefined> {
    const row = joined().rowOf(pmid)
    const vectors = meaning()?.vectors
    const found = row === undefined || !vectors ? undefined : findSimilar(vectors, row, k)
    if (!found) return undefined
    const { records: read, librariesOf } = joined()
    const records = await read(Array.from(found.rows))
    return records.map((record, place) => ({
      record,
      score: found.scores[place] ?? 0,
      libraries: librariesOf(found.rows[place] ?? 0),
    }))
  }

  return {
    async findSentences({ query, records, most }, { signal, report }) {
      const ports = { vectors: sentenceVectors(), letOthersGo }
      for await (const sentences of findSentences(query, records, most, ports, signal)) report(sentences)
      return {}
    },
    async shareHeadings({ query, headings }) {
      const { mesh } = await joined().lists()
      return mesh && findSharedHeadings(query, headings, mesh)
    },
    findSimilar: ({ pmid, k }) => nearest(pmid, k),
    async predictHeadings({ pmid }) {
      const neighbours = await nearest(pmid, neighboursAsked)
      return (
        neighbours &&
        predictHeadings(neighbours.map(({ record, score }) => ({ score, headings: record.headings })))
      )
    },
  }
}

/** What a search by meaning goes by when its list is to be more like some records and less like others. */
export function withLikes(
  meaning: Meaning,
  { rowOf }: Pick<JoinedLibraries, 'rowOf'>,
  likes: Likes | undefined,
): Meaning {
  if (!likes) return meaning
  const rowsOf = (pmids: readonly string[]) => pmids.flatMap((pmid) => rowOf(pmid) ?? [])
  const { embedder, vectors } = meaning
  const rows = { more: rowsOf(likes.more), less: rowsOf(likes.less) }
  return { ...meaning, embedder: moveQueries(embedder, vectors, rows) }
}

/** A run of the encoder holds the whole worker: only between two of them does it hear of a query, or that it is to stop. */
function letOthersGo(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
