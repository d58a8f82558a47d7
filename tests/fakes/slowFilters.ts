import { levelOf } from '../../src/core/evidenceLevels.ts'
import type { Filters, HeadingFilter } from '../../src/core/filters.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { facetTree } from './facetedRecords.ts'

/** Filters and counts over records themselves, one after another: slow, and plain to see. */

const uisOf = (record: PubmedRecord) => record.headings.flatMap(({ ui }) => ui ?? [])

/** A heading, or a category by its letter, is met by whatever lies at or below it. */
export function hasExploded(record: PubmedRecord, ui: string): boolean {
  const inCategory = (own: string) => facetTree.byUi(own)?.treeNumbers.some((number) => number.startsWith(ui))
  return uisOf(record).some((own) =>
    ui.length === 1 ? inCategory(own) : own === ui || facetTree.ancestors(own).includes(ui),
  )
}

function meetsHeading(record: PubmedRecord, { ui, mode }: HeadingFilter): boolean {
  const own = record.headings.find((heading) => heading.ui === ui)
  if (mode === 'only') return own !== undefined
  if (mode === 'major') return own !== undefined && (own.major || own.qualifiers.some(({ major }) => major))
  return hasExploded(record, ui)
}

/** Branches of headings that were chosen without a place, as docs tell: one that another stands in, else the first. */
export function branchesOf(headings: readonly HeadingFilter[]): Map<string, HeadingFilter[]> {
  const branches = new Map<string, HeadingFilter[]>()
  for (const heading of headings.filter(({ mode }) => mode !== 'exclude')) {
    const letters = facetTree.byUi(heading.ui)?.treeNumbers.map((number) => number.charAt(0)) ?? []
    const own = heading.ui.length === 1 ? [heading.ui] : letters
    const branch = own.find((letter) => branches.has(letter)) ?? own[0] ?? heading.ui
    branches.set(branch, [...(branches.get(branch) ?? []), heading])
  }
  return branches
}

export const isRetracted = ({ notices, publicationTypes }: PubmedRecord) =>
  notices.some(({ kind }) => kind === 'retraction') || publicationTypes.includes('Retracted Publication')

const checkTags: Record<string, string> = {
  humans: 'D006801',
  animals: 'D000818',
  female: 'D005260',
  male: 'D008297',
}

/** Values of a record, by the filter's member. */
export function valuesOf(record: PubmedRecord, group: string): string[] {
  const small = record.publicationTypes.map((type) => type.toLowerCase())
  switch (group) {
    case 'types':
      return small
    case 'languages':
      return record.languages
    case 'journals':
      return record.journal ? [(record.journal.abbreviation ?? record.journal.title).toLowerCase()] : []
    case 'evidence':
      return levelOf(small)?.id === undefined ? [] : [levelOf(small)?.id ?? '']
    default:
      return Object.keys(checkTags).filter((id) => uisOf(record).includes(checkTags[id] ?? ''))
  }
}

const lists = ['types', 'languages', 'journals', 'species', 'sexes', 'evidence'] as const

/** Each condition by itself, under a name for the group that it belongs to. */
function conditionsOf(filters: Filters): Map<string, (record: PubmedRecord) => boolean> {
  const conditions = new Map<string, (record: PubmedRecord) => boolean>()
  for (const [branch, headings] of branchesOf(filters.headings))
    conditions.set(`headings:${branch}`, (record) =>
      headings.some((heading) => meetsHeading(record, heading)),
    )
  const excluded = filters.headings.filter(({ mode }) => mode === 'exclude')
  if (excluded.length > 0)
    conditions.set('excluded', (record) => !excluded.some(({ ui }) => hasExploded(record, ui)))
  for (const group of lists)
    if (filters[group].length > 0)
      conditions.set(group, (record) =>
        valuesOf(record, group).some((value) => filters[group].includes(value)),
      )
  const { from, to } = filters.years
  if (from !== undefined || to !== undefined)
    conditions.set('years', ({ date }) => {
      const { year } = date ?? {}
      return year !== undefined && (from === undefined || year >= from) && (to === undefined || year <= to)
    })
  if (filters.hasAbstract) conditions.set('hasAbstract', ({ abstract }) => abstract.length > 0)
  if (filters.hidesRetracted) conditions.set('hidesRetracted', (record) => !isRetracted(record))
  if (filters.pmids.length > 0) conditions.set('pmids', ({ pmid }) => filters.pmids.includes(pmid))
  return conditions
}

/** @param left name of a condition that does not count */
export function filterSlowly(
  records: readonly PubmedRecord[],
  filters: Filters,
  left?: string,
): PubmedRecord[] {
  const conditions = [...conditionsOf(filters)].filter(([name]) => name !== left)
  return records.filter((record) => conditions.every(([, isMet]) => isMet(record)))
}
