// Lists hold stems, and the stem of a word need not begin as the word does: `therapy` stands under `therapi`, `ability` under
// `abil`. What a word cut off by a star may stand under is told from how Porter's algorithm (text/terms.ts) changes words: it
// takes endings off, and writes other ones of up to three letters in the place of some.

/** Endings that are taken off, one after the other, or replaced. */
const endings = (
  's es ed ing y ational tional enci ency anci ancy izer bli bly alli ally entli ently eli ely ousli ously ization isation ation ' +
  'ator alism iveness fulness ousness aliti ality iviti ivity biliti bility logi logy icate ative alize iciti icity ical ful ' +
  'ness ly li le l il abil ibil al ance ence er or ic able ible abl ibl ant ement ment ent ion ou ism ate at iti ity ous ive iv ize iz e i'
).split(' ')

/** How much of a stem every word that has it begins with. */
function safeLength(stem: string): number {
  if (stem.endsWith('ble')) return stem.length - 2
  return /([ei]|bl)$/.test(stem) ? stem.length - 1 : stem.length
}

export type StemFit = 'all' | 'some' | 'none'

/** Whether the words that have the stem begin with `beginning`. */
export function fitOfStem(stem: string, beginning: string): StemFit {
  // What is no word of English letters is kept as it is.
  if (!/^[a-z]+$/.test(stem)) return stem.startsWith(beginning) ? 'all' : 'none'
  const safe = stem.slice(0, safeLength(stem))
  if (safe.startsWith(beginning)) return 'all'
  if (stem === beginning) return 'some'
  return beginning.startsWith(safe) && isEnding(safe, beginning.slice(safe.length)) ? 'some' : 'none'
}

/** Stems shorter than the beginning that words which begin so may have. */
export function shorterStems(beginning: string): string[] {
  const stems = new Set<string>()
  for (let length = beginning.length; length > 0; length--) {
    const part = beginning.slice(0, length)
    for (const more of part.endsWith('b') ? ['', 'e', 'i', 'l', 'le'] : ['', 'e', 'i'])
      if (fitOfStem(part + more, beginning) === 'some') stems.add(part + more)
  }
  return [...stems]
}

/** Whether it can begin what was taken off: endings, after a consonant that was doubled (hop, hopping) or not. */
function isEnding(safe: string, rest: string): boolean {
  return beginsEndings(rest) || (rest[0] === safe.at(-1) && beginsEndings(rest.slice(1)))
}

function beginsEndings(text: string): boolean {
  return endings.some(
    (ending) =>
      ending.startsWith(text) || (text.startsWith(ending) && beginsEndings(text.slice(ending.length))),
  )
}
