import { Button } from 'react-aria-components/Button'
import type { HeadingFilter } from '../../core/filters.ts'
import type { RecordHeading } from '../../core/record.ts'
import { MajorMark } from '../search/HeadingChips.tsx'
import { pageAddress } from '../shell/usePage.ts'
import styles from './HeadingList.module.css'

export interface HeadingFiltering {
  /** Those that the list is filtered by. */
  filters: readonly HeadingFilter[]
  /** Filters by a heading, or no longer. */
  onToggle(ui: string): void
}

interface Props {
  headings: RecordHeading[]
  filtering: HeadingFiltering | undefined
}

/** All headings with their qualifiers, in the order of the source. Those that the library knows filter the list. */
export function HeadingList({ headings, filtering }: Props) {
  if (headings.length === 0) return null
  return (
    <section className={styles.headings}>
      <h3>
        MeSH headings <span className="soft">(* major topic)</span>
      </h3>
      <ul>
        {headings.map(({ name, ui, major, qualifiers }) => (
          <li key={name}>
            {ui === undefined || !filtering ? (
              name
            ) : (
              <Button
                className={`link-button ${styles.filter}`}
                aria-pressed={filtering.filters.some((filter) => filter.ui === ui)}
                onPress={() => filtering.onToggle(ui)}
              >
                <span className="visually-hidden">Filter by </span>
                {name}
              </Button>
            )}
            {major && <MajorMark />}
            {ui !== undefined && filtering && (
              <a href={`${pageAddress.heading}/${ui}`} className={styles.about}>
                about<span className="visually-hidden"> {name}</span>
              </a>
            )}
            {qualifiers.map((qualifier) => (
              <span key={qualifier.name} className={styles.qualifier}>
                {qualifier.name}
                {qualifier.major && <MajorMark />}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
