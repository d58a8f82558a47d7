// MEDLINE's tagged format, as PubMed saves it (.nbib, and "PubMed" of "Save"): https://www.nlm.nih.gov/bsd/mms/medlineelements.html

import type { AbstractSection, Notice } from '../record.ts'
import { addOnce } from './article.ts'
import { parseShortName } from './author.ts'
import { toPmid } from './clean.ts'
import type { DateParts } from './date.ts'
import type { Draft } from './draft.ts'
import { parseHeading } from './heading.ts'
import { createTaggedParser, type Field } from './tagged.ts'
import type { PubmedHandlers, PubmedParser } from './xml.ts'

const noticeKinds = new Map<string, Notice['kind']>([
  ['RIN', 'retraction'],
  ['PRIN', 'retraction'],
  ['RRI', 'retraction'],
  ['ECI', 'expression-of-concern'],
  ['EIN', 'correction'],
  ['CRI', 'correction'],
])
/** What this record says of the one that it names. */
const announcedKinds = new Map<string, Notice['kind']>([
  ['ROF', 'retraction'],
  ['PROF', 'retraction'],
  ['RRF', 'retraction'],
  ['ECF', 'expression-of-concern'],
  ['EFR', 'correction'],
  ['CRF', 'correction'],
])

/** See `createTaggedParser`. */
export function createNbibParser(handlers: PubmedHandlers): PubmedParser {
  // Four characters for the tag, a hyphen and a space; some tools are careless with the spaces.
  const field = /^([A-Z][A-Z0-9]{1,3}) *-(?: |$)(.*)$/
  return createTaggedParser({ name: 'MEDLINE', field, firstTag: 'PMID', fill }, handlers)
}

function fill(draft: Draft, fields: readonly Field[]): void {
  for (const { tag, text } of fields) takeField(draft, tag, text)
}

function takeField(draft: Draft, tag: string, text: string): void {
  const noticeKind = noticeKinds.get(tag)
  if (noticeKind) return void draft.notices.push(toNotice(noticeKind, text))
  const announced = announcedKinds.get(tag)
  if (announced) {
    const { pmid } = toNotice(announced, text)
    return void (pmid !== undefined && draft.announced.push({ pmid, kind: announced }))
  }
  switch (tag) {
    case 'PMID':
      return void (draft.pmid ??= text)
    case 'TI':
      return void (draft.title ??= text)
    case 'BTI':
      return void (draft.bookTitle ??= text)
    case 'TT':
      return void (draft.vernacularTitle ??= text)
    case 'AB':
      return void (draft.abstract.length === 0 && draft.abstract.push(...toSections(text)))
    case 'OAB':
      return void draft.otherAbstracts.push({ language: '', sections: toSections(text) })
    case 'OABL': {
      const other = draft.otherAbstracts.at(-1)
      if (other) other.language = text.toLowerCase()
      return
    }
    case 'AU':
      return void draft.authors.push(parseShortName(text))
    case 'CN':
      return void draft.authors.push({ name: text })
    case 'ED':
      return void draft.editors.push(parseShortName(text))
    case 'MH':
      return void draft.headings.push(parseHeading(text))
    case 'PT':
      return addOnce(draft.publicationTypes, text)
    case 'LA':
      return addOnce(draft.languages, text.toLowerCase())
    case 'JT':
      return void (draft.journal.title ??= text)
    case 'TA':
      return void (draft.journal.abbreviation ??= text)
    case 'VI':
      return void (draft.journal.volume ??= text)
    case 'IP':
      return void (draft.journal.issue ??= text)
    case 'PG':
      return void (draft.journal.pages ??= text)
    case 'DP':
      draft.dates.issue = toDateParts(text)
      return
    case 'DEP':
      draft.dates.article = toDateParts(text)
      return
    case 'AID':
    case 'LID': {
      const doi = /^(\S+) \[doi\]$/.exec(text)?.[1]
      return void (doi !== undefined && draft.dois.push(doi))
    }
  }
}

/** "J Tea. 2001 Jan;2(3):4. PMID: 123" */
function toNotice(kind: Notice['kind'], text: string): Notice {
  const pmid = toPmid(/PMID: (\d+)/.exec(text)?.[1] ?? '')
  const source = text.replace(/\.? *PMID: \d+.*$/, '').trim()
  return { kind, ...(pmid !== undefined && { pmid }), ...(source !== '' && { source }) }
}

/** "2002 Sep 3", "20020903"; whatever else is left to `parseDate`. */
function toDateParts(text: string): DateParts {
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const words = /^(\d{4})(?: ([A-Za-z]{3,9}))?(?: (\d{1,2}))?$/.exec(text)
  const [, year, month, day] = digits ?? words ?? []
  if (year === undefined) return { medline: text }
  return { year, ...(month !== undefined && { month }), ...(day !== undefined && { day }) }
}

/**
 * An abstract with sections stands in one field: "AIM: To drink. METHODS: We drank." Only where it begins with a label are
 * others looked for, at the beginning of a sentence.
 */
function toSections(text: string): AbstractSection[] {
  const label = /(?:^|(?<=[.?!)\]] ))(\p{Lu}[\p{Lu}\d ,/&'()-]{2,60}): /gu
  if (text.search(label) !== 0) return [{ text }]
  const parts = text.split(label).slice(1)
  return parts.flatMap((part, index) => {
    const content = parts[index + 1]?.trim() ?? ''
    return index % 2 === 0 && content !== '' ? [{ label: part, text: content }] : []
  })
}
