import type { RecordHeading } from '../../core/record.ts'
import { language } from '../messages/locale.ts'
import { messages } from '../messages/messages.ts'
import styles from './HeadingChips.module.css'
import { HeadingToggle, type HeadingFiltering } from './HeadingToggle.tsx'

interface Props {
  headings: RecordHeading[]
  /** Major topics come first; what is beyond is counted. */
  most: number
  filtering: HeadingFiltering
}

export function HeadingChips({ headings, most, filtering }: Props) {
  if (headings.length === 0) return null
  const ordered = [...headings].sort((a, b) => Number(isMajor(b)) - Number(isMajor(a)))
  const left = headings.length - most
  return (
    <ul className={styles.chips} aria-label={messages.card.headings}>
      {ordered.slice(0, most).map((heading) => (
        <li key={heading.name} className={styles.chip}>
          <HeadingToggle heading={heading} filtering={filtering} />
          {isMajor(heading) && <MajorMark />}
        </li>
      ))}
      {left > 0 && <li className={styles.left}>{messages.card.moreHeadings(left)}</li>}
    </ul>
  )
}

/** The asterisk of PubMed, said in words to those who do not see it. */
export function MajorMark() {
  return (
    <>
      <span className={styles.major} aria-hidden="true">
        *
      </span>
      <span className="visually-hidden" lang={language.get()}>
        {' '}
        {messages.card.majorTopic}
      </span>
    </>
  )
}

/** A heading is a major topic by itself or through one of its qualifiers. */
function isMajor({ major, qualifiers }: RecordHeading): boolean {
  return major || qualifiers.some((qualifier) => qualifier.major)
}
