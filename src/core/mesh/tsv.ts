// MeSH as tab-separated text: NLM's descriptors and terms as they come (`ui name tree_numbers`, `ui term preferred
// permuted`), and the form in which a library ships its part of the tree (`ui name tree_numbers terms`).

import { AppError } from '../errors.ts'
import type { MeshHeading } from './heading.ts'

export interface MeshTerm {
  ui: string
  term: string
  preferred: boolean
  /** The words of another term in another order: "Headache, Migraine". */
  permuted: boolean
}

const shippedColumns = ['ui', 'name', 'tree_numbers', 'terms'] as const

/** Throws AppError `input-invalid` with the line. */
export function parseMeshDescriptors(tsv: string): MeshHeading[] {
  return readTable(tsv, ['ui', 'name', 'tree_numbers']).map(([ui = '', name = '', numbers = '']) => ({
    ui,
    name,
    treeNumbers: split(numbers),
  }))
}

/** Throws AppError `input-invalid` with the line. */
export function parseMeshTerms(tsv: string): MeshTerm[] {
  return readTable(tsv, ['ui', 'term', 'preferred', 'permuted']).map(
    ([ui = '', term = '', preferred, permuted]) => ({
      ui,
      term,
      preferred: preferred === 'Y',
      permuted: permuted === 'Y',
    }),
  )
}

/** Headings with their entry terms; a heading's own name is left out of them. Terms of unknown headings are dropped. */
export function withTerms(headings: readonly MeshHeading[], terms: readonly MeshTerm[]): MeshHeading[] {
  const termsByUi = new Map<string, string[]>(headings.map(({ ui }) => [ui, []]))
  for (const { ui, term, preferred } of terms) if (!preferred) termsByUi.get(ui)?.push(term)
  return headings.map((heading) => ({ ...heading, terms: termsByUi.get(heading.ui) ?? [] }))
}

/** Sorted by identifier, so that the same headings always give the same bytes. */
export function toMeshTsv(headings: readonly MeshHeading[]): string {
  const lines = headings
    .toSorted((a, b) => (a.ui < b.ui ? -1 : 1))
    .map(({ ui, name, treeNumbers, terms = [] }) =>
      [ui, escape(name), treeNumbers.join('|'), terms.map(escape).join('|')].join('\t'),
    )
  return [shippedColumns.join('\t'), ...lines, ''].join('\n')
}

/** Reads what `toMeshTsv` wrote. Throws AppError `input-invalid` with the line. */
export function parseMeshTsv(tsv: string): MeshHeading[] {
  return readTable(tsv, shippedColumns).map(([ui = '', name = '', numbers = '', terms = '']) => ({
    ui,
    name: unescape(name),
    treeNumbers: split(numbers),
    terms: split(terms).map(unescape),
  }))
}

function readTable(tsv: string, columns: readonly string[]): string[][] {
  const lines = tsv.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines[0] !== columns.join('\t')) {
    refuse(
      1,
      `expected the columns ${columns.join(', ')}, got ${JSON.stringify((lines[0] ?? '').slice(0, 80))}`,
    )
  }
  const rows: string[][] = []
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line === '') continue
    const cells = line.split('\t')
    if (cells.length !== columns.length) {
      refuse(index + 1, `expected ${columns.length} columns, got ${cells.length}`)
    }
    rows.push(cells)
  }
  return rows
}

function split(joined: string): string[] {
  return joined === '' ? [] : joined.split('|')
}

const escapes = new Map([
  ['\\', '\\\\'],
  ['|', '\\p'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
])
const unescapes = new Map([...escapes].map(([plain, escaped]) => [escaped, plain]))

// No term of MeSH 2024 needs it; a later one may.
function escape(text: string): string {
  return text.replace(/[\\|\t\n\r]/g, (character) => escapes.get(character) ?? character)
}

function unescape(text: string): string {
  return text.replace(/\\./g, (escaped) => unescapes.get(escaped) ?? escaped)
}

function refuse(line: number, what: string): never {
  throw new AppError('input-invalid', `MeSH table, line ${line}: ${what}.`)
}
