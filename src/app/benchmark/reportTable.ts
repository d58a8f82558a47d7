import type { MeaningFigures, Spread } from '../../core/bench/figures.ts'
import { backendNames, formatBytes, formatCount, formatFixed } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { BenchReport } from './report.ts'

export interface Section {
  title: string
  rows: { what: string; value: string }[]
}

/** The report for people: one list, shown as a table and copied as one. */
export function toSections(report: BenchReport): Section[] {
  const { figures, opening, memory } = report
  const { meaning, words } = figures
  const texts = partMessages.benchReport
  const heaps = memory.wasmHeapBytes.map(formatBytes).join(', ')
  const sections: Section[] = [
    { title: texts.where, rows: whereRows(report) },
    ...(meaning ? [{ title: texts.encoding, rows: encodingRows(meaning) }] : []),
    { title: texts.searching, rows: searchRows(words, meaning) },
    {
      title: texts.opening,
      rows: [
        ...row(texts.libraries, opening.librariesMs, showMs),
        ...row(texts.model, opening.encoderMs, showMs),
        ...row(texts.selfTest, opening.selfTestMs, showMs),
        ...row(texts.vectors, opening.vectorsMs, showMs),
      ],
    },
    {
      title: texts.memory,
      rows: [
        ...row(texts.page, memory.pageBytes, formatBytes),
        { what: texts.wasmHeap, value: heaps || texts.none },
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
  return [`## ${partMessages.benchReport.copyTitle}`, '', '| | |', '| --- | --- |', ...lines, ''].join('\n')
}

function whereRows({ date, browser, backend, encoder, libraries }: BenchReport): Section['rows'] {
  const texts = partMessages.benchReport
  return [
    { what: texts.date, value: date.replace('T', ' ').replace(/\..*Z$/, ' UTC') },
    { what: texts.browser, value: browser.userAgent },
    { what: texts.cores, value: formatCount(browser.cores) },
    {
      what: texts.backend,
      value: backend ? texts.threads(backendNames[backend.name], backend.threads) : texts.wordsOnly,
    },
    ...row(texts.model, encoder, ({ name, id, dims }) => texts.dims(`${name} (${id.slice(0, 12)})`, dims)),
    ...libraries.map(({ key, records }) => ({
      what: texts.library,
      value: `${key}, ${messages.counts.records(records)}`,
    })),
  ]
}

function encodingRows({ embed, query, texts }: MeaningFigures): Section['rows'] {
  const { benchReport } = partMessages
  const rate = texts.textsPerSecond
  const shownRate = rate < 10 ? formatFixed(rate, 2) : rate.toFixed(0)
  return [
    { what: benchReport.query, value: showSpread(embed) },
    { what: benchReport.records, value: benchReport.rate(shownRate, texts.texts, Math.round(texts.tokens)) },
    { what: benchReport.wholeQuery, value: showSpread(query) },
  ]
}

function searchRows(words: Spread, meaning: MeaningFigures | undefined): Section['rows'] {
  const texts = partMessages.benchReport
  return [
    { what: texts.byWords, value: showSpread(words) },
    ...row(texts.byMeaningApproximate, meaning?.approximate, showSpread),
    ...row(texts.byMeaningExact, meaning?.exact, showSpread),
    ...row(texts.byBoth, meaning?.both, showSpread),
    ...row(texts.recall, meaning?.recall, ({ recallAt10, queries }) =>
      texts.recallOver(formatFixed(recallAt10, 4), queries),
    ),
  ]
}

function row<T>(what: string, given: T | undefined, show: (given: T) => string): Section['rows'] {
  return given === undefined ? [] : [{ what, value: show(given) }]
}

const showSpread = ({ runs, p50Ms, p95Ms }: Spread) =>
  partMessages.benchReport.spread(showMs(p50Ms), showMs(p95Ms), runs)

/** Three digits that count: half a millisecond and ten seconds are told apart. */
function showMs(ms: number): string {
  if (ms >= 10_000) return `${formatFixed(ms / 1000, 1)} s`
  return `${ms < 100 ? formatFixed(ms, ms < 10 ? 2 : 1) : ms.toFixed(0)} ms`
}

/** A bar would begin another column. */
const escape = (text: string) => text.replaceAll('|', '\\|')
