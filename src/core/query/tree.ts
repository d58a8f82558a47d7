import type { QueryField } from './fields.ts'
import type { Span } from './refuse.ts'

/** A query as it was written. Operators take from left to right, as in PubMed: `a OR b AND c` is `(a OR b) AND c`. */
export type QueryNode = TermNode | GroupNode | WithoutNode

export interface TermNode extends Span {
  kind: 'term'
  /** Without quotes and tag. */
  text: string
  isQuoted: boolean
  field?: QueryField
  /** Of two dates with a colon between: the second one. */
  to?: string
}

/** Two operands or more. */
export interface GroupNode extends Span {
  kind: 'and' | 'or'
  operands: QueryNode[]
}

export interface WithoutNode extends Span {
  kind: 'without'
  from: QueryNode
  without: QueryNode
}

/** A word that a star ends, four letters or more before it. */
const cutWord = /[\p{L}\p{N}]\*(?![\p{L}\p{N}*])/u

export function hasCutWord({ text }: TermNode): boolean {
  return cutWord.test(text)
}

export function* termsOf(node: QueryNode): Generator<TermNode> {
  if (node.kind === 'term') yield node
  else if (node.kind === 'without') {
    yield* termsOf(node.from)
    yield* termsOf(node.without)
  } else for (const operand of node.operands) yield* termsOf(operand)
}

/** Whether something in it has a tag, quotes, or a word cut off: such operands never rank. */
export function isMarked(node: QueryNode): boolean {
  return [...termsOf(node)].some((term) => term.isQuoted || term.field !== undefined || hasCutWord(term))
}
