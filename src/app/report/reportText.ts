import * as v from 'valibot'
import { toCanonicalJson, type Json } from '../../core/canonicalJson.ts'
import type { SearchReport } from '../../core/searchReport.ts'
import { partMessages } from '../messages/partMessages.ts'
import { fullScan } from './createReport.ts'

/** Names and values, in the order in which they are read. @param filterLabels what the filters are called; saved reports have them to the letter */
export function toReportLines(
  { inputs, results, searched, libraries, ...report }: SearchReport,
  filterLabels: readonly string[],
): [string, string][] {
  const words = partMessages.searchReport
  const lines: [string, string | undefined][] = [
    [words.query, inputs.query],
    [words.rankedBy, words.modes[inputs.mode]],
    ...Object.entries(inputs.options ?? {}).map(([name, value]): [string, string] =>
      name === 'filters' ? [words.options.filters, filterLabels.join('; ')] : toOptionLine(name, value),
    ),
    [words.exact, inputs.isExact ? words.yes : words.no],
    [
      words.libraries(libraries.length),
      libraries
        .map((library) =>
          words.library(library, inputs.libraries.find(({ id }) => id === library.id)?.version),
        )
        .join('; '),
    ],
    [words.model, inputs.encoder && `${report.encoderName ?? ''} ${inputs.encoder}`.trim()],
    [words.backend, report.backend],
    [words.index, report.index === fullScan ? words.fullScan : report.index],
    [words.searched, searched],
    [words.results, words.found(results.length, inputs.k)],
  ]
  return lines.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
}

function toOptionLine(name: string, value: Json): [string, string] {
  const words = partMessages.searchReport
  const likes = v.safeParse(likesSchema, value)
  if (name === 'likes' && likes.success) {
    const { more, less } = likes.output
    const parts = [
      more.length > 0 && words.moreLike(more.join(', ')),
      less.length > 0 && words.lessLike(less.join(', ')),
    ]
    return [words.options.likes, parts.filter(Boolean).join('; ')]
  }
  const names: Record<string, string> = words.options
  const values: Record<string, string> = words.optionValues
  const text = typeof value === 'string' ? value : toCanonicalJson(value)
  return [names[name] ?? name, values[text] ?? text]
}

const likesSchema = v.object({ more: v.array(v.string()), less: v.array(v.string()) })

export function toReportText(report: SearchReport, filterLabels: readonly string[], hash: string): string {
  const words = partMessages.searchReport
  const lines = toReportLines(report, filterLabels).map(([name, value]) => `${name}: ${value}`)
  const results = report.results.map(({ pmid, title }, place) => `${place + 1}. ${pmid} ${title}`)
  return [words.title, ...lines, `${words.hash} (SHA-256): ${hash}`, '', ...results, ''].join('\n')
}
