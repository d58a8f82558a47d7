// BibTeX in UTF-8, as BibTeX, Biber and Zotero read it. Titles of PubMed are in sentence case: every later capital means something
// and is kept in braces.

import type { Author, PubmedRecord } from '../record.ts'
import { cleanText } from '../text/cleanText.ts'
import {
  monthNames,
  toAbstractText,
  toBareTitle,
  toGivenName,
  toPageRange,
  toRemarks,
  type CitedRecord,
} from './cited.ts'

export function toBibtex(records: readonly CitedRecord[]): string {
  const taken = new Set<string>()
  return records.map((record) => toEntry(record, toKey(record, taken))).join('\n')
}

function toEntry(record: CitedRecord, key: string): string {
  const { pmid, journal, date, doi, isSample, languages, headings, note } = record
  const pages = toPageRange(journal?.pages)
  const fields: [name: string, value: string | undefined][] = [
    ['author', record.authors.map(toName).join(' and ')],
    ['title', toTitle(toBareTitle(record))],
    ['journal', journal && escape(journal.title)],
    ['volume', journal?.volume && escape(journal.volume)],
    ['number', journal?.issue && escape(journal.issue)],
    ['pages', pages && escape(pages.first) + (pages.last ? `--${escape(pages.last)}` : '')],
    ['year', date && String(date.year)],
    ['doi', doi && toVerbatim(doi)],
    ['pmid', isSample ? undefined : pmid],
    ['language', languages.map(escape).join(', ')],
    ['keywords', headings.map(({ name }) => escape(name.replaceAll(',', ''))).join(', ')],
    ['abstract', escape(toAbstractText(record))],
    ['note', escape(toRemarks(record).join(' '))],
    ['annote', note && escape(note)],
  ]
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []))
  const month = date?.month && monthNames[date.month - 1]?.toLowerCase()
  return [`@article{${key},`, ...lines, ...(month ? [`  month = ${month},`] : []), '}', ''].join('\n')
}

/** `muller2002pmid12`: it stays the same, whatever else is in the file. */
function toKey({ authors, date, pmid, isSample }: CitedRecord, taken: Set<string>): string {
  const name = (authors[0]?.name ?? '').normalize('NFKD').replace(/[^A-Za-z]/g, '')
  const base = `${name.slice(0, 30).toLowerCase()}${date?.year ?? ''}${isSample ? 'note' : 'pmid'}${pmid}`
  let key = base
  for (let n = 2; taken.has(key); n++) key = `${base}-${n}`
  taken.add(key)
  return key
}

function toName(author: Author): string {
  const given = toGivenName(author)
  const name = escape(author.name)
  if (given === '') return `{${name}}`
  return `${/,|\band\b/.test(name) ? `{${name}}` : name}, ${escape(given)}`
}

function toTitle(title: PubmedRecord['title']): string {
  return title
    .split(' ')
    .map((word, place) => {
      const isProper = /\p{Lu}/u.test(place === 0 ? word.replace(/^\P{L}*\p{L}/u, '') : word)
      return isProper ? `{${escape(word)}}` : escape(word)
    })
    .join(' ')
}

const specials: Record<string, string> = {
  // Braces as such would count among those that part the fields, even after a backslash.
  '{': '{\\textbraceleft}',
  '}': '{\\textbraceright}',
  '\\': '{\\textbackslash}',
  '~': '{\\textasciitilde}',
  '^': '{\\textasciicircum}',
  '<': '{\\textless}',
  '>': '{\\textgreater}',
}

function escape(text: string): string {
  return cleanText(text).replace(/[\\{}~^<>$&#_%]/g, (character) => specials[character] ?? `\\${character}`)
}

/** Readers take a DOI as it stands; only braces would end it. */
function toVerbatim(doi: string): string {
  return cleanText(doi).replace(/[{}\\]/g, encodeURIComponent)
}
