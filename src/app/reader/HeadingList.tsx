import type { RecordHeading } from '../../core/record.ts'
import { messages } from '../messages/messages.ts'
import { MajorMark } from '../search/HeadingChips.tsx'
import { HeadingToggle, type HeadingFiltering } from '../search/HeadingToggle.tsx'
import { pageAddress } from '../shell/usePage.ts'
import styles from './HeadingList.module.css'

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
        {headings.map((heading) => (
          <li key={heading.name}>
            <HeadingToggle heading={heading} filtering={filtering} />
            {heading.major && <MajorMark />}
            {heading.ui !== undefined && filtering && (
              <a href={`${pageAddress.heading}/${heading.ui}`} className={styles.about}>
                {messages.reader.about(<span lang="en">{heading.name}</span>)}
              </a>
            )}
            {heading.qualifiers.map((qualifier) => (
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
