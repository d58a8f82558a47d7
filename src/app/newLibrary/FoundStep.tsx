import { Button } from 'react-aria-components/Button'
import type { Draft } from '../../core/draft.ts'
import type { Failure } from '../failure.ts'
import { formatCount, formatRecords } from '../format.ts'
import { FailureNote } from './FailureNote.tsx'
import styles from './NewLibrary.module.css'

interface Props {
  draft: Draft
  failure?: Failure
  onFetch(): void
  onBack(): void
}

/** Nothing is fetched before it is seen how PubMed has read the search, and how much there is. */
export function FoundStep({ draft: { source }, failure, onFetch, onBack }: Props) {
  if (source.kind !== 'pubmed') return null
  const { search, found } = source
  return (
    <>
      <FailureNote failure={failure} />
      <dl className={styles.facts}>
        <dt>Search</dt>
        <dd>{search.term}</dd>
        {found.translation !== '' && (
          <>
            <dt>Read as</dt>
            <dd>{found.translation}</dd>
          </>
        )}
        {found.warnings.length > 0 && (
          <>
            <dt>But</dt>
            <dd>{found.warnings.join('; ')}</dd>
          </>
        )}
        <dt>Found</dt>
        <dd>
          {found.count === 0 ? 'No record' : formatRecords(found.count)}
          {found.wanted < found.count && `, of which the newest ${formatCount(found.wanted)} are fetched`}
        </dd>
      </dl>
      <div className={styles.actions}>
        {found.count > 0 && (
          <Button className="button button-primary" onPress={onFetch}>
            Fetch {formatRecords(found.wanted)}
          </Button>
        )}
        <Button className="button" onPress={onBack}>
          Another search
        </Button>
      </div>
    </>
  )
}
