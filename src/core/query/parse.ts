import { checkTerm } from './checkTerm.ts'
import { findField, nearestField } from './fields.ts'
import { refuse, type Span } from './refuse.ts'
import { readTokens, type Operator, type Token } from './tokens.ts'
import type { QueryNode, TermNode } from './tree.ts'

const mostDeep = 50
/** Each of them is looked up: the longest published strategies have some hundred. */
const mostTerms = 500

/**
 * Reads PubMed's query language; undefined for a plain text, see tokens.ts.
 * @throws AppError `query-syntax`
 */
export function parseQuery(query: string): QueryNode | undefined {
  const tokens = readTokens(query)
  return tokens && createParser(query, tokens).parse()
}

function createParser(query: string, tokens: readonly Token[]) {
  let at = 0
  let terms = 0

  function parse(): QueryNode {
    const whole = parseSequence(0)
    const rest = tokens[at]
    if (rest) refuse(query, 'parenthesis-unopened', rest, '')
    return whole ?? refuse(query, 'phrase-empty', { start: 0, end: query.length })
  }

  /** Operands and what stands between them, up to the end or a closing parenthesis. */
  function parseSequence(depth: number): QueryNode | undefined {
    let left: QueryNode | undefined
    let pending: (Span & { operator: Operator }) | undefined
    for (let token = tokens[at]; token && token.kind !== 'close'; token = tokens[at]) {
      if (token.kind === 'operator') {
        if (!left) refuse(query, 'operator-alone', token, token.operator === 'NOT' ? undefined : '')
        // AND NOT is how many write NOT.
        if (pending && !(pending.operator === 'AND' && token.operator === 'NOT'))
          refuse(query, 'operator-double', { start: pending.start, end: token.end }, pending.operator)
        pending = { ...token, start: pending?.start ?? token.start }
        at++
        continue
      }
      const right = parseOperand(depth, left !== undefined && !pending)
      if (!right) continue
      left = left ? combine(left, pending?.operator ?? 'AND', right) : right
      pending = undefined
    }
    if (pending) refuse(query, 'operator-alone', pending, '')
    return left
  }

  /** @param isJoined whether it follows another one without an operator between */
  function parseOperand(depth: number, isJoined: boolean): QueryNode | undefined {
    const first = tokens[at]
    switch (first?.kind) {
      case 'open':
        return parseParenthesis(first, depth + 1)
      case 'phrase':
        at++
        if (!/[\p{L}\p{N}]/u.test(first.text)) refuse(query, 'phrase-empty', first, '')
        return parseTag({ kind: 'term', text: first.text.trim(), isQuoted: true, ...spanOf(first) })
      case 'word': {
        const words = takeWords(isJoined)
        const [start, end] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0]
        if (words.length === 0) return undefined
        return parseTag({ kind: 'term', text: query.slice(start, end), isQuoted: false, start, end })
      }
      default:
        return refuse(query, 'tag-alone', first ?? { start: query.length, end: query.length }, '')
    }
  }

  function parseParenthesis(open: Token, depth: number): QueryNode {
    if (depth > mostDeep) refuse(query, 'nesting-deep', open)
    at++
    const inner = parseSequence(depth)
    const close = tokens[at]
    if (!inner) refuse(query, 'parenthesis-empty', { start: open.start, end: (close ?? open).end }, '')
    if (!close) {
      const rest = { start: open.start, end: query.length }
      refuse(query, 'parenthesis-unclosed', rest, `${query.slice(open.start).trimEnd()})`, open)
    }
    at++
    return { ...inner, start: open.start, end: close.end }
  }

  /** Words up to the next sign. “and” in small letters beside a tag or quotes says what is so anyway. */
  function takeWords(isJoined: boolean): Token[] {
    const words: (Token & { kind: 'word' })[] = []
    for (let token = tokens[at]; token?.kind === 'word'; token = tokens[++at]) words.push(token)
    const next = tokens[at]?.kind
    if (isJoined) dropSmall(words[0], () => words.shift())
    if (next === 'open' || next === 'phrase') dropSmall(words.at(-1), () => words.pop())
    return words
  }

  function dropSmall(edge: (Token & { kind: 'word' }) | undefined, drop: () => void): void {
    if (edge?.text === 'and') drop()
    else if (edge && /^(or|not)$/.test(edge.text))
      refuse(query, 'operator-small', edge, edge.text.toUpperCase())
  }

  function parseTag(term: TermNode): TermNode {
    if (++terms > mostTerms) refuse(query, 'terms-many', term)
    const tagged = withField(term)
    const colon = tokens[at]
    const second = colon?.kind === 'colon' && tagged.field === 'dp' ? tokens[++at] : undefined
    if (second?.kind === 'word' || second?.kind === 'phrase') {
      at++
      const { field, end } = withField({ kind: 'term', text: second.text, isQuoted: true, ...spanOf(second) })
      if (field === 'dp') return checkTerm(query, { ...tagged, to: second.text.trim(), end })
    }
    if (colon?.kind === 'colon') refuse(query, 'date-invalid', colon)
    return checkTerm(query, tagged)
  }

  function withField(term: TermNode): TermNode {
    const tag = tokens[at]
    if (tag?.kind !== 'tag') return term
    at++
    const field = findField(tag.name)
    const near = field ?? nearestField(tag.name)
    return field ? { ...term, field, end: tag.end } : refuse(query, 'tag-unknown', tag, near && `[${near}]`)
  }

  return { parse }
}

const spanOf = ({ start, end }: Span): Span => ({ start, end })

function combine(left: QueryNode, operator: Operator, right: QueryNode): QueryNode {
  const span = { start: left.start, end: right.end }
  if (operator === 'NOT') return { kind: 'without', from: left, without: right, ...span }
  const kind = operator === 'AND' ? 'and' : 'or'
  const operands = left.kind === kind ? left.operands : [left]
  return { kind, operands: [...operands, right], ...span }
}
