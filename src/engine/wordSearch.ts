// Search by words alone, in a library that need not be installed: what a page has before there is an encoder.

import { toUint32 } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { countFilters, noFilters, type Filters } from '../core/filters.ts'
import { once } from '../core/once.ts'
import { packFile, type Manifest } from '../core/pack/manifest.ts'
import { parseQuery } from '../core/query/parse.ts'
import { hasWords } from '../core/text/terms.ts'
import { rankMatches } from '../core/topK.ts'
import type { BundleReader } from './bundle.ts'
import { openLists } from './queryLists.ts'
import { createRecordReader } from './records.ts'
import { search, throwIfCancelled, type SearchHit } from './search.ts'
import { openTextIndex } from './textIndex.ts'

export interface WordAnswer {
  /** Best first; only records with a word of the query. */
  hits: SearchHit[]
  /** Records with a word of the query, those beyond the hits too. */
  total: number
}

export interface WordLibrary {
  /**
   * BM25 over titles and abstracts; also of queries in PubMed's language.
   * @param k hits at most
   * @throws AppError `query-empty`, `query-syntax`, `cancelled`, and what reading throws
   */
  search(text: string, k: number, signal: AbortSignal, filters?: Filters): Promise<WordAnswer>
}

/** @throws AppError `index-invalid`, and what reading throws */
export async function openWordLibrary(
  reader: BundleReader,
  manifest: Pick<Manifest, 'records' | 'recordsPerBlock' | 'meshYear'>,
): Promise<WordLibrary> {
  const words = await openTextIndex(reader, manifest.records)
  const records = await createRecordReader(reader, manifest.recordsPerBlock)

  /** With headings, years and the like, which plain words do without: what is read of them can be larger than all else. */
  const lists = once(async () => {
    const pmids = toUint32(await reader.file(packFile.pmids))
    return openLists({ manifest, reader, words, pmids, records })
  })

  async function searchWords(text: string, k: number, signal: AbortSignal): Promise<WordAnswer> {
    if (!hasWords(text)) throw new AppError('query-empty', 'Type a question or a few words to search for.')
    const scores = await words.scores(text)
    throwIfCancelled(signal)
    const rows = Array.from(rankMatches(scores, k).rows)
    const found = await records(rows)
    throwIfCancelled(signal)
    const hits = found.map((record, place) => {
      const row = rows[place] ?? 0
      return { rank: place + 1, words: scores[row] ?? 0, record }
    })
    return { hits, total: scores.reduce((sum, score) => sum + Number(score > 0), 0) }
  }

  return {
    async search(text, k, signal, filters = noFilters) {
      if (countFilters(filters) === 0 && !parseQuery(text)) return searchWords(text, k, signal)
      const request = { text, mode: 'words', k, isExact: false, filters } as const
      return search(request, { library: { words, records, lists }, now: () => performance.now() }, signal)
    },
  }
}
