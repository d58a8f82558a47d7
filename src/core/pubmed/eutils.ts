// What is said to and by NLM's E-utilities: https://www.ncbi.nlm.nih.gov/books/NBK25499/

import * as v from 'valibot'
import { AppError } from '../errors.ts'
import { parseJson } from '../parseJson.ts'
import { toPmid } from './clean.ts'

export interface Eutils {
  /** Without a slash at its end. */
  url: string
  /** NLM asks who calls, to write to before it blocks. */
  tool: string
  email?: string
  /** Ten requests a second instead of three. */
  apiKey?: string
}

/** NLM's own, as the API's guide gives it. */
export const eutilsUrl = 'https://eutils.ncbi.nlm.nih.gov/entrez/eutils'

/** Most records of one search that PubMed hands on. */
export const mostOfASearch = 9_999

export function requestsPerSecond({ apiKey }: Eutils): number {
  return apiKey === undefined ? 3 : 10
}

/** Days as `YYYY/MM/DD`, both inclusive: when a record came into PubMed. */
export interface EntryDates {
  from: string
  to: string
}

/** Asks for the number of records, and to keep their list on the server. */
export function toSearchUrl(eutils: Eutils, term: string, dates: EntryDates): string {
  const { from: mindate, to: maxdate } = dates
  const range = { datetype: 'edat', mindate, maxdate }
  return toUrl(eutils, 'esearch', { term, ...range, usehistory: 'y', retmax: '0', retmode: 'json' })
}

/** Asks for the PMIDs of a list that is kept on the server, one a line. */
export function toListUrl(eutils: Eutils, { queryKey, webEnv }: SearchAnswer): string {
  const kept = { query_key: queryKey, WebEnv: webEnv, retstart: '0', retmax: String(mostOfASearch) }
  return toUrl(eutils, 'efetch', { ...kept, rettype: 'uilist', retmode: 'text' })
}

/** Asks for whole records. With 200 PMIDs the address stays within what servers take. */
export function toRecordsUrl(eutils: Eutils, pmids: readonly string[]): string {
  return toUrl(eutils, 'efetch', { id: pmids.join(','), retmode: 'xml' })
}

function toUrl(
  { url, tool, email, apiKey }: Eutils,
  verb: string,
  parameters: Record<string, string>,
): string {
  const all = { db: 'pubmed', ...parameters, tool, email, api_key: apiKey }
  const query = Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
  return `${url}/${verb}.fcgi?${query.join('&')}`
}

export interface SearchAnswer {
  count: number
  queryKey: string
  webEnv: string
  /** How PubMed read the query. */
  translation: string
  /** What PubMed could not find or use. */
  warnings: string[]
}

const texts = v.optional(v.array(v.string()), () => [])
const result = v.object({
  ERROR: v.optional(v.string()),
  count: v.optional(v.pipe(v.string(), v.regex(/^\d+$/, 'expected a number'), v.transform(Number)), '0'),
  querykey: v.optional(v.string(), ''),
  webenv: v.optional(v.string(), ''),
  querytranslation: v.optional(v.string(), ''),
  errorlist: v.optional(v.object({ phrasesnotfound: texts, fieldsnotfound: texts })),
  warninglist: v.optional(
    v.object({ phrasesignored: texts, quotedphrasesnotfound: texts, outputmessages: texts }),
  ),
})
const searchAnswer = v.object({ esearchresult: result })

/** @throws AppError `usage` for a query that PubMed refuses, `input-invalid` and `wrong-body` for what is no answer */
export function parseSearchAnswer(text: string): SearchAnswer {
  const { esearchresult: found } = parseJson(text, searchAnswer, {
    what: 'PubMed’s answer to the search',
    code: 'input-invalid',
  })
  if (found.ERROR !== undefined)
    throw new AppError('usage', `PubMed refuses the search: ${found.ERROR}. Change the query.`)
  const { errorlist, warninglist } = found
  return {
    ...{ count: found.count, queryKey: found.querykey, webEnv: found.webenv },
    translation: found.querytranslation,
    warnings: [
      ...(errorlist?.phrasesnotfound ?? []).map((phrase) => `not found: ${phrase}`),
      ...(errorlist?.fieldsnotfound ?? []).map((field) => `no such field: ${field}`),
      ...(warninglist?.phrasesignored ?? []).map((phrase) => `ignored: ${phrase}`),
      ...(warninglist?.quotedphrasesnotfound ?? []).map((phrase) => `phrase not found: ${phrase}`),
      ...(warninglist?.outputmessages ?? []),
    ],
  }
}

/** @throws AppError `input-invalid` */
export function parseList(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const pmid = toPmid(word)
      if (pmid !== undefined) return pmid
      throw new AppError(
        'input-invalid',
        `PubMed’s list of records holds ${JSON.stringify(word.slice(0, 40))}, which is no PMID. Try again later.`,
      )
    })
}
