import { Button } from 'react-aria-components/Button'
import type { HeadingFilter } from '../../core/filters.ts'
import type { RecordHeading } from '../../core/record.ts'
import { messages } from '../messages/messages.ts'
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
        {messages.reader.headings} <span className="soft">{messages.reader.majorMark}</span>
      </h3>
      <ul>
        {headings.map(({ name, ui, major, qualifiers }) => (
          <li key={name}>
            {ui === undefined || !filtering ? (
              <span lang="en">{name}</span>
            ) : (
              <Button
                className={`link-button ${styles.filter}`}
                aria-pressed={filtering.filters.some((filter) => filter.ui === ui)}
                onPress={() => filtering.onToggle(ui)}
              >
                <span className="visually-hidden">{messages.reader.filterBy} </span>
                <span lang="en">{name}</span>
              </Button>
            )}
            {major && <MajorMark />}
            {ui !== undefined && filtering && (
              <a href={`${pageAddress.heading}/${ui}`} className={styles.about}>
                {messages.reader.about(<span lang="en">{name}</span>)}
              </a>
            )}
            {qualifiers.map((qualifier) => (
              <span key={qualifier.name} className={styles.qualifier}>
                <span lang="en">{qualifier.name}</span>
                {qualifier.major && <MajorMark />}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
