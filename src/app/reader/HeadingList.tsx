import type { RecordHeading } from '../../core/record.ts'
import { MajorMark } from '../search/HeadingChips.tsx'
import styles from './HeadingList.module.css'

/** All headings with their qualifiers, in the order of the source. */
export function HeadingList({ headings }: { headings: RecordHeading[] }) {
  if (headings.length === 0) return null
  return (
    <section className={styles.headings}>
      <h3>
        MeSH headings <span className="soft">(* major topic)</span>
      </h3>
      <ul>
        {headings.map(({ name, major, qualifiers }) => (
          <li key={name}>
            {name}
            {major && <MajorMark />}
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
