import * as v from 'valibot'
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

const modeNames: Record<Asked['mode'], string> = {
  both: 'meaning and words',
  meaning: 'meaning',
  words: 'words',
}

/** Names and values, in the order in which they are read. */
export function toReportLines({ inputs, searched, libraries, ...report }: SearchReport): [string, string][] {
  const named = libraries.map(
    ({ id, title, date, source, records }) =>
      `${title} (${id}, version ${inputs.libraries.find((one) => one.id === id)?.version ?? '?'}, ${date}, ${records} records; ${source})`,
  )
  return [
    ['Query', inputs.query],
    ['Ranked by', modeNames[inputs.mode]],
    ...Object.entries(inputs.options ?? {}).map(([name, value]) => toOptionLine(name, value)),
    ['Exact search', inputs.isExact ? 'yes' : 'no'],
    [libraries.length === 1 ? 'Library' : 'Libraries', named.join('; ')],
    ...(inputs.encoder
      ? [['Search model', `${report.encoderName ?? ''} ${inputs.encoder}`.trim()] as [string, string]]
      : []),
    ...(report.backend ? [['Run by', report.backend] as [string, string]] : []),
    ...(report.index ? [['Index', report.index] as [string, string]] : []),
    ['Searched', searched],
    ['Results', `${report.results.length}, at most ${inputs.k} were asked for`],
  ]
}

/** Filters as they are kept: whoever repeats the search needs every one of them. */
function toOptionLine(name: string, value: Json): [string, string] {
  const lists = v.safeParse(likesSchema, value)
  if (name === 'likes' && lists.success) {
    const { more, less } = lists.output
    const parts = [
      more.length > 0 && `more like ${more.join(', ')}`,
      less.length > 0 && `less like ${less.join(', ')}`,
    ]
    return ['Adjusted by', parts.filter(Boolean).join('; ')]
  }
  const text = typeof value === 'string' ? value : toCanonicalJson(value)
  return [optionNames[name] ?? name.slice(0, 1).toUpperCase() + name.slice(1), text]
}

const optionNames: Record<string, string> = { sort: 'Sorted by', breadth: 'Along MeSH' }
const likesSchema = v.object({ more: v.array(v.string()), less: v.array(v.string()) })

export function toReportText(report: SearchReport, hash: string): string {
  const lines = toReportLines(report).map(([name, value]) => `${name}: ${value}`)
  const results = report.results.map(({ pmid, title }, place) => `${place + 1}. ${pmid} ${title}`)
  return ['Search report', ...lines, `Result hash (SHA-256): ${hash}`, '', ...results, ''].join('\n')
}
