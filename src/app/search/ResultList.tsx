import { Button } from 'react-aria-components/Button'
import type { LibraryStatus, SearchMode } from '../../protocol/engine.ts'
import { formatRecords } from '../format.ts'
import { librariesOf, type ShownList } from '../readySession.ts'
import { moreCount } from '../searcher.ts'
import { ResultCard } from './ResultCard.tsx'
import styles from './ResultList.module.css'
import { Timings } from './Timings.tsx'

interface Props {
  shown: ShownList
  /** Another answer is on its way, or about to be asked for. */
  isBusy: boolean
  /** All that were searched. */
  libraries: readonly LibraryStatus[]
  /** Absent until the encoder is there. */
  maxTokens: number | undefined
  readingPmid: string | undefined
  onOpen(pmid: string): void
  onShowMore(): void
}

const relations: Record<SearchMode, string> = {
  both: 'nearest in meaning and words to',
  meaning: 'nearest in meaning to',
  words: 'that match the words of',
}

export function ResultList({ shown, isBusy, libraries, ...rest }: Props) {
  const { output, request } = shown
  const { maxTokens, readingPmid, onOpen, onShowMore } = rest
  const hasMore = request.k < moreCount && output.hits.length >= request.k
  return (
    <section className={styles.results} aria-labelledby="results-title" aria-busy={isBusy}>
      <div className={styles.head}>
        <h2 id="results-title">
          {output.hits.length ? formatRecords(output.hits.length) : 'No records'} {relations[output.mode]}{' '}
          <q>{request.text}</q>
        </h2>
        <Timings output={output} />
        {output.hits.length > 0 && (
          <p className={styles.legend}>
            {output.mode !== 'words' && (
              <span>
                <span className={styles.swatch} aria-hidden="true" /> nearness in meaning (cosine; 1 is the
                same)
              </span>
            )}
            {output.mode !== 'meaning' && (
              <span>
                <span className={`${styles.swatch} ${styles.words}`} aria-hidden="true" /> match of words
                (BM25; 1 is the most possible)
              </span>
            )}
          </p>
        )}
      </div>
      {output.encoding !== undefined && output.encoding.cutTokens > 0 && (
        <p className="note">Only the first {maxTokens} tokens of your text were read.</p>
      )}
      {output.hits.length === 0 && (
        <p>
          No record of the {libraries.length > 1 ? 'libraries' : 'library'} has any of these words. Put the
          question in other ones.
        </p>
      )}
      <ol className={`${styles.list} ${isBusy ? styles.stale : ''}`}>
        {output.hits.map((hit) => (
          <li key={hit.record.pmid}>
            <ResultCard
              {...hit}
              sources={librariesOf(libraries, hit)}
              isSourceShown={libraries.length > 1}
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
