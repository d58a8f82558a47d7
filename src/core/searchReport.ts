import { toCanonicalJson, type Json } from './canonicalJson.ts'
import type { Asked } from './kept/kept.ts'

/** What a search was, so that it can be told of and done again. */
export interface SearchReport {
  inputs: ReportInputs
  /** What the answer was; the rest says how and when it came about, and is not hashed. */
  results: { pmid: string; title: string }[]
  searched: string
  libraries: { id: string; title: string; date: string; source: string; records: number }[]
  encoderName?: string
  backend?: string
  index?: string
}

export interface ReportInputs {
  query: string
  mode: Asked['mode']
  isExact: boolean
  /** Filters, and what else it was asked with, by name. */
  options?: Record<string, Json>
  /** At most so many results. */
  k: number
  libraries: { id: string; version: number; key: string }[]
  /** Absent where the search went by words alone. */
  encoder?: string
}

/** What the hash is over: the same inputs with the same ranking have the same one. The date of the search is not part of it. */
export function toHashedText({ inputs, results }: Pick<SearchReport, 'inputs' | 'results'>): string {
  const libraries = inputs.libraries.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const pmids = results.map(({ pmid }) => pmid)
  return toCanonicalJson({ ...inputs, libraries, pmids }) // a report holds JSON only
}

export function toReportJson(report: SearchReport, hash: string): string {
  return `${JSON.stringify({ format: 'biohicl-search-report', version: 1, hash, ...report }, undefined, 2)}\n`
}
