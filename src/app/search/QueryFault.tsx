import { Button } from 'react-aria-components/Button'
import type { QueryFault as Fault } from '../../core/query/fault.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import styles from './QueryFault.module.css'

interface Props {
  query: string
  fault: Fault
  /** Puts the mended query into the field. */
  onMend(query: string): void
}

/** So much of a long query is shown before and after the place. */
const contextChars = 120

/** What is wrong with a query: the place is marked, and where it can be told what was meant, one press mends it. */
export function QueryFault({ query, fault: { problem, start, length, mend }, onMend }: Props) {
  const from = Math.max(0, start - contextChars)
  const to = start + length + contextChars
  return (
    <>
      <p className={styles.query} dir="auto">
        {from > 0 && '… '}
        {query.slice(from, start)}
        <mark className={styles.place}>
          <span className="visually-hidden">{messages.searchFailure.here} </span>
          {query.slice(start, start + length)}
        </mark>
        {query.slice(start + length, to)}
        {to < query.length && ' …'}
      </p>
      <p>{partMessages.queryFaults[problem]}</p>
      {mend !== undefined && (
        <Button className={`button ${styles.mend}`} onPress={() => onMend(mend)}>
          {messages.searchFailure.searchFor(<q>{mend}</q>)}
        </Button>
      )}
    </>
  )
}
