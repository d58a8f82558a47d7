import { stemmer } from 'stemmer'

const greekNames =
  'α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron π pi ' +
  'ρ rho σ sigma ς sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega'
const nameOfGreek = new Map(greekNames.match(/\S+ \S+/g)?.map((pair) => [pair.slice(0, 1), pair.slice(2)]))

/** Words that stand in most abstracts and say nothing about any. */
const stopWords = new Set(
  (
    'a an and are as at be been but by can did do does for from had has have how in into is it its may no nor not of on ' +
    'or our than that the their them then there these they this those to was we were what when where which who whom why ' +
    'will with would'
  ).split(' '),
)

/** A number with its fraction, or letters and digits with hyphens or one apostrophe between. */
const word = /\d+\.\d+|[\p{L}\p{N}]+(?:['’]\p{L}+)?(?:-+[\p{L}\p{N}]+)*/gu

/**
 * Number of the way records are read, of which their lists are made: bump it with every change of `toTerms` and of
 * `facetKeys`. A query that is read in another way than the records were finds less, silently.
 */
export const textAnalysis = 2

/** What is longer is no word but a sequence, and would make an index large. */
const maxTermChars = 64

/**
 * Terms by which a text is found, in the order of the text, those that are repeated too. Texts and queries are read alike:
 * folded to small letters without accents, English words stemmed (Porter 1980, doi:10.1108/eb046814). What authors write in
 * several ways gets a term that all of them share:
 * - IL-6, IL6 → `il6`; with a hyphen also its parts, `il` and `6`
 * - TNF-α, TNFα, TNF-alpha → `tnfalpha`, `tnf`, `alpha`
 * - 10mg, 10 mg → `10`, `mg`
 * - µg, μg, ug → `ug`
 * - 0.05, 0·05 → `0.05`; 1,000 → `1000`; CO₂, CO2 → `co2`
 */
export function toTerms(text: string): string[] {
  const terms: string[] = []
  for (const [found] of fold(text).matchAll(word)) {
    const parts = found.replace(/['’](?:s(?![\p{L}\p{N}]))?/gu, '').split(/-+/)
    for (const part of parts) {
      if (!stopWords.has(part)) terms.push(toStem(part))
      const [, amount, unit] = /^(\d+)([a-z]+)$/.exec(part) ?? []
      if (amount !== undefined && unit !== undefined) terms.push(amount, unit)
    }
    if (parts.length > 1) terms.push(toStem(parts.join('')))
  }
  return terms
}

/** Small letters without accents; dashes, Greek letters and numbers in one spelling. */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      // Accents of Latin letters alone: in other scripts marks are part of the word.
      .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
      .replace(/\p{Dash_Punctuation}/gu, '-')
      .replace(/μ(?=\p{Script=Latin})/gu, 'u')
      // A Greek letter by itself is a symbol; several are a Greek word.
      .replace(
        /(?<!\p{Script=Greek})\p{Script=Greek}(?!\p{Script=Greek})/gu,
        (letter) => `-${nameOfGreek.get(letter) ?? letter}-`,
      )
      .replace(/(\d)[·⋅](?=\d)/g, '$1.')
      .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
  )
}

function toStem(term: string): string {
  const short = term.slice(0, maxTermChars)
  return /^[a-z]+$/.test(short) ? stemmer(short) : short
}

/** Whether there is a letter or a digit: anything that can be searched for. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}
