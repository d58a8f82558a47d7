import { Button } from 'react-aria-components/Button'
import type { Failure } from '../failure.ts'
import { messages } from '../messages/messages.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import { QueryFaultPart } from './QueryParts.tsx'
import styles from './SearchFailure.module.css'

interface Props {
  failure: Failure
  query: string
  /** The query of the list that stays on the page, if there is one. */
  shownQuery: string | undefined
  onRetry(): void
  /** Searches for the query as it was mended. */
  onMend(query: string): void
}

export function SearchFailure({ failure, query, shownQuery, onRetry, onMend }: Props) {
  const { title, explanation, action } = messages.errors[failure.code]
  const { fault } = failure
  return (
    <div className={`note ${styles.failure}`}>
      {/* A query is faulty while it is being typed: that is told without a fuss. */}
      <div role={fault ? 'status' : 'alert'}>
        <p>
          <strong>{title}.</strong>{' '}
          {messages.searchFailure.noAnswer(
            fault ? undefined : <q>{query}</q>,
            shownQuery === undefined ? undefined : <q>{shownQuery}</q>,
          )}
        </p>
        {fault ? (
          <QueryFaultPart query={query} fault={fault} onMend={onMend} />
        ) : (
          <p>
            {explanation} {action}
          </p>
        )}
      </div>
      {failure.code !== 'query-empty' && !fault && (
        <Button className="button" onPress={onRetry}>
          {messages.controls.tryAgain}
        </Button>
      )}
      <TechnicalDetails failure={failure} />
    </div>
  )
}
