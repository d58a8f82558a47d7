import { isMarked, type QueryNode } from './tree.ts'

/** A part of the query that every record of the answer must meet, or must not, or is ranked by. */
export interface Condition {
  node: QueryNode
  role: 'must' | 'must-not' | 'ranks'
}

/**
 * What of a query filters and what ranks. Where one of the parts that AND and NOT join has a tag, quotes or a cut word, parts
 * that are plain text only rank; one with operators in it is meant as a filter. Without such a part each one filters.
 */
export function planQuery(query: QueryNode): { conditions: Condition[]; rankText: string } {
  const joined = conditionsOf(query)
  const hasMarks = joined.some(({ node }) => isMarked(node))
  const conditions = joined.map(({ node, role }): Condition => {
    const isPlainText = node.kind === 'term' && !isMarked(node)
    return { node, role: hasMarks && isPlainText && role === 'must' ? 'ranks' : role }
  })
  const ranking = conditions.filter(
    ({ node, role }) => role === 'ranks' || (role === 'must' && !isMarked(node)),
  )
  return { conditions, rankText: ranking.map(({ node }) => positiveText(node)).join(' ') }
}

function conditionsOf(node: QueryNode): Condition[] {
  if (node.kind === 'and') return node.operands.flatMap(conditionsOf)
  if (node.kind === 'without') return [...conditionsOf(node.from), { node: node.without, role: 'must-not' }]
  return [{ node, role: 'must' }]
}

/** The words that may stand in what is looked for. */
function positiveText(node: QueryNode): string {
  if (node.kind === 'term') return node.text
  return node.kind === 'without' ? positiveText(node.from) : node.operands.map(positiveText).join(' ')
}

/** What filters, as one query; undefined where all of it ranks. */
export function toFilter(conditions: readonly Condition[]): QueryNode | undefined {
  const [first, ...others] = conditions.flatMap(({ node, role }) => (role === 'must' ? [node] : []))
  const span = { start: first?.start ?? 0, end: others.at(-1)?.end ?? first?.end ?? 0 }
  const must: QueryNode | undefined =
    first && others.length > 0 ? { kind: 'and', operands: [first, ...others], ...span } : first
  const mustNot = conditions.flatMap(({ node, role }) => (role === 'must-not' ? [node] : []))
  if (mustNot.length === 0) return must
  return mustNot.reduce<QueryNode>(
    (from, without) => ({ kind: 'without', from, without, ...span }),
    must ?? everything,
  )
}

/** Says nothing: what is taken away from it, is taken from all records. */
const everything: QueryNode = { kind: 'and', operands: [], start: 0, end: 0 }
