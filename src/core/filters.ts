/** What a list is narrowed to. All members together must be met; within a list of values one is enough. */
export interface Filters {
  /** Those of one branch of MeSH: one of them is enough. Of several branches: one of each. Excluded ones: none. */
  headings: readonly HeadingFilter[]
  years: YearRange
  /** As facet keys have them, in small letters. */
  types: readonly string[]
  languages: readonly string[]
  journals: readonly string[]
  /** Ids of checkTagGroups.ts. */
  species: readonly string[]
  sexes: readonly string[]
  ages: readonly string[]
  /** Ids of evidenceLevels.ts. */
  evidence: readonly string[]
  /** Id of hedges.ts. */
  hedge?: string
  hasAbstract: boolean
  /** Leaves out what was retracted. */
  hidesRetracted: boolean
  /** Of the records themselves, chosen on the map; all where there are none. At most `mostChosen`. */
  pmids: readonly string[]
}

/** More would make a very long address. */
export const mostChosen = 5000

/** With all below it, by itself, by itself as a major topic; or neither it nor anything below it. */
export type HeadingMode = 'exploded' | 'only' | 'major' | 'exclude'

export interface HeadingFilter {
  /** Identifier of a heading, or the letter of a category. */
  ui: string
  /** Where it was chosen: a heading may sit in several branches, and this says which one it is meant in. */
  treeNumber?: string
  mode: HeadingMode
}

/** Both ends belong to it. */
export interface YearRange {
  from?: number
  to?: number
}

/** Members that are lists of values. */
export const valueGroups = ['types', 'languages', 'journals', 'species', 'sexes', 'ages', 'evidence'] as const

export type ValueGroup = (typeof valueGroups)[number]

export const noFilters: Filters = {
  headings: [],
  years: {},
  types: [],
  languages: [],
  journals: [],
  species: [],
  sexes: [],
  ages: [],
  evidence: [],
  hasAbstract: false,
  hidesRetracted: false,
  pmids: [],
}

/** Only what filters, as JSON. */
export function toFilterText(filters: Filters): string {
  const isSet = (value: unknown) =>
    Array.isArray(value)
      ? value.length > 0
      : typeof value === 'object'
        ? JSON.stringify(value) !== '{}'
        : Boolean(value)
  return JSON.stringify(Object.fromEntries(Object.entries(filters).filter(([, value]) => isSet(value))))
}

/** How many conditions a user would count. */
export function countFilters(filters: Filters): number {
  const { headings, years, hedge, hasAbstract, hidesRetracted, pmids } = filters
  const values = valueGroups.reduce((sum, group) => sum + filters[group].length, 0)
  const others = [
    years.from ?? years.to,
    hedge,
    hasAbstract || undefined,
    hidesRetracted || undefined,
    pmids[0],
  ]
  return headings.length + values + others.filter((set) => set !== undefined).length
}

/** Adds the heading with all below it, or takes it away, in whatever mode it stands there. */
export function toggleHeading(filters: Filters, ui: string, treeNumber?: string): Filters {
  const others = filters.headings.filter((heading) => heading.ui !== ui)
  if (others.length < filters.headings.length) return { ...filters, headings: others }
  return setHeadingMode(filters, ui, 'exploded', treeNumber)
}

export function setHeadingMode(
  filters: Filters,
  ui: string,
  mode: HeadingMode,
  treeNumber?: string,
): Filters {
  const known = filters.headings.find((heading) => heading.ui === ui)
  const place = known?.treeNumber ?? treeNumber
  const set: HeadingFilter = { ui, ...(place !== undefined && { treeNumber: place }), mode }
  return {
    ...filters,
    headings: known
      ? filters.headings.map((heading) => (heading === known ? set : heading))
      : [...filters.headings, set],
  }
}

export function toggleValue(filters: Filters, group: ValueGroup, value: string): Filters {
  const values = filters[group]
  return {
    ...filters,
    [group]: values.includes(value) ? values.filter((other) => other !== value) : [...values, value],
  }
}

/** What of the filters was looked at by itself: a list of values, the headings of a branch, the excluded ones … */
export interface FilterGroupName {
  group: ValueGroup | 'years' | 'hedge' | 'hasAbstract' | 'hidesRetracted' | 'headings' | 'excluded' | 'pmids'
  /** Identifiers, where it is one of headings. */
  uis?: readonly string[]
}

export function withoutGroup(filters: Filters, { group, uis = [] }: FilterGroupName): Filters {
  const { hedge, ...others } = filters
  if (group === 'hedge') return others
  const kept = { ...others, ...(hedge !== undefined && { hedge }) }
  if (group === 'years') return { ...kept, years: {} }
  if (group === 'hasAbstract' || group === 'hidesRetracted') return { ...kept, [group]: false }
  if (group === 'headings' || group === 'excluded')
    return { ...kept, headings: filters.headings.filter(({ ui }) => !uis.includes(ui)) }
  return { ...kept, [group]: [] }
}

/**
 * Headings that are not excluded, by branch (the letter of a category). One that was not chosen at a place of the tree joins a
 * branch that another one stands in, where it has a place there; one without a place is a branch by itself.
 */
export function groupByBranch(
  headings: readonly HeadingFilter[],
  treeNumbersOf: (ui: string) => readonly string[],
): Map<string, HeadingFilter[]> {
  const branches = new Map<string, HeadingFilter[]>()
  const isPlaced = ({ treeNumber }: HeadingFilter) => treeNumber !== undefined
  const included = headings.filter(({ mode }) => mode !== 'exclude')
  for (const heading of [...included.filter(isPlaced), ...included.filter((each) => !isPlaced(each))]) {
    const numbers = heading.treeNumber === undefined ? treeNumbersOf(heading.ui) : [heading.treeNumber]
    const letters = numbers.map((number) => number.slice(0, 1))
    const branch = letters.find((letter) => branches.has(letter)) ?? letters[0] ?? heading.ui
    branches.set(branch, [...(branches.get(branch) ?? []), heading])
  }
  return branches
}
