// The steps in which records come, and one waits.

import { Button } from 'react-aria-components/Button'
import type { Draft, PubmedQuery } from '../../core/draft.ts'
import type { CollectProgress } from '../../protocol/draft.ts'
import { formatBytes, formatCount, formatRecords } from '../format.ts'
import { DiscardButton } from './DiscardButton.tsx'
import { Meter } from './Meter.tsx'
import styles from './NewLibrary.module.css'

export function ReadingStep({ progress, onStop }: { progress?: CollectProgress; onStop(): void }) {
  const { doneBytes, totalBytes, records } = progress ?? { doneBytes: 0, totalBytes: 0, records: 0 }
  const amount = `${formatBytes(doneBytes)} of ${formatBytes(totalBytes)} · ${formatRecords(records)}`
  return (
    <>
      <Meter
        label="Read and checked"
        share={totalBytes > 0 ? doneBytes / totalBytes : undefined}
        amount={progress ? amount : ''}
      />
      <div className={styles.actions}>
        <Button className="button" onPress={onStop}>
          Cancel
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
          Cancel
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
        label="From PubMed"
        share={total > 0 ? done / total : 0}
        amount={`${formatCount(done)} of ${formatRecords(total)}`}
      />
      <Waiting reason={waiting} />
      <p className="soft">NLM allows three requests a second. What has come is kept on this device.</p>
      <div className={styles.actions}>
        <Button className="button" onPress={onPause}>
          Pause
        </Button>
        <DiscardButton what="what has been fetched" onDiscard={onDiscard} />
      </div>
    </>
  )
}

function Waiting({ reason }: { reason: string | undefined }) {
  return <p role="status">{reason !== undefined && `${reason} It is tried again in a while.`}</p>
}
