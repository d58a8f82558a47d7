import type { Controller } from '../controller.ts'
import { SampleNotice } from '../libraries/SampleNotice.tsx'
import { Reader } from '../reader/Reader.tsx'
import { librariesOf, type Ready } from '../readySession.ts'
import { EncoderNotice } from '../search/EncoderNotice.tsx'
import { LibraryNotices } from '../search/LibraryNotices.tsx'
import { ResultList } from '../search/ResultList.tsx'
import { SearchFailure } from '../search/SearchFailure.tsx'
import { Welcome } from '../search/Welcome.tsx'
import { focusSearchField } from './focus.ts'
import styles from './ReadyView.module.css'

interface Props {
  ready: Ready
  controller: Controller
}

export function ReadyView({ ready, controller }: Props) {
  const { shown, search, reading, libraries, encoder } = ready
  const readHit = shown?.output.hits.find(({ record }) => record.pmid === reading?.pmid)

  function ask(question: string) {
    controller.ask(question)
    focusSearchField() // the button that was pressed goes away
  }

  return (
    <main className={`${styles.ready} ${reading ? styles.withReader : ''}`}>
      <div className={styles.column}>
        {libraries.some(isSample) && <SampleNotice />}
        <LibraryNotices ready={ready} />
        <EncoderNotice encoder={encoder} onRetry={controller.start} />
        {search.stage === 'failed' && (
          <SearchFailure
            failure={search.failure}
            query={search.request.text}
            shownQuery={shown?.request.text}
            onRetry={controller.retrySearch}
          />
        )}
        {shown ? (
          <ResultList
            shown={shown}
            isBusy={search.stage === 'waiting' || search.stage === 'running'}
            libraries={libraries}
            maxTokens={encoder.stage === 'ready' ? encoder.status.maxTokens : undefined}
            readingPmid={reading?.pmid}
            onOpen={controller.openRecord}
            onShowMore={controller.showMore}
          />
        ) : (
          <Welcome libraries={libraries} isSearching={search.stage === 'running'} onAsk={ask} />
        )}
      </div>
      {reading && (
        <Reader
          record={reading}
          isSample={librariesOf(libraries, readHit).slice(0, 1).some(isSample)}
          onClose={controller.closeRecord}
        />
      )}
    </main>
  )
}

const isSample = ({ kind }: Ready['library']) => kind === 'sample-notes'
