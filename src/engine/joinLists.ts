import { createFacetTable, facetKinds, type FacetTable } from '../core/facetTable.ts'
import { joinHeadings } from '../core/mesh/join.ts'
import { once } from '../core/once.ts'
import type { OpenLibrary } from './library.ts'
import { createLists, type LibraryLists } from './queryLists.ts'

export interface ListMember {
  library: OpenLibrary
  /** Own row → row among all. */
  rows: Uint32Array
}

interface Joined extends Pick<LibraryLists, 'count' | 'records' | 'row'> {
  /** Row among all → place of the member that gives its record. */
  owners: Int32Array
}

/** The lists of several libraries as those of one: of each record what the library that gives it says. @param members the newest first */
export async function joinLists(
  members: readonly ListMember[],
  { count, owners, records, row }: Joined,
): Promise<LibraryLists> {
  const parts = await Promise.all(
    members.map(async ({ library, rows }) => ({ lists: await library.lists(), rows })),
  )
  const years = members.flatMap(({ library }) => library.manifest.meshYear ?? [])
  const byYear = parts
    .map(({ lists }, place) => ({ lists, year: members[place]?.library.manifest.meshYear ?? 0 }))
    .toSorted((a, b) => b.year - a.year)

  /** Rows among all that a member has found for records that it gives. */
  function* ownRows(member: number, found: Iterable<number>): Generator<number> {
    for (const local of found) {
      const joined = parts[member]?.rows[local] ?? 0
      if (owners[joined] === member) yield joined
    }
  }

  async function collect(find: (library: OpenLibrary) => Promise<Iterable<number>>): Promise<number[]> {
    const found = await Promise.all(members.map(({ library }) => find(library)))
    return found.flatMap((rows, member) => [...ownRows(member, rows)])
  }

  async function union(find: (lists: LibraryLists) => Promise<string[]>): Promise<string[]> {
    const lists = await Promise.all(parts.map((part) => find(part.lists)))
    return [...new Set(lists.flat())].sort()
  }

  return createLists({
    count,
    readHeadings: () => joinHeadings(byYear.map(({ lists }) => lists.headings)),
    meshYear: years.length > 0 ? Math.max(...years) : null,
    table: once(async () => {
      const tables = await Promise.all(parts.map(({ lists }) => lists.table()))
      return joinTables(count, tables, ownRows)
    }),
    findFacet: (key) => collect(async (library) => (await library.lists()).findFacet(key)),
    findTerm: (term) => collect(async ({ words }) => (await words.find(term))?.rows ?? []),
    facetKeys: (prefix) => union((lists) => lists.facetKeys(prefix)),
    terms: (prefix) => union((lists) => lists.terms(prefix)),
    row,
    records,
  })
}

function joinTables(
  count: number,
  tables: readonly FacetTable[],
  ownRows: (member: number, found: Iterable<number>) => Iterable<number>,
): FacetTable {
  const rowsByKey = new Map<string, number[]>()
  for (const [member, { columns }] of tables.entries()) {
    for (const kind of facetKinds) {
      const { values, rowStarts, rows } = columns[kind]
      for (const [id, value] of values.entries()) {
        const own = [...ownRows(member, rows.subarray(rowStarts[id], rowStarts[id + 1]))]
        if (own.length === 0) continue
        const key = `${kind}:${value}`
        const known = rowsByKey.get(key)
        if (known) for (const row of own) known.push(row)
        else rowsByKey.set(key, own)
      }
    }
  }
  return createFacetTable(
    count,
    Array.from(rowsByKey, ([key, rows]) => [key, Uint32Array.from(rows).sort()] as const),
  )
}
