import { Button } from 'react-aria-components/Button'
import type { Draft } from '../../core/draft.ts'
import type { Failure } from '../failure.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
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
        <dt>{partMessages.newLibrary.searched}</dt>
        <dd>{search.term}</dd>
        {found.translation !== '' && (
          <>
            <dt>{partMessages.newLibrary.readAs}</dt>
            <dd>{found.translation}</dd>
          </>
        )}
        {found.warnings.length > 0 && (
          <>
            <dt>{partMessages.newLibrary.but}</dt>
            <dd lang="en">{found.warnings.join('; ')}</dd>
          </>
        )}
        <dt>{partMessages.newLibrary.found}</dt>
        <dd>{foundWords(found)}</dd>
      </dl>
      <div className={styles.actions}>
        {found.count > 0 && (
          <Button className="button button-primary" onPress={onFetch}>
            {partMessages.newLibrary.fetch(found.wanted)}
          </Button>
        )}
        <Button className="button" onPress={onBack}>
          {partMessages.newLibrary.anotherSearch}
        </Button>
      </div>
    </>
  )
}

function foundWords({ count, wanted }: { count: number; wanted: number }): string {
  if (count === 0) return partMessages.newLibrary.foundNone
  return wanted < count ? partMessages.newLibrary.foundMore(count, wanted) : messages.counts.records(count)
}
