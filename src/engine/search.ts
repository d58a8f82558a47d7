import {
  countRows,
  createBitmap,
  complement,
  hasRow,
  intersect,
  toBitmap,
  type Bitmap,
} from '../core/bitmap.ts'
import { treeShare, type Breadth } from '../core/breadth.ts'
import { AppError } from '../core/errors.ts'
import { candidateDepth } from '../core/fuse.ts'
import { countFilters, noFilters, type Filters } from '../core/filters.ts'
import { leanTo } from '../core/lean.ts'
import { newestRows } from '../core/newest.ts'
import { once } from '../core/once.ts'
import type { QueryReading } from '../core/query/reading.ts'
import type { StoredRecord } from '../core/storedRecord.ts'
import { hasWords } from '../core/text/terms.ts'
import type { Ranking } from '../core/topK.ts'
import type { OpenLibrary } from './library.ts'
import { groupFilters } from './groupFilters.ts'
import { askMeaning, rank, restrict, type Encoding, type MeaningPorts } from './rank.ts'
import { readQuery } from './readQuery.ts'
import { maxCounted, type ResultSet } from './resultSet.ts'
import type { TextIndex } from './textIndex.ts'
import { openTreeSet, toTreeReport, type TreeReport } from './treeSet.ts'

/** What a ranking goes by; `both` fuses the two. */
export type SearchMode = 'both' | 'meaning' | 'words'

/** By relevance, or the newest first. */
export type SearchSort = 'relevance' | 'date'

export interface SearchRequest {
  /** May be empty where there are filters. */
  text: string
  mode: SearchMode
  /** How many records are asked for: 1 to 1000. */
  k: number
  /** Scans every vector instead of walking the graph. */
  isExact: boolean
  filters?: Filters
  sort?: SearchSort
  /** Puts records nearer to the top for where they stand in MeSH; absent: they are not. */
  breadth?: Breadth
}

export interface SearchHit {
  /** 1 is the best. */
  rank: number
  /** Cosine between query and record; absent when the record was found by words alone. */
  meaning?: number
  /** BM25 as a share of the most possible, 0 where none of the query's words stands; absent when the record was found by meaning alone. */
  words?: number
  /** Ids of the libraries that have the record, first that which gives it; absent where one library was searched. */
  libraries?: string[]
  record: StoredRecord
}

export interface SearchAnswer {
  query: string
  /** `words` also where meaning was asked for and there is no encoder (yet). */
  mode: SearchMode
  /** `date` also where the query leaves nothing to rank by. */
  sort: SearchSort
  hits: SearchHit[]
  /** Records that match, those beyond the list too: all of the library where the query only ranks and nothing filters. */
  total: number
  /** How the query was read; absent where there is none. */
  reading?: QueryReading
  /** The part of MeSH that `breadth` has put nearer to the top; absent where the query names no heading. */
  tree?: TreeReport
  /** Absent when the search went by words alone. */
  encoding?: Encoding
  timings: { embedMs: number; searchMs: number; recordsMs: number; totalMs: number }
}

/** A library, or several as one: see joinLibraries.ts. */
export interface Searchable {
  words: Pick<TextIndex, 'scores'>
  records: OpenLibrary['records']
  lists: OpenLibrary['lists']
  librariesOf?(row: number): string[]
}

export interface SearchPorts {
  library: Searchable
  /** Absent where there is no encoder (yet): then searches go by words. */
  meaning?: MeaningPorts
  now(): number
}

const maxResults = 1000

/**
 * Query → what it asks for; filters → rows; vector and words → best of these rows → records.
 * @throws AppError `query-empty`, `cancelled`, `vector-invalid`, `file-damaged`, `index-invalid`, and what a query is refused with
 */
export async function search(
  request: SearchRequest,
  ports: SearchPorts,
  signal: AbortSignal,
): Promise<SearchAnswer> {
  return (await searchSet(request, ports, signal)).answer
}

/** The same, with the set of records that counts are made over. */
export async function searchSet(
  request: SearchRequest,
  { library, meaning, now }: SearchPorts,
  signal: AbortSignal,
): Promise<{ answer: SearchAnswer; resultSet: ResultSet }> {
  const { text, filters = noFilters } = request
  const isFiltered = countFilters(filters) > 0
  if (!hasWords(text) && !isFiltered)
    throw new AppError('query-empty', 'Type a question or a few words to search for.')
  throwIfCancelled(signal) // while it waited for the one before: its text need not be read any more
  const start = now()
  const lists = await library.lists()
  const read = hasWords(text) ? await readQuery(text, lists, signal) : undefined
  const groups = isFiltered ? await groupFilters(filters, lists) : []
  const required = [...(read?.rows ? [read.rows] : []), ...groups.map(({ rows }) => rows)]
  const allowed = required.length > 0 ? intersect(lists.count, required) : undefined
  throwIfCancelled(signal)

  const asking = now()
  const rankText = read && hasWords(read.rankText) ? read.rankText : undefined
  const mode = meaning ? request.mode : 'words'
  const asked =
    rankText !== undefined && meaning && mode !== 'words'
      ? await askMeaning(rankText, request.isExact, meaning, allowed)
      : undefined
  const embedded = now()
  throwIfCancelled(signal)
  const isByMeaning = (row: number) => asked !== undefined && (!asked.has || asked.has(row))
  const isByWords = (row: number) => mode !== 'meaning' || !isByMeaning(row)
  const allWords =
    rankText === undefined || (mode === 'meaning' && asked && !asked.has)
      ? undefined
      : await library.words.scores(rankText)
  const words = allWords && restrict(allWords, allowed)
  throwIfCancelled(signal)

  // By words alone a plain query finds what has one of them; otherwise ranking leaves nothing out.
  const withWords = allWords && !asked && !read?.rows ? toMatches(allWords) : undefined
  const matching =
    withWords && allowed ? intersect(lists.count, [withWords, allowed]) : (withWords ?? allowed)
  const k = toWholeCount(request.k)
  const tree =
    request.breadth !== undefined && rankText !== undefined
      ? await openTreeSet(rankText, filters, request.breadth, lists)
      : undefined
  const sort = rankText === undefined ? 'date' : (request.sort ?? 'relevance')
  const rows = await order(sort, k)
  const searched = now()
  const hits = await toHits(rows, 0)
  throwIfCancelled(signal)

  /** A deeper look may put others before those of the answer: these keep their places. */
  const allRows = once(async () => {
    const isListed = toBitmap(lists.count, rows)
    const others = (await order(sort, maxResults)).filter((row) => !hasRow(isListed, row))
    return Uint32Array.of(...rows, ...others).subarray(0, maxResults)
  })

  function ranked(most: number): Ranking {
    if (!tree) return rank(asked, words, mode, most)
    return leanTo(rank(asked, words, mode, Math.max(most, candidateDepth)), tree.rows, treeShare, most)
  }

  async function toHits(some: Uint32Array, before: number): Promise<SearchHit[]> {
    const records = await library.records(Array.from(some))
    return records.map((record, place) => {
      const row = some[place] ?? 0
      return {
        rank: before + place + 1,
        ...(asked && isByMeaning(row) && { meaning: asked.scoreOf(row) }),
        ...(words && isByWords(row) && { words: words[row] ?? 0 }),
        ...(library.librariesOf && { libraries: library.librariesOf(row) }),
        record,
      }
    })
  }

  /**
   * Where the query itself says what matches, all of that is in the list, be there a score for it or not. Where it only ranks, the
   * newest are taken of as many of the best whatever the length: a deeper look would bring newer ones that are about less.
   */
  async function order(by: SearchSort, count: number): Promise<Uint32Array> {
    const all = () => complement(createBitmap(lists.count))
    if (rankText === undefined) return newestRows(await lists.table(), allowed ?? all(), count)
    if (by === 'date') {
      const best = () => toBitmap(lists.count, ranked(Math.max(k, candidateDepth)).rows)
      return newestRows(await lists.table(), read?.rows && allowed ? allowed : best(), count)
    }
    const { rows: best } = ranked(count)
    if (!read?.rows || !allowed || best.length >= count) return best
    const isRanked = toBitmap(lists.count, best)
    const others = intersect(lists.count, [allowed, complement(isRanked)])
    return Uint32Array.of(...best, ...newestRows(await lists.table(), others, count - best.length))
  }

  return {
    answer: {
      query: text,
      mode,
      sort,
      hits,
      total: matching ? countRows(matching) : lists.count,
      ...(read && { reading: read.reading }),
      ...(tree && { tree: toTreeReport(tree) }),
      ...(asked && { encoding: asked.encoding }),
      timings: {
        embedMs: embedded - asking,
        searchMs: asking - start + (searched - embedded),
        recordsMs: now() - searched,
        totalMs: now() - start,
      },
    },
    resultSet: {
      lists,
      groups,
      hits: async (from, count) => toHits((await allRows()).subarray(from, from + count), from),
      base() {
        if (!allowed && rankText !== undefined) return toBitmap(lists.count, ranked(maxCounted).rows)
        const sets = [...(read?.rows ? [read.rows] : []), ...(withWords ? [withWords] : [])]
        return intersect(lists.count, sets)
      },
    },
  }
}

function toMatches(scores: Float32Array): Bitmap {
  const matches = createBitmap(scores.length)
  for (const [row, score] of scores.entries())
    if (score > 0) matches.words[row >> 5] = (matches.words[row >> 5] ?? 0) | (1 << (row & 31))
  return matches
}

/** An index would take 2.5 for three places and fill only two of them. */
function toWholeCount(k: number): number {
  return Math.max(1, Math.min(Math.floor(k) || 1, maxResults))
}

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'The search was cancelled.')
}
