import { complement, intersect, unite, type Bitmap } from '../bitmap.ts'
import { facetKey } from '../facets.ts'
import type { PubmedRecord } from '../record.ts'
import type { QueryLists } from './lists.ts'
import type { Lookup } from './lookup.ts'
import type { TextField } from './meaning.ts'
import { fitOfStem, shorterStems } from './stems.ts'
import type { TermNode } from './tree.ts'
import { toAlternatives, toCompounds, toWords, type QueryWord } from './words.ts'

/** Rows that have it for sure, and those that may have it. */
interface WordRows {
  sure: Bitmap
  possible: Bitmap
}

/** Words of a text. Without quotes each must stand there, in any form; with quotes they must follow each other as they are. */
export async function lookUpText(term: TermNode, field: TextField, lists: QueryLists): Promise<Lookup> {
  const compounds = toCompounds(term.text)
  const words = compounds.flat()
  const what = term.isQuoted ? 'phrase' : 'words'
  const found = await findAll(term.isQuoted ? words.map((word) => [word]) : compounds, field, lists)
  if (!found) return { meaning: { what: 'common-words' } }
  const { sure, possible } = found
  const fits = term.isQuoted ? createPhraseTest(words) : createCutWordsTest(words)
  return {
    meaning: { what, field, words: words.map(showWord) },
    rows: possible,
    doubt: {
      rows: term.isQuoted ? possible : intersect(lists.count, [possible, complement(sure)]),
      fits: (record) => fits(textsOf(record, field)),
    },
  }
}

/** Rows in which each of the compounds stands, in any form; undefined where all of them are words that stand everywhere. */
export async function findAll(
  compounds: readonly (readonly QueryWord[])[],
  field: TextField,
  lists: QueryLists,
): Promise<WordRows | undefined> {
  const found = await Promise.all(compounds.map((compound) => findCompound(compound, field, lists)))
  const known = found.filter((rows) => rows !== undefined)
  if (known.length === 0) return undefined
  return {
    sure: intersect(
      lists.count,
      known.map(({ sure }) => sure),
    ),
    possible: intersect(
      lists.count,
      known.map(({ possible }) => possible),
    ),
  }
}

async function findCompound(
  compound: readonly QueryWord[],
  field: TextField,
  lists: QueryLists,
): Promise<WordRows | undefined> {
  const cut = compound.at(-1)
  if (cut?.isCut) {
    const whole = compound.slice(0, -1)
    const parts = [await findCut(cut.text, field, lists), await findCompound(whole, field, lists)]
    const known = parts.filter((rows) => rows !== undefined)
    return {
      sure: intersect(
        lists.count,
        known.map(({ sure }) => sure),
      ),
      possible: intersect(
        lists.count,
        known.map(({ possible }) => possible),
      ),
    }
  }
  const alternatives = toAlternatives(compound)
  if (alternatives.length === 0) return undefined
  const rows = await Promise.all(
    alternatives.map(async (terms) =>
      intersect(lists.count, await Promise.all(terms.map((each) => rowsOfTerm(each, field, lists)))),
    ),
  )
  const united = unite(lists.count, rows)
  return { sure: united, possible: united }
}

/** The lists hold stems, so that some rows are doubtful: see stems.ts. */
async function findCut(beginning: string, field: TextField, lists: QueryLists): Promise<WordRows> {
  const known =
    field === 'title'
      ? (await lists.facetKeys(facetKey.titleTerm(beginning))).map((key) =>
          key.slice(facetKey.titleTerm('').length),
        )
      : await lists.terms(beginning)
  const stems = [...new Set([...known, ...shorterStems(beginning)])]
  const rows = await Promise.all(stems.map((stem) => rowsOfTerm(stem, field, lists)))
  const sure = unite(
    lists.count,
    rows.filter((_, place) => fitOfStem(stems[place] ?? '', beginning) === 'all'),
  )
  return { sure, possible: unite(lists.count, rows) }
}

function rowsOfTerm(term: string, field: TextField, lists: QueryLists): Promise<Bitmap> {
  return field === 'title' ? lists.facet(facetKey.titleTerm(term)) : lists.term(term)
}

/** Sections are looked at one by one: no phrase begins in one and ends in the next. */
function textsOf({ title, abstract }: PubmedRecord, field: TextField): string[] {
  return field === 'title' ? [title] : [title, ...abstract.map(({ text }) => text)]
}

function createPhraseTest(words: readonly QueryWord[]): (texts: readonly string[]) => boolean {
  const isAt = (found: readonly string[], at: number) =>
    words.every((word, place) => isWord(found[at + place] ?? '', word))
  return (texts) =>
    texts.some((text) => {
      const found = toWords(text)
      return found.some((_, at) => isAt(found, at))
    })
}

/** What else the words need is told by the lists: only those cut off have to be looked for. */
function createCutWordsTest(words: readonly QueryWord[]): (texts: readonly string[]) => boolean {
  const cut = words.filter(({ isCut }) => isCut)
  return (texts) => {
    const found = texts.flatMap(toWords)
    return cut.every((word) => found.some((each) => isWord(each, word)))
  }
}

const isWord = (found: string, { text, isCut }: QueryWord) =>
  isCut ? found.startsWith(text) : found === text

const showWord = ({ text, isCut }: QueryWord) => (isCut ? `${text}*` : text)
