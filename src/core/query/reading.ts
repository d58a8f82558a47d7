import { countRows } from '../bitmap.ts'
import type { Evaluation } from './evaluate.ts'
import type { Lookup } from './lookup.ts'
import type { TermMeaning } from './meaning.ts'
import type { Condition } from './plan.ts'
import { toPubmedQuery, toPubmedUrl } from './toPubmed.ts'
import type { QueryNode, TermNode } from './tree.ts'

/** How a query was read, for whoever wrote it. */
export interface QueryReading {
  /** A plain text ranks by meaning and words, and filters nothing. */
  kind: 'text' | 'query'
  /** What AND and NOT join, in the order of the query; none of a plain text. */
  conditions: ReadCondition[]
  /** What is ranked by; empty: the newest comes first. */
  rankText: string
  /** Records that the query leaves over; absent where it filters nothing. */
  rows?: number
  /** The same query on PubMed; absent where it is too long for an address. */
  pubmedUrl?: string
}

export interface ReadCondition {
  role: Condition['role']
  part: ReadPart
}

export type ReadPart = ReadTerm | { kind: 'group'; operator: 'and' | 'or' | 'not'; parts: ReadPart[] }

export interface ReadTerm {
  kind: 'term'
  /** As it was written, with quotes and tag. */
  text: string
  meaning: TermMeaning
  /** Records that it fits by itself; absent where it says nothing of any. */
  rows?: number
  /** `rows` may be too many: its words were looked for in the records of the other terms alone. */
  isMost: boolean
  /** Too many records to look at: it takes in those, too, in which its words stand apart, or other words begin so. */
  isUnread: boolean
  /** Of an unknown heading: the query with one that is written nearly so. */
  proposals: { name: string; query: string }[]
}

export function createTextReading(query: string): QueryReading {
  const pubmedUrl = toPubmedUrl(query)
  return { kind: 'text', conditions: [], rankText: query, ...(pubmedUrl !== undefined && { pubmedUrl }) }
}

export interface ReadQuery {
  query: string
  tree: QueryNode
  conditions: readonly Condition[]
  rankText: string
  lookups: ReadonlyMap<TermNode, Lookup>
  evaluation: Evaluation
}

export function createQueryReading({ query, tree, conditions, rankText, ...found }: ReadQuery): QueryReading {
  const { lookups, evaluation } = found
  const pubmedUrl = toPubmedUrl(toPubmedQuery(tree))

  function toPart(node: QueryNode): ReadPart {
    if (node.kind === 'term') return toTerm(node)
    const parts = node.kind === 'without' ? [node.from, node.without] : node.operands
    const operator = node.kind === 'without' ? 'not' : node.kind
    return { kind: 'group', operator, parts: parts.map(toPart) }
  }

  function toTerm(term: TermNode): ReadTerm {
    const { meaning, rows, doubt } = lookups.get(term) ?? { meaning: { what: 'meaning' } as const }
    return {
      kind: 'term',
      text: query.slice(term.start, term.end),
      meaning,
      ...(rows && { rows: countRows(rows) }),
      isMost: doubt !== undefined && countRows(doubt.rows) > 0,
      isUnread: evaluation.unread.has(term),
      proposals: meaning.what === 'heading-unknown' ? meaning.near.map((name) => propose(term, name)) : [],
    }
  }

  function propose(term: TermNode, name: string): ReadTerm['proposals'][number] {
    const mended = toPubmedQuery({ ...term, text: name, isQuoted: true })
    return { name, query: query.slice(0, term.start) + mended + query.slice(term.end) }
  }

  return {
    kind: 'query',
    conditions: conditions.map(({ node, role }) => ({ role, part: toPart(node) })),
    rankText,
    ...(evaluation.rows && { rows: countRows(evaluation.rows) }),
    ...(pubmedUrl !== undefined && { pubmedUrl }),
  }
}
