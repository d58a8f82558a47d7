import type { MeaningFigures, Spread } from '../../core/bench/figures.ts'
import { backendNames, formatBytes, formatCount, formatRecords } from '../format.ts'
import type { BenchReport } from './report.ts'

export interface Section {
  title: string
  rows: { what: string; value: string }[]
}

/** The report for people: one list, shown as a table and copied as one. */
export function toSections(report: BenchReport): Section[] {
  const { figures, opening, memory } = report
  const { meaning, words } = figures
  const heaps = memory.wasmHeapBytes.map(formatBytes).join(', ')
  const sections: Section[] = [
    { title: 'Where', rows: whereRows(report) },
    ...(meaning ? [{ title: 'Encoding', rows: encodingRows(meaning) }] : []),
    { title: 'Searching, without the encoding', rows: searchRows(words, meaning) },
    {
      title: 'Opening, at this start',
      rows: [
        ...row('Libraries', opening.librariesMs, showMs),
        ...row('Model', opening.encoderMs, showMs),
        ...row('Self-test', opening.selfTestMs, showMs),
        ...row('Vectors, index and known questions', opening.vectorsMs, showMs),
      ],
    },
    {
      title: 'Memory',
      rows: [
        ...row('Page and workers', memory.pageBytes, formatBytes),
        { what: 'WebAssembly in the search worker', value: heaps || 'none' },
      ],
    },
  ]
  return sections.filter(({ rows }) => rows.length > 0)
}

export function toMarkdown(report: BenchReport): string {
  const lines = toSections(report).flatMap(({ title, rows }) => [
    `| **${title}** | |`,
    ...rows.map(({ what, value }) => `| ${escape(what)} | ${escape(value)} |`),
  ])
  return ['## BioHiCL Search: benchmark', '', '| | |', '| --- | --- |', ...lines, ''].join('\n')
}

function whereRows({ date, browser, backend, encoder, libraries }: BenchReport): Section['rows'] {
  return [
    { what: 'Date', value: date.replace('T', ' ').replace(/\..*Z$/, ' UTC') },
    { what: 'Browser', value: browser.userAgent },
    { what: 'Cores', value: formatCount(browser.cores) },
    {
      what: 'Runs on',
      value: backend ? `${backendNames[backend.name]}, threads: ${backend.threads}` : 'words only',
    },
    ...row('Model', encoder, ({ name, id, dims }) => `${name} (${id.slice(0, 12)}), ${dims} numbers a text`),
    ...libraries.map(({ key, records }) => ({ what: 'Library', value: `${key}, ${formatRecords(records)}` })),
  ]
}

function encodingRows({ embed, query, texts }: MeaningFigures): Section['rows'] {
  const rate = texts.textsPerSecond.toFixed(texts.textsPerSecond < 10 ? 2 : 0)
  const tokens = Math.round(texts.tokens)
  return [
    { what: 'A query', value: showSpread(embed) },
    {
      what: 'Records of the library',
      value: `${rate} a second (${texts.texts}, ${tokens} tokens on average)`,
    },
    { what: 'A whole query, from text to records', value: showSpread(query) },
  ]
}

function searchRows(words: Spread, meaning: MeaningFigures | undefined): Section['rows'] {
  return [
    { what: 'By words', value: showSpread(words) },
    ...row('By meaning, approximate (HNSW)', meaning?.approximate, showSpread),
    ...row('By meaning, exact', meaning?.exact, showSpread),
    ...row('By both', meaning?.both, showSpread),
    ...row(
      'Recall@10 of approximate against exact',
      meaning?.recall,
      ({ recallAt10, queries }) => `${recallAt10.toFixed(4)} (${queries} titles of the library)`,
    ),
  ]
}

function row<T>(what: string, given: T | undefined, show: (given: T) => string): Section['rows'] {
  return given === undefined ? [] : [{ what, value: show(given) }]
}

const showSpread = ({ runs, p50Ms, p95Ms }: Spread) =>
  `median ${showMs(p50Ms)}, 95 % within ${showMs(p95Ms)} (${runs} runs)`

/** Three digits that count: half a millisecond and ten seconds are told apart. */
function showMs(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`
  return `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`
}

/** A bar would begin another column. */
const escape = (text: string) => text.replaceAll('|', '\\|')
