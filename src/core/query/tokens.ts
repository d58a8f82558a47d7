import { isLikeField, nearestField } from './fields.ts'
import { refuse, type Span } from './refuse.ts'

/** Places are those in the query, in UTF-16 code units. */
export type Token = Span &
  (
    | { kind: 'word'; text: string }
    /** `text` is what stands between the quotes. */
    | { kind: 'phrase'; text: string }
    /** `name` is what stands between the brackets. */
    | { kind: 'tag'; name: string }
    | { kind: 'operator'; operator: Operator }
    | { kind: 'open' | 'close' }
    /** Between two dates that have a tag each. */
    | { kind: 'colon' }
  )

export type Operator = 'AND' | 'OR' | 'NOT'

// Control characters and those without width part words, as white space does. A bracket within a word is of its name, as in
// benzo[a]pyrene, and so is a quote: 5" is an inch mark.
const word = /(?:[^\s\p{Cc}\p{Cf}()[]|\[[^[\]\s]*\](?=[\p{L}\p{N}]))+/uy
const tag = /\[([^[\]]*)\]/y
const quote = /["“”„]/
const operators: readonly string[] = ['AND', 'OR', 'NOT'] satisfies Operator[]
/** A star with fewer letters before it is no sign of a query, and neither is one on both sides. */
const truncated = /^[^*]*[\p{L}\p{N}]{4}\*$/u

/**
 * What a query is made of; undefined for a plain text: one without operators, quoted phrases, tags, and words cut off by a star.
 * @throws AppError `query-syntax` for quotes and brackets that are not closed
 */
export function readTokens(query: string): Token[] | undefined {
  const tokens: Token[] = []
  const lastBracket = query.lastIndexOf(']')
  for (let at = 0; at < query.length;) {
    const token = readToken(query, at, tokens.at(-1), lastBracket)
    if (token) tokens.push(token)
    at = token?.end ?? at + 1
  }
  if (!tokens.some((token) => isSign(query, token))) return undefined
  const last = tokens.at(-1)
  if (last?.kind === 'tag' && query[last.end - 1] !== ']')
    refuse(query, 'tag-unclosed', last, `[${last.name.trim()}]`)
  return tokens.filter((token) => token.kind !== 'word' || /[\p{L}\p{N}]/u.test(token.text))
}

function readToken(
  query: string,
  start: number,
  before: Token | undefined,
  lastBracket: number,
): Token | undefined {
  const sign = query[start] ?? ''
  if (sign === '(') return { kind: 'open', start, end: start + 1 }
  if (sign === ')') return { kind: 'close', start, end: start + 1 }
  if (sign === ':' && before?.kind === 'tag') return { kind: 'colon', start, end: start + 1 }
  if (quote.test(sign)) return readPhrase(query, start)
  if (sign === '[' && start > lastBracket)
    return { kind: 'tag', name: query.slice(start + 1), start, end: query.length }
  word.lastIndex = start
  const text = word.exec(query)?.[0]
  if (text !== undefined) {
    const span = { start, end: start + text.length }
    return operators.includes(text)
      ? { kind: 'operator', operator: text as Operator, ...span }
      : { kind: 'word', text, ...span }
  }
  tag.lastIndex = start
  const found = tag.exec(query)
  return found ? { kind: 'tag', name: found[1] ?? '', start, end: start + found[0].length } : undefined
}

function readPhrase(query: string, start: number): Token {
  const length = query.slice(start + 1).search(quote)
  if (length < 0)
    refuse(query, 'phrase-unclosed', { start, end: query.length }, `${query.slice(start).trimEnd()}"`)
  return { kind: 'phrase', text: query.slice(start + 1, start + 1 + length), start, end: start + length + 2 }
}

/** Whether it makes a query of the text. Brackets that are no tag of PubMed's count only where they nearly are, right after a word. */
function isSign(query: string, token: Token): boolean {
  if (token.kind === 'word') return truncated.test(token.text)
  if (token.kind === 'phrase') return /[\p{L}\p{N}]/u.test(token.text)
  if (token.kind !== 'tag') return token.kind === 'operator'
  const isAfterWord = /[\p{L}\p{N}*"”)]/u.test(query[token.start - 1] ?? '')
  return (
    isLikeField(token.name) ||
    (isAfterWord && token.name.length > 1 && nearestField(token.name) !== undefined)
  )
}
