// CSL-JSON, which Zotero, Pandoc and citation processors read: https://docs.citationstyles.org/en/stable/specification.html

import { cleanText } from '../text/cleanText.ts'
import {
  isRetracted,
  toAbstractText,
  toBareTitle,
  toDateParts,
  toGivenName,
  toHeadingText,
  toPageRange,
  toRemarks,
  type CitedRecord,
} from './cited.ts'

export function toCslJson(records: readonly CitedRecord[]): string {
  return `${JSON.stringify(records.map(toItem), undefined, 2)}\n`
}

function toItem(record: CitedRecord): Record<string, unknown> {
  const { pmid, journal, date, doi, isSample, languages, vernacularTitle, note } = record
  const pages = toPageRange(journal?.pages)
  const texts = {
    title: toBareTitle(record),
    'original-title': vernacularTitle,
    'container-title': journal?.title,
    'container-title-short': journal?.abbreviation,
    volume: journal?.volume,
    issue: journal?.issue,
    page: pages && [pages.first, pages.last].filter(Boolean).join('-'),
    DOI: doi,
    PMID: isSample ? undefined : pmid,
    URL: isSample ? undefined : `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`,
    language: languages[0] && toLocale(languages[0]),
    abstract: toAbstractText(record),
    keyword: record.headings.map(toHeadingText).join('; '),
    status: isRetracted(record) ? 'retracted' : undefined,
    note: toRemarks(record).join(' '),
    annote: note,
  }
  const filled = Object.entries(texts).flatMap(([name, text]) => {
    const value = cleanText(text ?? '')
    return value === '' ? [] : [[name, value] as const]
  })
  const author = record.authors.map((one) => {
    const given = toGivenName(one)
    const name = cleanText(one.name)
    return given ? { family: name, given } : { literal: name }
  })
  return {
    id: `${isSample ? 'note' : 'pmid'}-${pmid}`,
    type: 'article-journal',
    ...Object.fromEntries(filled),
    ...(author.length > 0 && { author }),
    ...(date && { issued: { 'date-parts': [toDateParts(date)] } }),
  }
}

/** `de` of PubMed's `ger`. */
function toLocale(code: string): string {
  try {
    return Intl.getCanonicalLocales(code)[0] ?? code
  } catch {
    return code // not a well-formed language code: as the source has it
  }
}
