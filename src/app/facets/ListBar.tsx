import { Button } from 'react-aria-components/Button'
import { countFilters, noFilters, withoutGroup, type Filters } from '../../core/filters.ts'
import type { FacetOutput } from '../../protocol/facets.ts'
import type { Controller } from '../controller.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Ready } from '../readySession.ts'
import { BreadthDial } from './BreadthDial.tsx'
import { groupName, listChips } from './filterNames.ts'
import type { Forest } from './forest.ts'
import styles from './ListBar.module.css'
import { Widen } from './Widen.tsx'

interface Props {
  ready: Ready
  forest: Forest | undefined
  counts: FacetOutput | undefined
  /** Opens the filters where they don't stand beside the list. */
  onFilters: (() => void) | undefined
  controller: Pick<Controller, 'setFilters' | 'setSort' | 'setBreadth'>
}

/** Above the list: what it is narrowed to, and its order. */
export function ListBar({ ready, forest, counts, onFilters, controller }: Props) {
  const { filters, sort, breadth, shown } = ready
  const { setFilters, setSort, setBreadth } = controller
  const number = countFilters(filters)
  const chips = listChips(filters, forest, counts?.names ?? {})
  const isRanked = shown?.output.sort !== 'date' || sort === 'date'
  return (
    <>
      <div className={styles.bar}>
        {onFilters && (
          <Button className="button" onPress={onFilters}>
            {partMessages.facets.title}
            {number > 0 && ` (${number})`}
          </Button>
        )}
        {chips.length > 0 && (
          <ul className={styles.chips} aria-label={partMessages.listBar.active}>
            {chips.map(({ key, label, lang, without }) => (
              <li key={key}>
                <button type="button" onClick={() => setFilters(without)}>
                  <span className="visually-hidden">{partMessages.listBar.remove} </span>
                  <span lang={lang}>{label}</span>
                  <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
                    <path
                      d="m4 4 8 8m0-8-8 8"
                      stroke="currentColor"
                      strokeWidth="1.75"
                      strokeLinecap="round"
                    />
                  </svg>
                </button>
              </li>
            ))}
          </ul>
        )}
        {number > 0 && (
          <button type="button" className="link-button" onClick={() => setFilters(noFilters)}>
            {partMessages.listBar.clear}
          </button>
        )}
        {isRanked && shown && (
          <BreadthDial
            breadth={breadth}
            tree={shown.output.tree}
            isAnswered={shown.request.breadth === breadth}
            onChange={setBreadth}
          />
        )}
        <label className={styles.sort}>
          {partMessages.listBar.sort}
          {isRanked ? (
            <select
              value={sort}
              onChange={({ target }) => setSort(target.value === 'date' ? 'date' : 'relevance')}
            >
              <option value="relevance">{partMessages.listBar.byRelevance}</option>
              <option value="date">{partMessages.listBar.newestFirst}</option>
            </select>
          ) : (
            <select value="date" disabled>
              <option value="date">{partMessages.listBar.newestFirst}</option>
            </select>
          )}
        </label>
      </div>
      <Widen filters={filters} total={shown?.output.total} forest={forest} onWiden={setFilters} />
      {shown?.output.total === 0 && number > 0 && counts && (
        <Relax filters={filters} counts={counts} names={chips} onRelax={setFilters} />
      )}
    </>
  )
}

interface RelaxProps {
  filters: Filters
  counts: FacetOutput
  names: ReturnType<typeof listChips>
  onRelax(filters: Filters): void
}

/** Which of the conditions stands in the way. */
function Relax({ filters, counts, names, onRelax }: RelaxProps) {
  const ways = counts.without.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count)
  return (
    <div className="note" role="status">
      <p>
        <strong>{partMessages.listBar.noneMeets}</strong>{' '}
        {ways.length === 0 && partMessages.listBar.noneToBlame}
      </p>
      <ul className={styles.ways}>
        {ways.map(({ count, ...group }) => (
          <li key={`${group.group} ${group.uis?.join(' ')}`}>
            <button
              type="button"
              className="link-button"
              onClick={() => onRelax(withoutGroup(filters, group))}
            >
              {partMessages.listBar.without(groupName(group, filters, names))}
            </button>{' '}
            {messages.counts.records(count)}
          </li>
        ))}
      </ul>
    </div>
  )
}
