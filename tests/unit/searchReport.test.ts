import { describe, expect, it } from 'vitest'
import { toReportText } from '../../src/app/report/reportText.ts'
import { toHashedText, toReportJson, type SearchReport } from '../../src/core/searchReport.ts'

const report: SearchReport = {
  inputs: {
    query: 'green tea',
    mode: 'both',
    isExact: false,
    options: { filters: { years: { from: 2020 } } },
    k: 10,
    libraries: [
      { id: 'b', version: 2, key: 'b 2' },
      { id: 'a', version: 1, key: 'a 1' },
    ],
    encoder: 'e1',
  },
  results: [
    { pmid: '7', title: 'Seven' },
    { pmid: '3', title: 'Three' },
  ],
  searched: '2026-01-01T00:00:00.000Z',
  libraries: [
    { id: 'a', title: 'A', date: '2025-01-01', source: 'PubMed', records: 5 },
    { id: 'b', title: 'B', date: '2025-01-01', source: 'PubMed', records: 6 },
  ],
  encoderName: 'Encoder',
  backend: 'WebAssembly',
}
const hashed = toHashedText(report)

describe('what a search report’s hash is over', () => {
  it('stays the same whenever, wherever and in whatever order of libraries it was searched', () => {
    const libraries = report.inputs.libraries.toReversed()
    const again = { ...report, searched: '2027', backend: 'WebGPU', inputs: { ...report.inputs, libraries } }
    expect(toHashedText(again)).toBe(hashed)
  })

  it.each<[string, Partial<SearchReport['inputs']>]>([
    ['query', { query: 'black tea' }],
    ['ranking', { mode: 'words' }],
    ['exactness', { isExact: true }],
    ['filters', { options: { filters: {} } }],
    ['number asked for', { k: 50 }],
    ['libraries', { libraries: [{ id: 'a', version: 1, key: 'a 1' }] }],
    ['edition', { libraries: report.inputs.libraries.map((one) => ({ ...one, key: 'c' })) }],
    ['model', { encoder: 'e2' }],
  ])('changes with the %s', (_what, change) => {
    expect(toHashedText({ ...report, inputs: { ...report.inputs, ...change } })).not.toBe(hashed)
  })

  it('changes with the order of the results', () => {
    expect(toHashedText({ ...report, results: report.results.toReversed() })).not.toBe(hashed)
  })
})

it('a report names all that it is about, as text and as JSON', () => {
  const text = toReportText(report, ['from 2020', 'Review'], 'abc')
  for (const part of [
    'green tea',
    'Filters: from 2020; Review',
    'a, version 1',
    'b, version 2',
    'Encoder e1',
    'WebAssembly',
    'abc',
    '1. 7 Seven',
    '2. 3 Three',
  ])
    expect(text).toContain(part)
  expect(JSON.parse(toReportJson(report, 'abc'))).toMatchObject({ hash: 'abc', ...report })
})

it('says in words what moved the list beside the question', () => {
  const options = { breadth: 'wider', sort: 'date', likes: { more: ['7'], less: ['3', '4'] } }
  const text = toReportText({ ...report, inputs: { ...report.inputs, options } }, [], 'abc')
  expect(text).toContain('Along MeSH: wider\n')
  expect(text).toContain('Sorted by: date\n')
  expect(text).toContain('Adjusted by: more like 7; less like 3, 4\n')
})
