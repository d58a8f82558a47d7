// What the two styles for reference lists have in common. Both are plain text.

import type { Author } from '../record.ts'
import { cleanText } from '../text/cleanText.ts'
import { toShortName, withFullStop, type CitedRecord } from './cited.ts'

/** One reference stands alone, several are numbered. */
export function toReferenceList(
  records: readonly CitedRecord[],
  toReference: (record: CitedRecord) => string,
): string {
  const references = records.map(toReference)
  return references.length === 1
    ? (references[0] ?? '')
    : references.map((reference, place) => `${place + 1}. ${reference}`).join('\n')
}

/**
 * Persons with commas between, groups after semicolons: `Smith JA, Doe B; Tea Group.`
 * @param most so many are all named; @param kept of more than that, so many and `et al.`
 */
export function toAuthors(authors: readonly Author[], most: number, kept: number): string {
  const named = authors.length > most ? authors.slice(0, kept) : authors
  const text = named.reduce((list, author, place) => {
    const before = named[place - 1]
    const isGroup = !author.initials || (before && !before.initials)
    return list + (before ? (isGroup ? '; ' : ', ') : '') + toShortName(author)
  }, '')
  return authors.length > most ? `${text}, et al.` : withFullStop(text)
}

/** `347(4):284-7`, without what is not known. */
export function toPlace({ journal }: CitedRecord, pages: string): string {
  const volume = cleanText(journal?.volume ?? '')
  const issue = cleanText(journal?.issue ?? '')
  return `${volume}${issue && `(${issue})`}${pages && `:${pages}`}`
}

export const toJournalName = ({ journal }: CitedRecord) =>
  withFullStop(cleanText(journal?.abbreviation ?? journal?.title ?? ''))
