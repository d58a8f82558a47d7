import { unite } from '../bitmap.ts'
import { facetKey } from '../facets.ts'
import type { MeshHeading } from '../mesh/heading.ts'
import type { MeshTree } from '../mesh/tree.ts'
import type { QueryLists } from './lists.ts'
import type { Lookup } from './lookup.ts'
import { nearest } from './nearest.ts'
import { findQualifier, nearestQualifier } from './qualifiers.ts'
import { refuse } from './refuse.ts'
import type { TermNode } from './tree.ts'

/**
 * A heading by name, entry term or identifier, with a qualifier after a slash. One that the library does not know is no fault:
 * a long strategy names many, and none of them need stand in a library.
 * @throws AppError `query-syntax` for an unknown qualifier
 */
export async function lookUpHeading(query: string, term: TermNode, lists: QueryLists): Promise<Lookup> {
  const { mesh } = lists
  if (!mesh) return { meaning: { what: 'without-mesh' }, rows: unite(lists.count, []) }
  const isMajor = term.field?.startsWith('majr') ?? false
  if (term.text.endsWith('*')) return lookUpCut(term.text.slice(0, -1), isMajor, mesh, lists)
  const { heading, qualifier } = readHeading(query, term, mesh)
  if (!heading) {
    const meaning = {
      what: 'heading-unknown',
      asked: term.text,
      near: nearHeadings(term.text, mesh),
    } as const
    return { meaning, rows: unite(lists.count, []) }
  }
  const isExploded = !term.field?.endsWith(':noexp')
  const uis = isExploded ? mesh.explode(heading.ui) : [heading.ui]
  const keys = uis.map((ui) => toKey(ui, isMajor, qualifier))
  const isEntryTerm = mesh.byName(term.text.split('/')[0] ?? '') !== heading && !isIdentifier(term.text)
  return {
    meaning: {
      ...{ what: 'heading', ui: heading.ui, name: heading.name, isMajor, isExploded, below: uis.length - 1 },
      ...(isEntryTerm && { entryTerm: term.text.split('/')[0]?.trim() ?? '' }),
      ...(qualifier !== undefined && { qualifier }),
    },
    rows: unite(lists.count, await Promise.all(keys.map(lists.facet))),
  }
}

/** Like PubMed, it does not take in what stands below. */
async function lookUpCut(
  beginning: string,
  isMajor: boolean,
  mesh: MeshTree,
  lists: QueryLists,
): Promise<Lookup> {
  const wanted = beginning.toLowerCase()
  const found = mesh.headings.filter(({ name }) => name.toLowerCase().startsWith(wanted))
  const rows = await Promise.all(found.map(({ ui }) => lists.facet(toKey(ui, isMajor))))
  return {
    meaning: { what: 'headings-cut', isMajor, names: found.map(({ name }) => name) },
    rows: unite(lists.count, rows),
  }
}

function toKey(ui: string, isMajor: boolean, qualifier?: string): string {
  if (qualifier === undefined) return isMajor ? facetKey.majorHeading(ui) : facetKey.heading(ui)
  return isMajor ? facetKey.qualifiedMajorHeading(ui, qualifier) : facetKey.qualifiedHeading(ui, qualifier)
}

/** A slash may stand in an entry term, too: the whole is tried first. */
function readHeading(
  query: string,
  term: TermNode,
  mesh: MeshTree,
): { heading: MeshHeading | undefined; qualifier?: string } {
  const whole = findHeading(term.text, mesh)
  const slash = term.text.lastIndexOf('/')
  if (whole || slash < 0) return { heading: whole }
  const [name, asked] = [term.text.slice(0, slash), term.text.slice(slash + 1)]
  const qualifier = findQualifier(asked)
  if (qualifier === undefined) {
    const start = query.indexOf(asked, query.indexOf(term.text, term.start) + slash)
    refuse(query, 'qualifier-unknown', { start, end: start + asked.length }, nearestQualifier(asked))
  }
  return { heading: findHeading(name, mesh), qualifier }
}

const isIdentifier = (text: string) => /^\s*d\d{3,9}\s*(\/|$)/i.test(text)

function findHeading(text: string, mesh: MeshTree): MeshHeading | undefined {
  return mesh.byUi(text.trim().toUpperCase()) ?? mesh.byName(text) ?? mesh.byTerm(text)
}

/** Headings whose name or entry term is written nearly so, else those with these words in their name. */
function nearHeadings(text: string, mesh: MeshTree): string[] {
  const wanted = (text.split('/')[0] ?? '').trim().toLowerCase()
  const nameOf = new Map<string, string>()
  for (const { name, terms = [] } of mesh.headings)
    for (const each of [name, ...terms]) nameOf.set(each.toLowerCase(), name)
  const near = nearest(wanted, nameOf.keys(), 3).map((each) => nameOf.get(each) ?? '')
  const words = wanted.match(/[\p{L}\p{N}]+/gu) ?? []
  const withWords = mesh.headings
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    .map(({ name }) => name)
    .sort((a, b) => a.length - b.length)
  return [...new Set([...near, ...withWords])].slice(0, 3)
}
