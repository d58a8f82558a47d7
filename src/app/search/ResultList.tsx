import { useCallback, useSyncExternalStore, type ReactNode } from 'react'
import type { PubmedRecord } from '../../core/record.ts'
import type { LibraryStatus } from '../../protocol/engine.ts'
import type { CallEngine } from '../engineCall.ts'
import { messages } from '../messages/messages.ts'
import type { ShownList } from '../readySession.ts'
import type { Evidence } from './evidence.ts'
import { EvidenceSection } from './EvidenceSection.tsx'
import type { HeadingFiltering } from './HeadingToggle.tsx'
import { likesOf, likingOf, type Liking, type LikesControl } from './likes.ts'
import { LikesBar } from './LikesBar.tsx'
import { ListTitle } from './ListTitle.tsx'
import { MoreResults } from './MoreResults.tsx'
import { ResultCard } from './ResultCard.tsx'
import styles from './ResultList.module.css'
import { Timings } from './Timings.tsx'
import { useNear } from './useNear.ts'
import { rankTextOf, useSentences } from './useSentences.ts'

interface Props {
  shown: ShownList
  /** Another answer is on its way, or about to be asked for. */
  isBusy: boolean
  /** All that were searched. */
  libraries: readonly LibraryStatus[]
  /** What can be done with the results as a whole. */
  tools: ReactNode
  /** Absent until the encoder is there. */
  maxTokens: number | undefined
  readingPmid: string | undefined
  /** The same one until the filters change, or every card is drawn anew. */
  headingFiltering: HeadingFiltering
  call: CallEngine
  likes: LikesControl
  /** Opens the record of a sentence, at the sentence. */
  onRead(evidence: Evidence): void
  /** The same one each time, or every card is drawn anew. */
  onOpen(pmid: string): void
  onShowMore(): void
}

/** So many cards are always laid out and painted; of the others those in the window are. */
const nearCount = 20

export function ResultList({ shown, isBusy, libraries, ...rest }: Props) {
  const { output, request } = shown
  const { tools, maxTokens, readingPmid, headingFiltering, call, likes, onRead, onOpen, onShowMore } = rest
  const hasEncoder = maxTokens !== undefined
  const { near, list } = useNear(output.hits.length)
  const sentences = useSentences(shown, near, isBusy || !hasEncoder, call)
  const liked = likesOf(useSyncExternalStore(likes.subscribe, likes.get), request.text)
  const onLike = useCallback(
    (record: PubmedRecord, as: Liking) => likes.like(request.text, record, as),
    [likes, request.text],
  )
  return (
    <section className={styles.results} aria-labelledby="results-title" aria-busy={isBusy}>
      <div className={styles.head}>
        <h2 id="results-title">
          <ListTitle shown={shown} />
        </h2>
        <Timings output={output} />
        {output.hits.some(({ meaning, words }) => (meaning ?? words) !== undefined) && (
          <p className={styles.legend}>
            {output.mode !== 'words' && (
              <span>
                <span className={styles.swatch} aria-hidden="true" /> {messages.results.meaningLegend}
              </span>
            )}
            {output.mode !== 'meaning' && (
              <span>
                <span className={`${styles.swatch} ${styles.words}`} aria-hidden="true" />{' '}
                {messages.results.wordsLegend}
              </span>
            )}
          </p>
        )}
        {tools}
      </div>
      {output.encoding !== undefined && output.encoding.cutTokens > 0 && (
        <p className="note">{messages.results.textCut(maxTokens)}</p>
      )}
      {output.hits.length === 0 && request.filters === undefined && output.reading?.rows === undefined && (
        <p>{messages.results.none(libraries.length)}</p>
      )}
      <LikesBar likes={liked} onClear={likes.clear} />
      {hasEncoder && output.hits.length > 0 && rankTextOf(output) !== '' && (
        <EvidenceSection shown={shown} isBusy={isBusy} call={call} onRead={onRead} />
      )}
      <ol ref={list} className={`${styles.list} ${isBusy ? styles.stale : ''}`}>
        {output.hits.map((hit, place) => (
          <li key={hit.record.pmid} className={place < nearCount ? undefined : styles.far}>
            <ResultCard
              hit={hit}
              libraries={libraries}
              isOpen={hit.record.pmid === readingPmid}
              query={output.query}
              mode={output.mode}
              sentences={sentences.get(hit.record.pmid)}
              hasEncoder={hasEncoder}
              canLike={output.mode !== 'words' && output.sort === 'relevance'}
              liking={likingOf(liked, hit.record.pmid)}
              headingFiltering={headingFiltering}
              call={call}
              onOpen={onOpen}
              onLike={onLike}
            />
          </li>
        ))}
      </ol>
      <MoreResults shown={shown} isBusy={isBusy} onShowMore={onShowMore} />
    </section>
  )
}
