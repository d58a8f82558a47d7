import { toTerms } from './text/terms.ts'

/** In which documents a term stands, in ascending order, and how often. */
export interface Postings {
  rows: Uint32Array
  frequencies: Uint8Array
}

export interface TextIndex {
  postings: ReadonlyMap<string, Postings>
  /** Terms of each document. */
  lengths: Uint32Array
  meanLength: number
}

/** How much each of a document's terms in its title counts; everywhere else a term counts 1. */
const titleWeight = 3
// Usual values; k1 0.9 with b 0.4, and b 0.6, changed nDCG@10 on SciFact by 0.004 at most.
const k1 = 1.2
const b = 0.75

/** @param documents their text begins with their title */
export function indexTexts(documents: readonly { title: string; text: string }[]): TextIndex {
  const found = new Map<string, Map<number, number>>()
  const lengths = new Uint32Array(documents.length)
  for (const [row, { title, text }] of documents.entries()) {
    count(toTerms(text), 1, row)
    count(toTerms(title), titleWeight - 1, row)
  }
  const postings = new Map<string, Postings>()
  for (const [term, frequencies] of found) {
    const rows = Uint32Array.from(frequencies.keys())
    postings.set(term, {
      rows,
      frequencies: Uint8Array.from(frequencies.values(), (times) => Math.min(times, 255)),
    })
  }
  const total = lengths.reduce((sum, length) => sum + length, 0)
  return { postings, lengths, meanLength: total / documents.length }

  function count(terms: readonly string[], weight: number, row: number): void {
    lengths[row] = (lengths[row] ?? 0) + weight * terms.length
    for (const term of terms) {
      const frequencies = found.get(term) ?? new Map<number, number>()
      frequencies.set(row, (frequencies.get(row) ?? 0) + weight)
      found.set(term, frequencies)
    }
  }
}

/**
 * BM25 of every document, 0 where none of the query's terms stands; a term that the query repeats counts once. Robertson and
 * Zaragoza 2009, doi:10.1561/1500000019, with titles as in BM25F and the logarithm of 1 + odds, which is never negative.
 */
export function scoreTexts({ postings, lengths, meanLength }: TextIndex, query: string): Float32Array {
  const scores = new Float32Array(lengths.length)
  for (const term of new Set(toTerms(query))) {
    const { rows, frequencies } = postings.get(term) ?? { rows: [], frequencies: [] }
    const weight = Math.log(1 + (lengths.length - rows.length + 0.5) / (rows.length + 0.5))
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place] ?? 0
      const frequency = frequencies[place] ?? 0
      const norm = k1 * (1 - b + (b * (lengths[row] ?? 0)) / meanLength)
      scores[row] = (scores[row] ?? 0) + (weight * frequency * (k1 + 1)) / (frequency + norm)
    }
  }
  return scores
}
