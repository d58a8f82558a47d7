import { parseDateRange } from './dates.ts'
import { refuse } from './refuse.ts'
import type { TermNode } from './tree.ts'

/** PubMed's rule: a shorter beginning would take in too many words. */
export const fewestCutLetters = 4

/** @throws AppError `query-syntax` for what its field cannot be asked for */
export function checkTerm(query: string, term: TermNode): TermNode {
  if (term.field === 'dp') checkDates(query, term)
  else if (term.field === 'pmid') {
    if (!/^[\s,]*\d{1,10}([\s,]+\d{1,10})*[\s,]*$/.test(term.text)) refuse(query, 'pmid-invalid', term)
  } else checkStars(query, term)
  return term
}

function checkDates(query: string, term: TermNode): void {
  const range = parseDateRange(term)
  if (!range) refuse(query, 'date-invalid', term)
  if (range.from > range.to) {
    const [first, second] = term.to === undefined ? term.text.split(':') : [term.text, term.to]
    refuse(query, 'date-backwards', term, `${second?.trim()}:${first?.trim()}[dp]`)
  }
}

/** A star ends a word, four letters or more before it. One amid a word is part of it, as in HLA-B*57. */
function checkStars(query: string, { start, text, field }: TermNode): void {
  const offset = query.indexOf(text, start)
  for (const { 0: word, index } of text.matchAll(/[^\s,;]*\*[^\s,;]*/g)) {
    const span = { start: offset + index, end: offset + index + word.length }
    const bare = word.replaceAll('*', '')
    if (word.startsWith('*') && bare !== '') refuse(query, 'star-first', span, bare)
    if (!/[\p{L}\p{N}]\*$/u.test(word)) continue
    // A name or heading is cut off as a whole, a text after one of its words.
    const isOfText = field === undefined || field === 'ti' || field === 'tiab'
    const letters =
      /([\p{L}\p{N}]+)\*$/u.exec(isOfText ? word : text.replace(/[^\p{L}\p{N}*]/gu, ''))?.[1] ?? ''
    if (letters.length < fewestCutLetters) refuse(query, 'star-short', span, bare)
  }
}
