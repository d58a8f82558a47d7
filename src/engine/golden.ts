import { AppError } from '../core/errors.ts'
import { overlap } from '../core/metrics.ts'
import type { GoldenQuery, Manifest } from '../core/pack/manifest.ts'
import { rankMatches } from '../core/topK.ts'
import type { OpenLibrary } from './library.ts'
import type { Embedder } from './ports.ts'
import type { OpenVectors } from './vectors.ts'

/**
 * Golden queries: known questions with the records that the builder found for them. Hashes tell that the bytes are those of the
 * builder; these tell that the parts fit together and that this device understands them as the builder did (R4).
 */

export const goldenDepth = 10
const goldenCount = 5
/** Backends differ in the last digits of a vector, and neighbours that lie close change places. */
export const goldenFloor = 0.7

/** Rows whose records make the golden queries, evenly spaced. */
export function goldenRows(count: number): number[] {
  const queries = Math.min(goldenCount, count)
  return Array.from({ length: queries }, (_, i) => Math.floor(((i + 0.5) * count) / queries))
}

/** Compares the words' side with what the builder found. @throws AppError `library-unfit`, and what reading throws */
export async function checkGoldenWords({ manifest, words, pmids }: OpenLibrary): Promise<void> {
  await check(manifest, 'words', async ({ text }) =>
    toPmids(rankMatches(await words.scores(text), goldenDepth).rows, pmids),
  )
}

/** The same for meaning, by the full scan. @throws AppError `library-unfit`, and what the embedder throws */
export async function checkGoldenMeaning(
  { manifest, pmids }: OpenLibrary,
  { exact }: OpenVectors,
  embedder: Embedder,
): Promise<void> {
  await check(manifest, 'meaning', async ({ text }) => {
    const { vectors } = await embedder.embed([text], 'query')
    return toPmids(exact.search(vectors, goldenDepth).rows, pmids)
  })
}

async function check(
  { title, golden }: Manifest,
  by: 'words' | 'meaning',
  find: (query: GoldenQuery) => Promise<number[]>,
): Promise<void> {
  let sum = 0
  for (const query of golden.queries) sum += overlap(await find(query), query[by])
  const found = sum / golden.queries.length
  if (found >= golden.floor) return
  throw new AppError(
    'library-unfit',
    `“${title}” gives other records than its builder found: by ${by}, ${Math.round(found * 100)} % of those expected for its ` +
      `known questions, and at least ${Math.round(golden.floor * 100)} % are needed. It is not searched. Get or build it again.`,
  )
}

export function toPmids(rows: Uint32Array, pmids: Uint32Array): number[] {
  return Array.from(rows, (row) => pmids[row] ?? 0)
}
