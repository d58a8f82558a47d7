import { hedges } from '../../core/hedges.ts'
import { formatCount } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import styles from './Groups.module.css'

interface Props {
  /** Absent until it was opened and they were counted. */
  counts: readonly { value: string; count: number }[] | undefined
  chosen: string | undefined
  onOpen(isOpen: boolean): void
  onChoose(hedge: string | undefined): void
}

/** Filters for the design of studies, one at a time. */
export function HedgeGroup({ counts, chosen, onOpen, onChoose }: Props) {
  return (
    <details className={styles.group} onToggle={({ currentTarget }) => onOpen(currentTarget.open)}>
      <summary>
        {partMessages.clinicalQueries.title}
        {chosen !== undefined && <span className={styles.number}> 1</span>}
      </summary>
      <ul role="radiogroup" aria-label={partMessages.clinicalQueries.title}>
        <li role="presentation">
          <label>
            <input
              type="radio"
              name="hedge"
              checked={chosen === undefined}
              onChange={() => onChoose(undefined)}
            />
            <span>{partMessages.clinicalQueries.none}</span>
          </label>
        </li>
        {hedges.map((hedge) => (
          <li key={hedge.id} role="presentation" title={partMessages.clinicalQueries.describe(hedge)}>
            <label>
              <input
                type="radio"
                name="hedge"
                checked={chosen === hedge.id}
                onChange={() => onChoose(hedge.id)}
              />
              <span>
                {partMessages.clinicalQueries.name(hedge)}
                <span className="visually-hidden">. {partMessages.clinicalQueries.describe(hedge)}</span>
              </span>
            </label>
            {counts && (
              <span className={`numbers ${styles.count}`}>
                {formatCount(counts.find(({ value }) => value === hedge.id)?.count ?? 0)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
