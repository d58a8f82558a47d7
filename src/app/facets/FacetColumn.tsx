import { memo } from 'react'
import {
  toggleValue,
  setHeadingMode,
  type Filters,
  type ValueGroup as GroupName,
} from '../../core/filters.ts'
import type { FacetOutput } from '../../protocol/facets.ts'
import type { Controller } from '../controller.ts'
import { formatCount } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import { valueLang, valueName } from './filterNames.ts'
import type { Forest } from './forest.ts'
import styles from './Groups.module.css'
import { HeadingBox } from './HeadingBox.tsx'
import { HedgeGroup } from './HedgeGroup.tsx'
import { MeshTree } from './MeshTree.tsx'
import type { Looked } from './useFacets.ts'
import { ValueGroup, type ValueChoice } from './ValueGroup.tsx'
import { YearGroup } from './YearGroup.tsx'

interface Props {
  filters: Filters
  forest: Forest | undefined
  counts: FacetOutput | undefined
  looked: Looked
  controller: Pick<Controller, 'call' | 'setFilters' | 'toggleHeading'>
  onLook(looked: Looked): void
}

/** Of these a list is worth its room without being asked for; of the others it opens. */
const firstGroups: GroupName[] = ['evidence', 'types']
const otherGroups: GroupName[] = ['species', 'sexes', 'ages', 'languages']

/** By what the list can be narrowed, with how many records each would leave. Not drawn anew with each key, but with the counts. */
export const FacetColumn = memo(function FacetColumn({
  filters,
  forest,
  counts,
  looked,
  controller,
  onLook,
}: Props) {
  const { call, setFilters, toggleHeading } = controller

  const group = (name: GroupName, more: { isOpen?: boolean; onOpen?(isOpen: boolean): void } = {}) => (
    <ValueGroup
      key={name}
      title={partMessages.facets.groups[name]}
      lang={valueLang(name)}
      choices={toChoices(name)}
      chosen={filters[name]}
      onToggle={(value) => setFilters(toggleValue(filters, name, value))}
      {...more}
    />
  )

  /** What is chosen stays, though nothing in the list has it. */
  function toChoices(name: GroupName): ValueChoice[] {
    const counted = counts?.groups[name] ?? []
    const absent = filters[name].filter((value) => counted.every((each) => each.value !== value))
    return [...counted, ...absent.map((value) => ({ value, count: 0 }))].map(({ value, count }) => {
      const meaning = name === 'evidence' ? partMessages.filterNames.evidenceMeanings[value] : undefined
      return { value, count, name: valueName(name, value, counts?.names ?? {}), ...(meaning && { meaning }) }
    })
  }

  return (
    <>
      <HeadingBox call={call} onChoose={toggleHeading} />
      {forest && counts ? (
        <MeshTree
          forest={forest}
          counts={counts.headings}
          chosen={filters.headings}
          onToggle={toggleHeading}
          onMode={(ui, mode, treeNumber) => setFilters(setHeadingMode(filters, ui, mode, treeNumber))}
        />
      ) : (
        <p className={`soft ${styles.waiting}`} role="status">
          {partMessages.facets.counting}
        </p>
      )}
      <YearGroup
        years={counts?.years ?? []}
        range={filters.years}
        onChange={(years) => setFilters({ ...filters, years })}
      />
      {firstGroups.map((name) => group(name, { isOpen: true }))}
      <HedgeGroup
        counts={counts?.hedges}
        chosen={filters.hedge}
        onOpen={(hasHedges) => onLook({ ...looked, hasHedges })}
        onChoose={(hedge) => {
          const { hedge: _hedge, ...others } = filters
          setFilters(hedge === undefined ? others : { ...others, hedge })
        }}
      />
      {otherGroups.map((name) => group(name))}
      {group('journals', { onOpen: (hasJournals) => onLook({ ...looked, hasJournals }) })}
      <fieldset className={styles.switches}>
        <legend className="visually-hidden">{partMessages.facets.others}</legend>
        <label>
          <input
            type="checkbox"
            checked={filters.hasAbstract}
            onChange={({ target }) => setFilters({ ...filters, hasAbstract: target.checked })}
          />
          <span>{partMessages.facets.hasAbstract}</span>
          <span className={`numbers ${styles.count}`}>{formatCount(counts?.hasAbstract ?? 0)}</span>
        </label>
        <label>
          <input
            type="checkbox"
            checked={filters.hidesRetracted}
            onChange={({ target }) => setFilters({ ...filters, hidesRetracted: target.checked })}
          />
          <span>{partMessages.facets.hideRetracted}</span>
          <span className={`numbers ${styles.count}`}>{formatCount(counts?.retracted ?? 0)}</span>
        </label>
      </fieldset>
    </>
  )
})
