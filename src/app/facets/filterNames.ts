import { ages, sexes, species } from '../../core/checkTagGroups.ts'
import { evidenceLevels } from '../../core/evidenceLevels.ts'
import { valueGroups, type FilterGroupName, type Filters, type ValueGroup } from '../../core/filters.ts'
import { hedges, type Hedge } from '../../core/hedges.ts'
import { formatLanguage } from '../format.ts'
import type { Forest } from './forest.ts'
import { modeMark } from './headingModes.ts'

/** What a filter is called, for the chip that takes it away and for the list that it makes. */
export interface FilterChip {
  key: string
  label: string
  without: Filters
}

export const groupTitles: Record<ValueGroup, string> = {
  types: 'Publication type',
  languages: 'Language',
  journals: 'Journal',
  species: 'Species',
  sexes: 'Sex',
  ages: 'Age',
  evidence: 'Evidence',
}

const known: Partial<Record<ValueGroup, readonly { id: string; name: string }[]>> = {
  species,
  sexes,
  ages,
  evidence: evidenceLevels,
}

/** @param names as records spell them, by how filters have them */
export function valueName(group: ValueGroup, value: string, names: Record<string, string>): string {
  if (group === 'languages') return formatLanguage(value)
  return known[group]?.find(({ id }) => id === value)?.name ?? names[value] ?? value
}

const purposes: Record<Hedge['purpose'], string> = {
  therapy: 'Therapy',
  diagnosis: 'Diagnosis',
  prognosis: 'Prognosis',
  etiology: 'Etiology',
  prediction: 'Clinical prediction guides',
}

export const hedgeName = ({ purpose, scope }: Pick<Hedge, 'purpose' | 'scope'>) =>
  `${purposes[purpose]}, ${scope}`

export function listChips(
  filters: Filters,
  forest: Forest | undefined,
  names: Record<string, string>,
): FilterChip[] {
  const { headings, years, hedge, hasAbstract, hidesRetracted, pmids } = filters
  const { hedge: _hedge, ...withoutHedge } = filters
  const chips: FilterChip[] = headings.map(({ ui, mode }) => {
    const mark = modeMark(mode)
    const name = forest?.byUi(ui)?.name ?? ui
    return {
      key: ui,
      label: mode === 'exclude' ? `not ${name}` : `${name}${mark === undefined ? '' : ` (${mark})`}`,
      without: { ...filters, headings: headings.filter((heading) => heading.ui !== ui) },
    }
  })
  for (const group of valueGroups)
    for (const value of filters[group])
      chips.push({
        key: `${group}:${value}`,
        label: valueName(group, value, names),
        without: { ...filters, [group]: filters[group].filter((other) => other !== value) },
      })
  if (years.from !== undefined || years.to !== undefined)
    chips.push({ key: 'years', label: yearWords(years), without: { ...filters, years: {} } })
  const chosen = hedges.find(({ id }) => id === hedge)
  if (hedge !== undefined)
    chips.push({ key: 'hedge', label: chosen ? hedgeName(chosen) : hedge, without: withoutHedge })
  if (hasAbstract)
    chips.push({ key: 'abstract', label: 'Has abstract', without: { ...filters, hasAbstract: false } })
  if (hidesRetracted)
    chips.push({ key: 'retracted', label: 'Not retracted', without: { ...filters, hidesRetracted: false } })
  if (pmids.length > 0)
    chips.push({
      key: 'pmids',
      label: `Chosen on the map (${pmids.length})`,
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
  if (from === undefined) return `to ${to}`
  if (to === undefined) return `from ${from}`
  return from === to ? String(from) : `${from} to ${to}`
}
