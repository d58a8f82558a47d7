import {
  complement,
  countRows,
  createBitmap,
  hasRow,
  intersect,
  rowsOf,
  toBitmap,
  unite,
  type Bitmap,
} from '../bitmap.ts'
import type { PubmedRecord } from '../record.ts'
import type { QueryLists } from './lists.ts'
import type { Lookup } from './lookup.ts'
import type { QueryNode, TermNode } from './tree.ts'

/** How many records a query may have read, to look for its phrases and cut words: a matter of seconds. */
const mostRead = 10_000
const readAtOnce = 500

/** The part of an AbortSignal that it needs. */
interface Stoppable {
  throwIfAborted(): void
}

export interface Evaluation {
  /** Undefined where the query says nothing of any record. */
  rows: Bitmap | undefined
  /** Terms whose doubtful rows were too many to be looked at, and are all taken in. */
  unread: ReadonlySet<TermNode>
}

/**
 * The rows that a query wants, by set algebra over what the lists know of its terms. Where they leave a doubt, records are read:
 * of those alone that the rest of the query leaves over, and never more than `mostRead`.
 */
export async function evaluate(
  query: QueryNode,
  lookups: ReadonlyMap<TermNode, Lookup>,
  lists: QueryLists,
  { signal, most = mostRead }: { signal?: Stoppable | undefined; most?: number } = {},
): Promise<Evaluation> {
  const { count } = lists
  const unread = new Set<TermNode>()
  const everyRow = complement(createBitmap(count))
  let left = most

  /** Those of `within`; undefined where the node says nothing. */
  async function find(node: QueryNode, within: Bitmap): Promise<Bitmap | undefined> {
    switch (node.kind) {
      case 'term':
        return findTerms([node], within)
      case 'and':
        return findAnd(node.operands, within)
      case 'or': {
        const found = []
        for (const operand of node.operands) found.push(await find(operand, within))
        const known = found.filter((rows) => rows !== undefined)
        return known.length > 0 ? unite(count, known) : undefined
      }
      case 'without': {
        // What is taken away without a doubt comes first: then less is left to be read.
        const [from, without] = await findBoth(node, within)
        if (!without) return from
        return intersect(count, [from ?? within, complement(without)])
      }
    }
  }

  async function findBoth({ from, without }: QueryNode & { kind: 'without' }, within: Bitmap) {
    if (isDoubtful(from) && !isDoubtful(without)) {
      const taken = await find(without, within)
      const rest = taken ? intersect(count, [within, complement(taken)]) : within
      return [await find(from, rest), taken] as const
    }
    const kept = await find(from, within)
    return [kept, await find(without, kept ?? within)] as const
  }

  async function findAnd(operands: readonly QueryNode[], within: Bitmap): Promise<Bitmap | undefined> {
    let rows: Bitmap | undefined
    // No record is read that one of the others leaves out anyway, and none twice for terms that stand side by side.
    const most = intersect(count, [within, ...operands.flatMap((operand) => atMost(operand) ?? [])])
    const terms = operands.filter((operand) => operand.kind === 'term')
    for (const operand of operands)
      if (operand.kind !== 'term') rows = (await find(operand, rows ?? most)) ?? rows
    return (await findTerms(terms, rows ?? most)) ?? rows
  }

  /** Rows that may meet it, by the lists alone; undefined where it says nothing. */
  function atMost(node: QueryNode): Bitmap | undefined {
    if (node.kind === 'term') return lookups.get(node)?.rows
    if (node.kind === 'without') return atMost(node.from) ?? (atMost(node.without) && everyRow)
    const known = node.operands.map(atMost).filter((rows) => rows !== undefined)
    if (known.length === 0) return undefined
    return node.kind === 'and' ? intersect(count, known) : unite(count, known)
  }

  /** Rows that fit all of the terms; undefined where none of them says anything. */
  async function findTerms(terms: readonly TermNode[], within: Bitmap): Promise<Bitmap | undefined> {
    const known = terms.flatMap((term) => {
      const { rows, doubt } = lookups.get(term) ?? {}
      return rows ? [{ term, rows, doubt }] : []
    })
    if (known.length === 0) return undefined
    const found = intersect(count, [within, ...known.map(({ rows }) => rows)])
    const doubts = known.flatMap(({ term, doubt }) => (doubt ? [{ term, ...doubt }] : []))
    const doubtful = intersect(count, [
      found,
      unite(
        count,
        doubts.map(({ rows }) => rows),
      ),
    ])
    const size = countRows(doubtful)
    if (size > left) {
      for (const { term } of doubts) unread.add(term)
      return found
    }
    left -= size
    const sure = intersect(count, [found, complement(doubtful)])
    const fits = (record: PubmedRecord, row: number) =>
      doubts.every((doubt) => !hasRow(doubt.rows, row) || doubt.fits(record))
    return unite(count, [sure, await read(doubtful, fits)])
  }

  async function read(
    doubtful: Bitmap,
    fits: (record: PubmedRecord, row: number) => boolean,
  ): Promise<Bitmap> {
    const rows = [...rowsOf(doubtful)]
    const fitting: number[] = []
    for (let at = 0; at < rows.length; at += readAtOnce) {
      signal?.throwIfAborted()
      const some = rows.slice(at, at + readAtOnce)
      const records = await lists.records(some)
      fitting.push(...some.filter((row, place) => fits(records[place] ?? missing(), row)))
    }
    return toBitmap(count, fitting)
  }

  function isDoubtful(node: QueryNode): boolean {
    if (node.kind === 'term') {
      const { doubt } = lookups.get(node) ?? {}
      return doubt !== undefined && countRows(doubt.rows) > 0
    }
    return node.kind === 'without'
      ? isDoubtful(node.from) || isDoubtful(node.without)
      : node.operands.some(isDoubtful)
  }

  return { rows: await find(query, everyRow), unread }
}

function missing(): never {
  throw new Error('A record that was asked for did not come.')
}
