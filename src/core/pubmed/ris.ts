// RIS, as reference managers and PubMed's neighbours save it. Kept is what has a PMID: in AN, C2 or M2 by itself or after
// "PMID:", or in a link to PubMed.

import { addOnce } from './article.ts'
import { parseFullName } from './author.ts'
import type { DateParts } from './date.ts'
import type { Draft } from './draft.ts'
import { parseHeading } from './heading.ts'
import { createTaggedParser, type Field } from './tagged.ts'
import type { PubmedHandlers, PubmedParser } from './xml.ts'

/** See `createTaggedParser`. */
export function createRisParser(handlers: PubmedHandlers): PubmedParser {
  // Two characters for the tag, two spaces, a hyphen and a space; some tools are careless with the spaces.
  const field = /^([A-Z][A-Z0-9]) *-(?: |$)(.*)$/
  return createTaggedParser({ name: 'RIS', field, firstTag: 'TY', lastTag: 'ER', fill }, handlers)
}

function fill(draft: Draft, fields: readonly Field[]): void {
  // Accession numbers of other databases are digits, too.
  const database = fields.find(({ tag }) => tag === 'DB')?.text
  const hasPmids = database === undefined || /pubmed|medline|nlm/i.test(database)
  for (const { tag, text } of fields) if (tag !== 'AN' || hasPmids) takeField(draft, tag, text)
}

function takeField(draft: Draft, tag: string, text: string): void {
  switch (tag) {
    case 'AN':
    case 'C2':
    case 'M2':
      return takePmid(draft, /^(?:PMID:? *)?(\d+)$/i.exec(text)?.[1])
    case 'UR':
    case 'L2':
      return takePmid(
        draft,
        /\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/(\d+)/.exec(text)?.[1],
      )
    case 'TI':
    case 'T1':
      return void (draft.title ??= text)
    case 'AB':
    case 'N2':
      return void (draft.abstract.length === 0 && draft.abstract.push({ text }))
    case 'AU':
    case 'A1':
      return void draft.authors.push(parseFullName(text))
    case 'A2':
    case 'ED':
      return void draft.editors.push(parseFullName(text))
    case 'KW':
      return void draft.headings.push(parseHeading(text))
    case 'JF':
    case 'JO':
    case 'T2':
      return void (draft.journal.title ??= text)
    case 'JA':
    case 'J2':
      return void (draft.journal.abbreviation ??= text)
    case 'VL':
      return void (draft.journal.volume ??= text)
    case 'IS':
      return void (draft.journal.issue ??= text)
    case 'SP':
      return void (draft.journal.startPage ??= text)
    case 'EP':
      return void (draft.journal.endPage ??= text)
    case 'PY':
    case 'Y1':
      draft.dates.article = toDateParts(text)
      return
    case 'DA':
      draft.dates.issue = toDateParts(text)
      return
    case 'LA':
      return void (/^[a-z]{3}$/i.test(text) && addOnce(draft.languages, text.toLowerCase()))
    case 'DO':
      return void draft.dois.push(text)
  }
}

function takePmid(draft: Draft, pmid: string | undefined): void {
  if (pmid !== undefined) draft.pmid ??= pmid
}

/** "2002/09/03/Fall", each part but the year may be empty. */
function toDateParts(text: string): DateParts {
  const [year = '', month, day] = text.split(/[/-]/)
  return { year, ...(month && { month }), ...(day && { day }) }
}
