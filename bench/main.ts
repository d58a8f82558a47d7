/**
 * Measures what a user waits for, and prints it as a table: npm run bench [-- --write] puts it into docs/benchmarks.md.
 * Nothing is asserted here: the figures hold for the machine they were taken on.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCatalogue } from '../src/core/catalogue.ts'
import { benchFirstPaint } from './firstPaint.ts'
import { describeMachine } from './machine.ts'
import { benchNode } from './node.ts'
import { benchPage, measureSizes } from './page.ts'
import type { Figure } from './stats.ts'

const libraries = join('data', 'libraries')
const [begin, end] = ['<!-- bench -->', '<!-- /bench -->']

const dataDir = process.env.BIOHICL_DATA_DIR
const rows = join(dataDir ?? '', 'pubmed', 'pubmed_mesh.jsonl.gz')
const hasRows = dataDir !== undefined && existsSync(rows)
const { default: id, libraries: entries } = parseCatalogue(
  readFileSync(join(libraries, 'catalogue.json'), 'utf8'),
)
const library = entries.find((entry) => entry.id === id)
if (!library) throw new Error('There is no library to measure: run npm start first.')

const figures: Figure[] = []
const parts: [what: string, run: () => Figure[] | Promise<Figure[]>][] = [
  ['sizes', measureSizes],
  [
    'encoding, searching and building in Node',
    () => benchNode(join(libraries, library.id), hasRows ? rows : undefined),
  ],
  ['first paint', () => benchFirstPaint(libraries, 5)],
  ['the page on WebAssembly', () => benchPage(libraries, 'wasm', 40)],
  ['the page on WebGPU', () => benchPage(libraries, 'webgpu', 5)],
]
for (const [what, run] of parts) {
  console.error(`Measuring ${what} …`)
  figures.push(...(await run()))
}
figures.push({
  what: `library “${library.title}”, ${library.records} records`,
  value: `${(library.libraryBytes / 1e6).toFixed(1)} MB, encoder ${(library.encoderBytes / 1e6).toFixed(1)} MB`,
})

const table = [
  `Measured ${new Date().toISOString().slice(0, 10)} on:`,
  '',
  ...describeMachine().map((line) => `- ${line}`),
  '',
  '| what | median (min–max) | target |',
  '| --- | --- | --- |',
  ...figures.map((figure) => `| ${figure.what} | ${figure.value} | ${figure.target ?? ''} |`),
].join('\n')
console.log(table)

if (process.argv.includes('--write')) {
  const path = join('docs', 'benchmarks.md')
  const text = readFileSync(path, 'utf8')
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`${path} has no place marked ${begin} … ${end}.`)
  writeFileSync(path, `${before}${begin}\n${table}\n${end}${after}`)
}
