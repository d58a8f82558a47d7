import { valueGroups, type FilterGroupName, type Filters, type ValueGroup } from '../../core/filters.ts'
import { hedges } from '../../core/hedges.ts'
import { formatLanguage } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Forest } from './forest.ts'

/** What a filter is called, for the chip that takes it away and for the list that it makes. */
export interface FilterChip {
  key: string
  label: string
  /** Of the label, where it is not that of the page. */
  lang?: string | undefined
  without: Filters
}

/** @param names as records spell them, by how filters have them */
export function valueName(group: ValueGroup, value: string, names: Record<string, string>): string {
  if (group === 'languages') return formatLanguage(value)
  const known: Partial<Record<ValueGroup, Record<string, string>>> = partMessages.filterNames.values
  return known[group]?.[value] ?? names[value] ?? value
}

/** What records say is English, whatever the language of the page. */
export const valueLang = (group: ValueGroup) => (group === 'types' || group === 'journals' ? 'en' : undefined)

export function listChips(
  filters: Filters,
  forest: Forest | undefined,
  names: Record<string, string>,
): FilterChip[] {
  const { headings, years, hedge, hasAbstract, hidesRetracted, pmids } = filters
  const { hedge: _hedge, ...withoutHedge } = filters
  const words = partMessages.filterNames
  const chips: FilterChip[] = headings.map(({ ui, mode }) => {
    const mark = partMessages.facets.modeMarks[mode]
    const name = forest?.byUi(ui)?.name ?? ui
    return {
      key: ui,
      label: mode === 'exclude' ? words.excluded(name) : mark ? `${name} (${mark})` : name,
      lang: mode === 'exploded' ? 'en' : undefined,
      without: { ...filters, headings: headings.filter((heading) => heading.ui !== ui) },
    }
  })
  for (const group of valueGroups)
    for (const value of filters[group])
      chips.push({
        key: `${group}:${value}`,
        label: valueName(group, value, names),
        lang: valueLang(group),
        without: { ...filters, [group]: filters[group].filter((other) => other !== value) },
      })
  if (years.from !== undefined || years.to !== undefined)
    chips.push({ key: 'years', label: yearWords(years), without: { ...filters, years: {} } })
  const chosen = hedges.find(({ id }) => id === hedge)
  if (hedge !== undefined)
    chips.push({
      key: 'hedge',
      label: chosen ? partMessages.clinicalQueries.name(chosen) : hedge,
      without: withoutHedge,
    })
  if (hasAbstract)
    chips.push({ key: 'abstract', label: words.hasAbstract, without: { ...filters, hasAbstract: false } })
  if (hidesRetracted)
    chips.push({
      key: 'retracted',
      label: words.notRetracted,
      without: { ...filters, hidesRetracted: false },
    })
  if (pmids.length > 0)
    chips.push({
      key: 'pmids',
      label: words.chosenOnMap(pmids.length),
      without: { ...filters, pmids: [] },
    })
  return chips
}

/** Of the conditions that leave nothing together. */
export function groupName(
  { group, uis = [] }: FilterGroupName,
  filters: Filters,
  chips: readonly FilterChip[],
): string {
  const labels = (keys: readonly string[]) =>
    chips.filter(({ key }) => keys.includes(key)).map(({ label }) => label)
  switch (group) {
    case 'headings':
    case 'excluded':
      return labels(uis).join(', ')
    case 'years':
    case 'hedge':
    case 'pmids':
      return labels([group]).join('')
    case 'hasAbstract':
      return labels(['abstract']).join('')
    case 'hidesRetracted':
      return labels(['retracted']).join('')
    default:
      return labels(filters[group].map((value) => `${group}:${value}`)).join(', ')
  }
}

function yearWords({ from, to }: Filters['years']): string {
  const words = partMessages.filterNames
  if (from === undefined) return to === undefined ? '' : words.yearsTo(to)
  if (to === undefined) return words.yearsFrom(from)
  return from === to ? String(from) : words.years(from, to)
}
