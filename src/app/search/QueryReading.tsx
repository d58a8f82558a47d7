import { Button } from 'react-aria-components/Button'
import type { QueryReading as Reading, ReadCondition, ReadPart, ReadTerm } from '../../core/query/reading.ts'
import { partMessages } from '../messages/partMessages.ts'
import { OutsideLink } from '../shell/OutsideLink.tsx'
import styles from './QueryReading.module.css'
import { describeMeaning, describeRows } from './readingText.ts'

interface Props {
  reading: Reading
  onAsk(query: string): void
}

/** How the query was read. A plain text has nothing to explain, so that it stays closed until it is asked for. */
export function QueryReading({ reading, onAsk }: Props) {
  const { kind, conditions, pubmedUrl } = reading
  return (
    <details className={styles.reading} open={kind === 'query'}>
      <summary>{partMessages.queryReading.title}</summary>
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
          partMessages.queryReading.tooLong
        ) : (
          <>
            <OutsideLink href={pubmedUrl}>{partMessages.queryReading.askPubmed}</OutsideLink>{' '}
            {partMessages.queryReading.pubmedGets(conditions.some(({ role }) => role === 'ranks'))}
          </>
        )}
      </p>
    </details>
  )
}

function summarise({ kind, rows, rankText }: Reading): string {
  const { plainText, left } = partMessages.queryReading
  return kind === 'text' ? plainText : left(rows, rankText.trim())
}

function Condition({ role, part, onAsk }: ReadCondition & Pick<Props, 'onAsk'>) {
  return (
    <li>
      <strong>{partMessages.queryReading.roles[role]}</strong> <Part part={part} onAsk={onAsk} />
    </li>
  )
}

function Part({ part, onAsk }: { part: ReadPart } & Pick<Props, 'onAsk'>) {
  if (part.kind === 'term') return <Term term={part} onAsk={onAsk} />
  return (
    <>
      {partMessages.queryReading.groups[part.operator]}:
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
      {isUnread && <span className={styles.unread}>{partMessages.queryReading.unread}</span>}
      {proposals.length > 0 && (
        <span className={styles.proposals}>
          {partMessages.queryReading.meantPerhaps}{' '}
          {proposals.map(({ name, query }) => (
            <Button key={name} className="link-button" onPress={() => onAsk(query)}>
              <span lang="en">{name}</span>
            </Button>
          ))}
        </span>
      )}
    </>
  )
}
