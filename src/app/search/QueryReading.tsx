import { Button } from 'react-aria-components/Button'
import type { QueryReading as Reading, ReadCondition, ReadPart, ReadTerm } from '../../core/query/reading.ts'
import { formatRecords } from '../format.ts'
import { OutsideLink } from '../shell/OutsideLink.tsx'
import styles from './QueryReading.module.css'
import { describeMeaning, describeRows, groupWords, roleWords } from './readingText.ts'

interface Props {
  reading: Reading
  onAsk(query: string): void
}

/** How the query was read. A plain text has nothing to explain, so that it stays closed until it is asked for. */
export function QueryReading({ reading, onAsk }: Props) {
  const { kind, conditions, pubmedUrl } = reading
  return (
    <details className={styles.reading} open={kind === 'query'}>
      <summary>How your query was read</summary>
      {conditions.length > 0 && (
        <ul className={styles.conditions}>
          {conditions.map((condition, place) => (
            <Condition key={place} {...condition} onAsk={onAsk} />
          ))}
        </ul>
      )}
      <p>{summarise(reading)}</p>
      <p className="soft">
        {pubmedUrl === undefined ? (
          'The query is too long for a link to PubMed.'
        ) : (
          <>
            <OutsideLink href={pubmedUrl}>Ask PubMed the same</OutsideLink> The query then leaves this device
            and goes to PubMed
            {conditions.some(({ role }) => role === 'ranks') && ', where every part filters'}.
          </>
        )}
      </p>
    </details>
  )
}

function summarise({ kind, rows, rankText }: Reading): string {
  if (kind === 'text') return 'As plain text: it ranks the records by meaning and words, and leaves none out.'
  const left = rows === undefined ? 'No record is left out' : `${formatRecords(rows)} left`
  return rankText.trim() === '' ? `${left}, the newest first.` : `${left}, ranked by “${rankText}”.`
}

function Condition({ role, part, onAsk }: ReadCondition & Pick<Props, 'onAsk'>) {
  return (
    <li>
      <strong>{roleWords[role]}</strong> <Part part={part} onAsk={onAsk} />
    </li>
  )
}

function Part({ part, onAsk }: { part: ReadPart } & Pick<Props, 'onAsk'>) {
  if (part.kind === 'term') return <Term term={part} onAsk={onAsk} />
  return (
    <>
      {groupWords[part.operator]}:
      <ul>
        {part.parts.map((each, place) => (
          <li key={place}>
            <Part part={each} onAsk={onAsk} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Term({ term, onAsk }: { term: ReadTerm } & Pick<Props, 'onAsk'>) {
  const { text, meaning, rows, isUnread, proposals } = term
  return (
    <>
      {describeMeaning(meaning)} <code dir="auto">{text}</code>
      {rows !== undefined && <span className={styles.rows}> {describeRows(term)}</span>}
      {isUnread && (
        <span className={styles.unread}>
          Too many records to look into: those in which the words stand apart, or other words begin so, are
          taken in, too.
        </span>
      )}
      {proposals.length > 0 && (
        <span className={styles.proposals}>
          Meant is perhaps{' '}
          {proposals.map(({ name, query }) => (
            <Button key={name} className="link-button" onPress={() => onAsk(query)}>
              {name}
            </Button>
          ))}
        </span>
      )}
    </>
  )
}
