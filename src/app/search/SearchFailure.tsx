import { Button } from 'react-aria-components/Button'
import { errorText } from '../errorText.ts'
import type { Failure } from '../failure.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import styles from './SearchFailure.module.css'

interface Props {
  failure: Failure
  query: string
  /** The query of the list that stays on the page, if there is one. */
  shownQuery: string | undefined
  onRetry(): void
}

export function SearchFailure({ failure, query, shownQuery, onRetry }: Props) {
  const { title, explanation, action } = errorText[failure.code]
  return (
    <div className={`note ${styles.failure}`}>
      <div role="alert">
        <p>
          <strong>{title}.</strong> There is no answer to <q>{query}</q>
          {shownQuery !== undefined && (
            <>
              ; below is still the answer to <q>{shownQuery}</q>
            </>
          )}
          .
        </p>
        <p>
          {explanation} {action}
        </p>
      </div>
      {failure.code !== 'query-empty' && (
        <Button className="button" onPress={onRetry}>
          Try again
        </Button>
      )}
      <TechnicalDetails failure={failure} />
    </div>
  )
}
