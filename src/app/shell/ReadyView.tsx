import { useCallback, useMemo, useState } from 'react'
import { countFilters } from '../../core/filters.ts'
import type { Controller } from '../controller.ts'
import { SampleNotice } from '../libraries/SampleNotice.tsx'
import type { ReadPlace } from '../reader/place.ts'
import { ReaderPart } from '../reader/ReaderPart.tsx'
import type { Ready } from '../readySession.ts'
import { EncoderNotice } from '../search/EncoderNotice.tsx'
import { LibraryNotices } from '../search/LibraryNotices.tsx'
import { QueryReadingPart } from '../search/QueryParts.tsx'
import { ResultList } from '../search/ResultList.tsx'
import { SearchFailure } from '../search/SearchFailure.tsx'
import { useTop } from '../search/useTop.ts'
import { Welcome } from '../search/Welcome.tsx'
import { FacetPart } from './FacetPart.tsx'
import { focusSearchField } from './focus.ts'
import { ResultToolsPart } from './KeepingParts.tsx'
import styles from './ReadyView.module.css'

interface Props {
  ready: Ready
  controller: Controller
}

export function ReadyView({ ready, controller }: Props) {
  const { shown, search, reading, libraries, encoder } = ready
  const readHit = shown?.output.hits.find(({ record }) => record.pmid === reading?.pmid)
  /** Where in a record one reads that was opened at a sentence. */
  const [place, setPlace] = useState<ReadPlace>()

  const hasFacets = shown !== undefined || countFilters(ready.filters) > 0

  useTop(search.stage === 'failed' ? search.request.text : shown?.request.text)

  const open = useCallback(
    (pmid: string) => {
      setPlace(undefined)
      controller.openRecord(pmid)
    },
    [controller],
  )

  const headingFiltering = useMemo(
    () => ({ filters: ready.filters.headings, onToggle: controller.toggleHeading }),
    [ready.filters.headings, controller],
  )

  function ask(question: string) {
    controller.ask(question)
    focusSearchField() // the button that was pressed goes away
  }

  return (
    <main
      className={`${styles.ready} ${hasFacets ? styles.withFacets : ''} ${reading ? styles.withReader : ''}`}
    >
      {hasFacets && <FacetPart ready={ready} controller={controller} />}
      <div className={styles.column}>
        {libraries.some(isSample) && <SampleNotice />}
        <LibraryNotices libraries={libraries} refused={ready.refused} encoder={encoder} />
        <EncoderNotice encoder={encoder} onRetry={controller.retry} onInstead={controller.installInstead} />
        {search.stage === 'failed' && (
          <SearchFailure
            failure={search.failure}
            query={search.request.text}
            shownQuery={shown?.request.text}
            onRetry={controller.retrySearch}
            onMend={ask}
          />
        )}
        {shown ? (
          <ResultList
            shown={shown}
            isBusy={search.stage === 'waiting' || search.stage === 'running'}
            libraries={libraries}
            tools={
              <>
                {shown.output.reading && <QueryReadingPart reading={shown.output.reading} onAsk={ask} />}
                <ResultToolsPart shown={shown} libraries={libraries} likes={controller.likes} />
              </>
            }
            maxTokens={encoder.stage === 'ready' ? encoder.status.maxTokens : undefined}
            readingPmid={reading?.pmid}
            headingFiltering={headingFiltering}
            call={controller.call}
            likes={controller.likes}
            onRead={({ hit, sentence }) => {
              setPlace({ pmid: hit.record.pmid, libraries: hit.libraries ?? [], ...sentence })
              controller.readRecord(hit.record)
            }}
            onOpen={open}
            onShowMore={controller.showMore}
          />
        ) : (
          <Welcome libraries={libraries} isSearching={search.stage === 'running'} onAsk={ask} />
        )}
      </div>
      {reading && (
        <ReaderPart
          record={reading}
          libraryIds={readHit?.libraries ?? place?.libraries ?? []}
          libraries={libraries}
          place={place}
          headingFiltering={headingFiltering}
          call={controller.call}
          onClose={controller.closeRecord}
        />
      )}
    </main>
  )
}

const isSample = ({ kind }: Ready['library']) => kind === 'sample-notes'
