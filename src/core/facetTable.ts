/**
 * The lists of a library that filters and counts need at once, in memory: by value (which rows have it) and by row (which
 * values it has). What only a query asks for, authors and words of titles, stays in the pack.
 */
export interface FacetTable {
  /** Rows of the library. */
  count: number
  columns: Record<FacetKind, FacetColumn>
}

/** Kinds of facets.ts; of `mesh` and `majr` the headings alone, without their qualifiers. */
export const facetKinds = ['abst', 'jour', 'lang', 'majr', 'mesh', 'note', 'type', 'year'] as const

export type FacetKind = (typeof facetKinds)[number]

export interface FacetColumn {
  /** Sorted, without the kind; an id is a place in this list. */
  values: readonly string[]
  /** Rows that have value v, ascending: `rows` from `rowStarts[v]` to `rowStarts[v + 1]`. */
  rowStarts: Uint32Array
  rows: Uint32Array
  /** Ids of the values of row r, ascending: `ids` from `idStarts[r]` to `idStarts[r + 1]`. */
  idStarts: Uint32Array
  ids: Uint32Array
}

/** @param lists rows by facet key, see facets.ts; keys of other kinds are passed over */
export function createFacetTable(
  count: number,
  lists: Iterable<readonly [key: string, rows: Uint32Array]>,
): FacetTable {
  const byKind = new Map<string, [value: string, rows: Uint32Array][]>(facetKinds.map((kind) => [kind, []]))
  for (const [key, rows] of lists) {
    const value = key.slice(kindChars + 1)
    if (!isQualified(key)) byKind.get(key.slice(0, kindChars))?.push([value, rows])
  }
  const columns = facetKinds.map((kind) => [kind, createColumn(count, byKind.get(kind) ?? [])] as const)
  return { count, columns: Object.fromEntries(columns) as FacetTable['columns'] } // fromEntries forgets the kinds
}

/** Rows of a facet key, none where no row has it; undefined where its kind is not in the table. */
export function findFacetRows({ columns }: FacetTable, key: string): Uint32Array | undefined {
  const kind = facetKinds.find((each) => each === key.slice(0, kindChars))
  return kind && !isQualified(key) ? rowsWith(columns[kind], key.slice(kindChars + 1)) : undefined
}

export function rowsWith(column: FacetColumn, value: string): Uint32Array {
  const id = findValue(column.values, value)
  return column.rows.subarray(column.rowStarts[id] ?? 0, id < 0 ? 0 : column.rowStarts[id + 1])
}

export function idsOf({ idStarts, ids }: FacetColumn, row: number): Uint32Array {
  return ids.subarray(idStarts[row], idStarts[row + 1])
}

const kindChars = 4

/** `mesh:D006333/therapy` */
function isQualified(key: string): boolean {
  return (key.startsWith('mesh:') || key.startsWith('majr:')) && key.includes('/')
}

function createColumn(count: number, lists: [value: string, rows: Uint32Array][]): FacetColumn {
  const sorted = lists.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const size = sorted.reduce((sum, [, rows]) => sum + rows.length, 0)
  const column: FacetColumn = {
    values: sorted.map(([value]) => value),
    rowStarts: new Uint32Array(sorted.length + 1),
    rows: new Uint32Array(size),
    idStarts: new Uint32Array(count + 1),
    ids: new Uint32Array(size),
  }
  const { rowStarts, rows, idStarts, ids } = column
  for (const [id, [, own]] of sorted.entries()) {
    rows.set(own, rowStarts[id] ?? 0)
    rowStarts[id + 1] = (rowStarts[id] ?? 0) + own.length
    for (const row of own) idStarts[row + 1] = (idStarts[row + 1] ?? 0) + 1
  }
  for (let row = 0; row < count; row++) idStarts[row + 1] = (idStarts[row + 1] ?? 0) + (idStarts[row] ?? 0)
  const next = idStarts.slice()
  for (const [id, [, own]] of sorted.entries()) {
    for (const row of own) {
      const place = next[row] ?? 0
      ids[place] = id
      next[row] = place + 1
    }
  }
  return column
}

/** Place of the value in the sorted list, -1 where it is not there. */
function findValue(values: readonly string[], wanted: string): number {
  let [low, high] = [0, values.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = values[middle] ?? ''
    if (value === wanted) return middle
    if (value < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}
