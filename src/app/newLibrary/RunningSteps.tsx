// The steps in which records come, and one waits.

import { Button } from 'react-aria-components/Button'
import type { Draft, PubmedQuery } from '../../core/draft.ts'
import type { CollectProgress } from '../../protocol/draft.ts'
import { formatBytes } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { DiscardButton } from './DiscardButton.tsx'
import { Meter } from './Meter.tsx'
import styles from './NewLibrary.module.css'

export function ReadingStep({ progress, onStop }: { progress?: CollectProgress; onStop(): void }) {
  const { doneBytes, totalBytes, records } = progress ?? { doneBytes: 0, totalBytes: 0, records: 0 }
  const amount = `${partMessages.making.amount(formatBytes(doneBytes), formatBytes(totalBytes))} · ${messages.counts.records(records)}`
  return (
    <>
      <Meter
        label={messages.libraryTasks.readAndChecked}
        share={totalBytes > 0 ? doneBytes / totalBytes : undefined}
        amount={progress ? amount : ''}
      />
      <div className={styles.actions}>
        <Button className="button" onPress={onStop}>
          {messages.libraryTasks.cancel}
        </Button>
      </div>
    </>
  )
}

interface SearchingProps {
  search: PubmedQuery
  waiting?: string
  onStop(): void
}

export function SearchingStep({ search, waiting, onStop }: SearchingProps) {
  return (
    <>
      <Meter label={search.term} amount="" />
      <Waiting reason={waiting} />
      <div className={styles.actions}>
        <Button className="button" onPress={onStop}>
          {messages.libraryTasks.cancel}
        </Button>
      </div>
    </>
  )
}

interface FetchingProps {
  draft: Draft
  progress?: { done: number; total: number }
  waiting?: string
  onPause(): void
  onDiscard(): void
}

export function FetchingStep({ draft: { source }, progress, waiting, onPause, onDiscard }: FetchingProps) {
  const wanted = source.kind === 'pubmed' ? source.found.wanted : 0
  const { done, total } = progress ?? { done: 0, total: wanted }
  return (
    <>
      <Meter
        label={partMessages.making.fromPubmed}
        share={total > 0 ? done / total : 0}
        amount={partMessages.making.fetched(done, total)}
      />
      <Waiting reason={waiting} />
      <p className="soft">{partMessages.making.aboutFetching}</p>
      <div className={styles.actions}>
        <Button className="button" onPress={onPause}>
          {partMessages.making.pause}
        </Button>
        <DiscardButton question={partMessages.making.discardFetched} onDiscard={onDiscard} />
      </div>
    </>
  )
}

function Waiting({ reason }: { reason: string | undefined }) {
  return (
    <p role="status">
      {reason !== undefined && partMessages.making.waiting(<span lang="en">{reason}</span>)}
    </p>
  )
}
