/** A part of a text: code units from `start` to `end` (exclusive). */
export interface TextRange {
  start: number
  end: number
}

/** Longer ones are cut at a space: no encoder reads more, and no reader takes it for a sentence. */
export const maxSentenceChars = 1000

/** Before a point they end no sentence, whatever follows. */
const abbreviations = new Set(
  (
    'approx ca cf ch dr drs eq eqs eds est e.g eg fig figs i.e ie incl mr mrs ms no nos nr p.o pp prof ref refs resp ' +
    'st suppl tab v.s viz vol vols vs'
  ).split(' '),
)

/** After a single letter and its point these begin a sentence: “vitamin D. The …”, but “by S. Typhimurium”. */
const openers = new Set(
  (
    'A After All Although An As At Because Both By Data During Each For From Further Here However If In It Most No Of On ' +
    'One Our Results Since Some The Their There These They This Those Thus To Two Using We When While With'
  ).split(' '),
)

/** A word in small letters before a single letter that belongs to it: “hepatitis C.”, “group A.” */
const joiners = new Set('and by for from of or see the to via with'.split(' '))

// Begins at the first of several marks: at each of a million it would be tried again to their end.
const ending = /(?<![.!?])[.!?]+["'”’)\]]*(?=\s|$)|[。！？]+/gu
/** Looked at on both sides of an ending: enough for a word, and the same for a text of any length. */
const reach = 48

/**
 * The sentences of an abstract in their order, without the spaces between them. Points of abbreviations (e.g., vs., Fig.),
 * of initials and genera (J. Smith, E. coli), and of numbers do not end one. It goes by rules, not by meaning: “et al. The” may
 * be cut or not cut wrongly, which costs a reader nothing.
 */
export function splitSentences(text: string): TextRange[] {
  const sentences: TextRange[] = []
  let start = 0
  for (const { 0: mark, index } of text.matchAll(ending)) {
    const end = index + mark.length
    if (!isEnd(text.slice(Math.max(start, index - reach), index), mark, text.slice(end, end + reach)))
      continue
    sentences.push(...toRanges(text, start, end))
    start = end
  }
  sentences.push(...toRanges(text, start, text.length))
  return sentences
}

function isEnd(before: string, mark: string, after: string): boolean {
  const next = /^\s*["'“‘([]*([^\s,;:]*)/u.exec(after)?.[1] ?? ''
  if (next === '' && after.trim() === '') return true
  if (!mark.startsWith('.')) return true
  if (!canBegin(next)) return false
  const [word = ''] = /[^\s()[\]]*$/u.exec(before) ?? []
  if (mark === '.') {
    if (abbreviations.has(word.toLowerCase())) return false
    if (/^(?:\p{L}\.)*\p{Lu}$/u.test(word)) return isLetterAtEnd(before, word, next)
    if (word === 'al') return /^\p{Lu}/u.test(next) && !/^\s*[([]/u.test(after)
  }
  return true
}

/** A capital, a digit, a bracket; a small letter only where the word is a name of another kind: mRNA, p53, α-synuclein. */
function canBegin(word: string): boolean {
  return (
    word === '' ||
    /^[\p{Lu}\p{Lo}\p{N}<≥≤±~+-]/u.test(word) ||
    /^\p{L}{0,3}[\p{Lu}\d]|^\p{Script=Greek}-/u.test(word)
  )
}

/** `word` is one capital letter, or several with points between (U.S). */
function isLetterAtEnd(before: string, word: string, next: string): boolean {
  if (openers.has(next)) return true
  if (word.includes('.')) return false
  const [previous = ''] = /[^\s()[\]]*(?=\s+$)/u.exec(before.slice(0, before.length - word.length)) ?? []
  return /^[\p{Ll}-]+$/u.test(previous) && !joiners.has(previous)
}

/** Without white space around it, in pieces of a length that can be read. */
function toRanges(text: string, from: number, to: number): TextRange[] {
  const ranges: TextRange[] = []
  let start = from
  while (start < to) {
    start += text.slice(start, to).search(/\S|$/u)
    if (to - start <= maxSentenceChars) break
    const end = cutBefore(text, start, start + maxSentenceChars)
    ranges.push(trimEnd(text, start, end))
    start = end
  }
  if (start < to) ranges.push(trimEnd(text, start, to))
  return ranges
}

function cutBefore(text: string, start: number, limit: number): number {
  const space = text.slice(start, limit).search(/\s\S*$/u)
  if (space > 0) return start + space
  const isPair = /[\ud800-\udbff]/.test(text[limit - 1] ?? '')
  return isPair ? limit - 1 : limit
}

const trimEnd = (text: string, start: number, end: number): TextRange => ({
  start,
  end: start + text.slice(start, end).trimEnd().length,
})
