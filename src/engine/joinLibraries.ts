import { toTextLengths } from '../core/bm25.ts'
import type { Postings } from '../core/pack/postings.ts'
import type { StoredRecord } from '../core/storedRecord.ts'
import { createTopK, type Ranking } from '../core/topK.ts'
import { once } from '../core/once.ts'
import { joinLists } from './joinLists.ts'
import type { OpenLibrary } from './library.ts'
import type { VectorIndex } from './ports.ts'
import type { Searchable } from './search.ts'
import { createTextIndex } from './textIndex.ts'
import type { OpenVectors } from './vectors.ts'

/**
 * Several libraries searched as if one had been built of all their records: its rows are all their PMIDs in ascending order.
 * What stands in several is one row. The newest of them gives its record, words and vector: it knows of a retraction first.
 */
export interface JoinedLibraries extends Searchable {
  records: OpenLibrary['records']
  /** Ids of the libraries in which the record at a row stands; that which gives it comes first. */
  librariesOf(row: number): string[]
  /** The row of a record; undefined where no library has it. */
  rowOf(pmid: string): number | undefined
  /** @param members the libraries that can be searched by meaning: all, or some of them */
  joinVectors(members: readonly VectorMember[]): OpenVectors
}

export interface VectorMember {
  library: OpenLibrary
  vectors: OpenVectors
}

const absent = -1
const noPostings: Postings = { rows: new Uint32Array(), frequencies: new Uint8Array() }

export function joinLibraries(libraries: readonly OpenLibrary[]): JoinedLibraries {
  const [first, ...others] = libraries
  if (first && others.length === 0) return asJoined(first)
  const distinct = new Set<number>()
  for (const { pmids: own } of libraries) for (const pmid of own) distinct.add(pmid)
  const pmids = Uint32Array.from(distinct).sort()
  const newestFirst = libraries.toSorted((a, b) => b.manifest.date.localeCompare(a.manifest.date))
  const places = new Map(newestFirst.map((library) => [library, placeRows(library, pmids)]))
  const placesOf = (library: OpenLibrary) => places.get(library) ?? placeRows(library, pmids)
  const parts = newestFirst.map((library) => ({ library, ...placesOf(library) }))
  const owners = chooseOwners(parts, pmids.length)

  const lengths = new Uint32Array(pmids.length)
  for (const [part, { library, rows }] of parts.entries())
    for (const [local, row] of rows.entries())
      if (owners[row] === part) lengths[row] = library.words.lengths[local] ?? 0

  async function find(term: string): Promise<Postings> {
    const lists = await Promise.all(parts.map(({ library }) => library.words.find(term)))
    // Row and frequency in one number, which sorts by row; a frequency has one byte.
    const packed = Float64Array.from(
      parts.flatMap(({ rows }, part) => {
        const { rows: locals, frequencies } = lists[part] ?? noPostings
        return Array.from(
          locals,
          (local, place) => (rows[local] ?? 0) * 256 + (frequencies[place] ?? 0),
        ).filter((number) => owners[Math.floor(number / 256)] === part)
      }),
    ).sort()
    return {
      rows: Uint32Array.from(packed, (number) => Math.floor(number / 256)),
      frequencies: Uint8Array.from(packed, (number) => number % 256),
    }
  }

  async function records(rows: readonly number[]): Promise<StoredRecord[]> {
    const found = new Map<number, StoredRecord>()
    await Promise.all(
      parts.map(async ({ library, locals }, part) => {
        const own = rows.filter((row) => owners[row] === part)
        const records = await library.records(own.map((row) => locals[row] ?? 0))
        for (const [place, record] of records.entries()) found.set(own[place] ?? 0, record)
      }),
    )
    return rows.flatMap((row) => found.get(row) ?? [])
  }

  return {
    words: createTextIndex(toTextLengths(lengths), find),
    records,
    lists: once(() =>
      joinLists(parts, { count: pmids.length, owners, records, row: (pmid) => findRow(pmids, pmid) }),
    ),
    librariesOf(row) {
      const owner = parts[owners[row] ?? 0]?.library
      const holders = libraries.filter((library) => placesOf(library).locals[row] !== absent)
      const others = holders.filter((library) => library !== owner)
      return (owner ? [owner, ...others] : others).map(({ manifest }) => manifest.id)
    },
    rowOf: (pmid) => findRow(pmids, pmid),
    joinVectors(members) {
      const sides = newestFirst.flatMap((library) => {
        const member = members.find((candidate) => candidate.library === library)
        return member ? [{ vectors: member.vectors, ...placesOf(library) }] : []
      })
      return createJoinedVectors(sides, pmids.length)
    },
  }
}

/** A single library is searched as it is: its lists need no joining, and most people have one. */
function asJoined({ words, records, lists, manifest, pmids }: OpenLibrary): JoinedLibraries {
  return {
    words,
    records,
    lists,
    librariesOf: () => [manifest.id],
    rowOf: (pmid) => findRow(pmids, pmid),
    joinVectors: ([member]) => member?.vectors ?? createJoinedVectors([], manifest.records),
  }
}

/** Where the rows of a library stand among all. */
interface PlacedRows {
  /** Own row → row among all. */
  rows: Uint32Array
  /** Row among all → own row, or `absent`. */
  locals: Int32Array
}

function placeRows({ pmids: own }: OpenLibrary, pmids: Uint32Array): PlacedRows {
  const rows = own.map((pmid) => findSorted(pmids, pmid))
  const locals = new Int32Array(pmids.length).fill(absent)
  for (const [local, row] of rows.entries()) locals[row] = local
  return { rows, locals }
}

function findRow(pmids: Uint32Array, pmid: string): number | undefined {
  const row = pmids.indexOf(Number(pmid))
  return row < 0 ? undefined : row
}

/** @param sorted ascending, holds the number */
function findSorted(sorted: Uint32Array, wanted: number): number {
  let [low, high] = [0, sorted.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** For each row the first part that has it, or `absent`. */
function chooseOwners(parts: readonly PlacedRows[], count: number): Int32Array {
  const owners = new Int32Array(count).fill(absent)
  for (const [part, { rows }] of parts.entries())
    for (const row of rows) if (owners[row] === absent) owners[row] = part
  return owners
}

interface VectorSide extends PlacedRows {
  vectors: OpenVectors
}

function createJoinedVectors(sides: readonly VectorSide[], count: number): OpenVectors {
  const owners = chooseOwners(sides, count)
  const owned = sides.map((_, side) => owners.reduce((sum, owner) => sum + Number(owner === side), 0))
  const covered = owned.reduce((sum, rows) => sum + rows, 0)
  const problems = sides.flatMap(({ vectors }) => vectors.indexProblem ?? [])

  /** So many of the best that k of them are the side's own: others are told better by a newer library. */
  function searchOwn(side: number, index: VectorIndex, query: Float32Array, k: number): [number, number][] {
    const { rows = new Uint32Array() } = sides[side] ?? {}
    for (let asked = k; ; asked *= 2) {
      const found = index.search(query, Math.min(asked, index.count))
      const own = Array.from(found.rows, (local, place): [number, number] => [
        rows[local] ?? 0,
        found.scores[place] ?? 0,
      ]).filter(([row]) => owners[row] === side)
      if (own.length >= Math.min(k, owned[side] ?? 0) || asked >= index.count) return own
    }
  }

  function join(pick: (vectors: OpenVectors) => VectorIndex): VectorIndex {
    const indexes = sides.map(({ vectors }) => pick(vectors))
    return {
      kind: indexes.some(({ kind }) => kind === 'hnsw') ? 'hnsw' : 'exact',
      count: covered,
      search(query, k): Ranking {
        const best = createTopK(Math.min(k, covered))
        for (const [side, index] of indexes.entries())
          if (owned[side]) for (const [row, score] of searchOwn(side, index, query, k)) best.offer(row, score)
        return best.take()
      },
      close: () => indexes.forEach((index) => index.close()),
    }
  }

  const index = join((vectors) => vectors.index)
  return {
    index,
    exact: join((vectors) => vectors.exact),
    ...(problems.length > 0 && { indexProblem: problems.join(' ') }),
    ...(covered < count && { has: (row: number) => owners[row] !== absent }),
    scoreOf(query, row) {
      const side = sides[owners[row] ?? absent]
      return side ? side.vectors.scoreOf(query, side.locals[row] ?? 0) : 0
    },
    vectorOf(row) {
      const side = sides[owners[row] ?? absent]
      return side?.vectors.vectorOf(side.locals[row] ?? 0)
    },
    close: index.close,
  }
}
