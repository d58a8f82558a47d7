// The MeSH hierarchy. A heading may sit at several tree numbers, so it has ancestors and descendants in several branches.

import { AppError } from '../errors.ts'
import type { MeshHeading } from './heading.ts'
import { createTermIndex } from './terms.ts'

/** Lists of identifiers come sorted and without repeats; of an unknown heading they are empty. */
export interface MeshTree {
  /** Of the MeSH edition. */
  year: number
  /** Sorted by identifier. */
  headings: readonly MeshHeading[]
  byUi(ui: string): MeshHeading | undefined
  /** Upper and lower case and white space do not matter. */
  byName(name: string): MeshHeading | undefined
  /** By a heading's name or any of its entry terms. */
  byTerm(term: string): MeshHeading | undefined
  byTreeNumber(treeNumber: string): MeshHeading | undefined
  parents(ui: string): string[]
  children(ui: string): string[]
  /** All headings above it, in every branch, without itself. */
  ancestors(ui: string): string[]
  /** All headings below it, in every branch, without itself. */
  descendants(ui: string): string[]
  /** The heading and its descendants. */
  explode(ui: string): string[]
}

const uiPattern = /^D\d{3,9}$/
const treeNumberPattern = /^[A-Z]\d{2}(\.\d{3})*$/

/** Throws AppError `input-invalid` when rows contradict each other or a tree number has nothing above it. */
export function createMeshTree(rows: readonly MeshHeading[], year: number): MeshTree {
  const headings = rows.toSorted((a, b) => compare(a.ui, b.ui))
  const headingByUi = new Map<string, MeshHeading>()
  const headingByNumber = new Map<string, MeshHeading>()
  for (const heading of headings) {
    checkHeading(heading)
    if (headingByUi.has(heading.ui)) refuse(`${heading.ui} comes twice`)
    headingByUi.set(heading.ui, heading)
    for (const treeNumber of heading.treeNumbers) {
      const other = headingByNumber.get(treeNumber)
      if (other) refuse(`tree number ${treeNumber} belongs to ${other.ui} and to ${heading.ui}`)
      headingByNumber.set(treeNumber, heading)
    }
  }
  for (const [treeNumber, { ui }] of headingByNumber) {
    const parent = parentNumber(treeNumber)
    if (parent !== undefined && !headingByNumber.has(parent)) {
      refuse(`${ui} sits at ${treeNumber}, but no heading at ${parent}`)
    }
  }
  // Everything below A01.111 begins with 'A01.111.'; as '.' sorts before the digits, it stands in one run after it.
  const numbers = [...headingByNumber.keys()].sort(compare)
  const positions = new Map(numbers.map((treeNumber, position) => [treeNumber, position]))
  const names = createTermIndex()
  for (const heading of headings) names.add(heading.name, heading)
  if (names.size !== headings.length) refuse('two headings have the same name')
  // A quarter of a million entries, made when first asked for.
  let terms: ReturnType<typeof createTermIndex> | undefined

  function treeNumbersOf(ui: string): readonly string[] {
    return headingByUi.get(ui)?.treeNumbers ?? []
  }

  function uisAt(treeNumbers: Iterable<string>, without: string): string[] {
    const uis = new Set<string>()
    for (const treeNumber of treeNumbers) {
      const heading = headingByNumber.get(treeNumber)
      if (heading) uis.add(heading.ui)
    }
    // A heading may sit below itself in another branch.
    uis.delete(without)
    return [...uis].sort(compare)
  }

  function* numbersBelow(treeNumber: string): Generator<string> {
    const prefix = `${treeNumber}.`
    for (
      let position = (positions.get(treeNumber) ?? numbers.length) + 1;
      position < numbers.length;
      position++
    ) {
      const below = numbers[position]
      if (!below?.startsWith(prefix)) return
      yield below
    }
  }

  function descendants(ui: string): string[] {
    return uisAt(
      treeNumbersOf(ui).flatMap((number) => [...numbersBelow(number)]),
      ui,
    )
  }

  return {
    year,
    headings,
    byUi: (ui) => headingByUi.get(ui),
    byName: (name) => names.find(name),
    byTerm(term) {
      if (!terms) {
        terms = createTermIndex()
        for (const heading of headings) terms.add(heading.name, heading)
        for (const heading of headings) for (const entry of heading.terms ?? []) terms.add(entry, heading)
      }
      return terms.find(term)
    },
    byTreeNumber: (treeNumber) => headingByNumber.get(treeNumber),
    parents: (ui) =>
      uisAt(
        treeNumbersOf(ui).flatMap((number) => parentNumber(number) ?? []),
        ui,
      ),
    children(ui) {
      const isChild = (number: string) => (below: string) => below.length === number.length + '.000'.length
      return uisAt(
        treeNumbersOf(ui).flatMap((number) => [...numbersBelow(number)].filter(isChild(number))),
        ui,
      )
    },
    ancestors: (ui) =>
      uisAt(
        treeNumbersOf(ui).flatMap((number) => [...numbersAbove(number)]),
        ui,
      ),
    descendants,
    explode: (ui) => (headingByUi.has(ui) ? [...descendants(ui), ui].sort(compare) : []),
  }
}

/** 1 for the uppermost headings (A01), one more with every dot. */
export function depth(treeNumber: string): number {
  return treeNumber.split('.').length
}

export function parentNumber(treeNumber: string): string | undefined {
  const dot = treeNumber.lastIndexOf('.')
  return dot < 0 ? undefined : treeNumber.slice(0, dot)
}

/**
 * The headings named and all above them: what a library needs to show its tree. Unknown ones are left out. An ancestor
 * may sit in a branch of its own as well, so what is above it there comes along and every tree number has its parent.
 */
export function subset(tree: MeshTree, uis: Iterable<string>): MeshHeading[] {
  const wanted = new Set<string>()
  const open = [...uis].filter((ui) => tree.byUi(ui))
  for (let ui = open.pop(); ui !== undefined; ui = open.pop()) {
    if (wanted.has(ui)) continue
    wanted.add(ui)
    open.push(...tree.parents(ui))
  }
  return tree.headings.filter(({ ui }) => wanted.has(ui))
}

export function* numbersAbove(treeNumber: string): Generator<string> {
  for (let above = parentNumber(treeNumber); above !== undefined; above = parentNumber(above)) yield above
}

function checkHeading({ ui, name, treeNumbers }: MeshHeading): void {
  if (!uiPattern.test(ui)) refuse(`${JSON.stringify(ui)} is no descriptor identifier`)
  if (name.trim() === '') refuse(`${ui} has no name`)
  for (const treeNumber of treeNumbers) {
    if (!treeNumberPattern.test(treeNumber)) refuse(`${ui}: ${JSON.stringify(treeNumber)} is no tree number`)
  }
}

function refuse(what: string): never {
  throw new AppError('input-invalid', `MeSH: ${what}.`)
}

/** By code units, so that every machine sorts alike. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
