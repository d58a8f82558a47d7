import { Button } from 'react-aria-components/Button'
import { formatRecords } from '../format.ts'
import type { ShownList } from '../readySession.ts'
import { moreCount } from '../searcher.ts'
import { ResultCard } from './ResultCard.tsx'
import styles from './ResultList.module.css'
import { Timings } from './Timings.tsx'

interface Props {
  shown: ShownList
  /** Another answer is on its way, or about to be asked for. */
  isBusy: boolean
  isSample: boolean
  maxTokens: number
  readingPmid: string | undefined
  onOpen(pmid: string): void
  onShowMore(): void
}

export function ResultList({ shown, isBusy, isSample, ...rest }: Props) {
  const { output, request } = shown
  const { maxTokens, readingPmid, onOpen, onShowMore } = rest
  const hasMore = request.k < moreCount && output.hits.length >= request.k
  return (
    <section className={styles.results} aria-labelledby="results-title" aria-busy={isBusy}>
      <div className={styles.head}>
        <h2 id="results-title">
          {output.hits.length ? formatRecords(output.hits.length) : 'No records'} nearest in meaning to{' '}
          <q>{request.text}</q>
        </h2>
        <Timings output={output} />
        {output.hits.length > 0 && (
          <p className={styles.legend}>
            <span className={styles.swatch} aria-hidden="true" /> nearness in meaning (cosine; 1 is the same)
          </p>
        )}
      </div>
      {output.cutTokens > 0 && (
        <p className="note">Only the first {maxTokens} tokens of your text were read.</p>
      )}
      {output.hits.length === 0 && (
        <p>The library has answered with nothing. Put the question in other words.</p>
      )}
      <ol className={`${styles.list} ${isBusy ? styles.stale : ''}`}>
        {output.hits.map((hit) => (
          <li key={hit.record.pmid}>
            <ResultCard
              {...hit}
              isSample={isSample}
              isOpen={hit.record.pmid === readingPmid}
              onOpen={onOpen}
            />
          </li>
        ))}
      </ol>
      {hasMore && (
        <Button className={`button ${styles.more}`} isDisabled={isBusy} onPress={onShowMore}>
          Show {moreCount}
        </Button>
      )}
    </section>
  )
}
