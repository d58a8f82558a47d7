// Search by words alone, in a library that need not be installed: what a page has before there is an encoder.

import { AppError } from '../core/errors.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import { hasWords } from '../core/text/terms.ts'
import { rankMatches } from '../core/topK.ts'
import type { BundleReader } from './bundle.ts'
import { createRecordReader } from './records.ts'
import { throwIfCancelled, type SearchHit } from './search.ts'
import { openTextIndex } from './textIndex.ts'

export interface WordAnswer {
  /** Best first; only records with a word of the query. */
  hits: SearchHit[]
  /** Records with a word of the query, those beyond the hits too. */
  total: number
}

export interface WordLibrary {
  /**
   * BM25 over titles and abstracts.
   * @param k hits at most
   * @throws AppError `query-empty`, `cancelled`, and what reading throws
   */
  search(text: string, k: number, signal: AbortSignal): Promise<WordAnswer>
}

/** @throws AppError `index-invalid`, and what reading throws */
export async function openWordLibrary(
  reader: BundleReader,
  { records: count, recordsPerBlock }: Pick<Manifest, 'records' | 'recordsPerBlock'>,
): Promise<WordLibrary> {
  const words = await openTextIndex(reader, count)
  const readRecords = await createRecordReader(reader, recordsPerBlock)
  return {
    async search(text, k, signal) {
      if (!hasWords(text)) throw new AppError('query-empty', 'Type a question or a few words to search for.')
      const scores = await words.scores(text)
      throwIfCancelled(signal)
      const rows = Array.from(rankMatches(scores, k).rows)
      const records = await readRecords(rows)
      throwIfCancelled(signal)
      const hits = records.map((record, place) => {
        const row = rows[place] ?? 0
        return { rank: place + 1, words: scores[row] ?? 0, record }
      })
      return { hits, total: scores.reduce((sum, score) => sum + Number(score > 0), 0) }
    },
  }
}
