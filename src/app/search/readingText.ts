import type { TermMeaning } from '../../core/query/meaning.ts'
import type { ReadTerm } from '../../core/query/reading.ts'
import { formatLanguage, formatList } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'

/** More would hide the rest of the line. */
const mostNames = 4

/** What a term does, as the end of a sentence that begins with its role. */
export function describeMeaning(meaning: TermMeaning): string {
  const words = partMessages.queryReading
  switch (meaning.what) {
    case 'heading':
      return words.heading(meaning)
    case 'headings-cut':
      return words.headingsCut(meaning.names.length, meaning.isMajor, ...cut(meaning.names))
    case 'heading-unknown':
      return words.headingUnknown
    case 'without-mesh':
      return words.withoutMesh
    case 'words':
      return words.words(meaning.words, meaning.field)
    case 'phrase':
      return words.phrase(meaning.words, meaning.field)
    case 'mapped':
      return formatList(meaning.parts.map(words.mapped))
    case 'values': {
      const { field, values } = meaning
      if (values.length === 0) return words.noValues(field)
      return words.values(field, ...cut(field === 'language' ? values.map(formatLanguage) : values))
    }
    case 'dates':
      return words.dates(formatDay(meaning.from), formatDay(meaning.to))
    case 'pmids':
      return words.pmids(meaning.asked, meaning.found)
    case 'meaning':
      return words.meaning
    case 'common-words':
      return words.commonWords
  }
}

export const describeRows = ({ rows = 0, isMost }: ReadTerm) => partMessages.queryReading.rows(rows, isMost)

/** The first names, and how many more there are. */
const cut = (names: readonly string[]) =>
  [names.slice(0, mostNames), Math.max(0, names.length - mostNames)] as const

/** 20190315 → 2019/03/15, as dates stand in queries. */
function formatDay(day: number): string {
  const digits = String(day).padStart(8, '0')
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].join('/')
}
