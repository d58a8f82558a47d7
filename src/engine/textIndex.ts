import { scorePostings, toQueryTerms, toTextLengths, type TextLengths } from '../core/bm25.ts'
import { toUint32 } from '../core/bytes.ts'
import { packFile, packPostings } from '../core/pack/manifest.ts'
import type { Postings } from '../core/pack/postings.ts'
import type { BundleReader } from './bundle.ts'
import { openPostings } from './postings.ts'

/** Finds records by the words of their titles and abstracts. Needs no encoder. */
export interface TextIndex {
  /** How long each row's text is, in terms. */
  lengths: Uint32Array<ArrayBuffer>
  /** Where a term stands. @throws AppError `file-damaged`, `index-invalid` */
  find(term: string): Promise<Postings | undefined>
  /**
   * BM25 of every row, 0 where none of the query's words stands; reads the lists of these words only.
   * @throws AppError `file-damaged`, `index-invalid`
   */
  scores(query: string): Promise<Float32Array>
}

/** @throws AppError `file-damaged`, `index-invalid` */
export async function openTextIndex(reader: BundleReader, count: number): Promise<TextIndex> {
  const lengths = toTextLengths(toUint32(await reader.file(packFile.textLengths)))
  const postings = await openPostings(reader, packPostings.text, count)
  return createTextIndex(lengths, postings.find)
}

export function createTextIndex(texts: TextLengths, find: TextIndex['find']): TextIndex {
  return {
    lengths: texts.lengths,
    find,
    async scores(query) {
      const found = await Promise.all(toQueryTerms(query).map((term) => find(term)))
      return scorePostings(texts, found)
    },
  }
}
