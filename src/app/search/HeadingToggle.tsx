import type { HeadingFilter } from '../../core/filters.ts'
import type { RecordHeading } from '../../core/record.ts'
import { messages } from '../messages/messages.ts'
import styles from './HeadingToggle.module.css'

export interface HeadingFiltering {
  /** Those that the list is filtered by. */
  filters: readonly HeadingFilter[]
  /** Filters by a heading, or no longer. */
  onToggle(ui: string): void
}

interface Props {
  heading: RecordHeading
  /** Absent where there is no list that headings could filter. */
  filtering: HeadingFiltering | undefined
}

/** A heading that filters the list, or its name alone where the library does not know it. The platform's own button: see CardActions. */
export function HeadingToggle({ heading: { name, ui }, filtering }: Props) {
  if (ui === undefined || !filtering) return <span lang="en">{name}</span>
  return (
    <button
      type="button"
      className={styles.filter}
      aria-pressed={filtering.filters.some((filter) => filter.ui === ui)}
      onClick={() => filtering.onToggle(ui)}
    >
      <span className="visually-hidden">{messages.reader.filterBy} </span>
      <span lang="en">{name}</span>
    </button>
  )
}
