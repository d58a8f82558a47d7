import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { PubmedRecord } from '../../core/record.ts'
import type { LibraryStatus } from '../../protocol/engine.ts'
import type { SimilarRecord } from '../../protocol/reading.ts'
import type { CallEngine } from '../engineCall.ts'
import { messages } from '../messages/messages.ts'
import type { HeadingFiltering } from '../search/HeadingToggle.tsx'
import { focusRecord } from '../shell/focus.ts'
import { KeepButtonPart } from '../shell/KeepingParts.tsx'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import type { ReadPlace } from './place.ts'
import styles from './Reader.module.css'
import { RecordMore } from './RecordMore.tsx'
import { RecordView } from './RecordView.tsx'

interface Props {
  record: PubmedRecord
  /** Of the libraries that have it, first that which gives it. */
  libraryIds: readonly string[]
  /** All that are searched. */
  libraries: readonly LibraryStatus[]
  /** A sentence that is marked, where it is one of this record. */
  place: ReadPlace | undefined
  headingFiltering: HeadingFiltering
  call: CallEngine
  onClose(): void
}

/** Paper is narrow, but a dialog would stand on every page of it, over what is below. */
const wide = matchMedia('(min-width: 64rem), print')

function subscribeWide(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}

/** Beside the list where there is room, over it where there is none. From record to similar record, and back. */
export function Reader({ record, libraryIds, libraries, place, headingFiltering, call, onClose }: Props) {
  const isWide = useSyncExternalStore(subscribeWide, () => wide.matches)
  const lastPmid = useRef(record.pmid)
  useEffect(() => void (lastPmid.current = record.pmid))
  const [trail, setTrail] = useState<Trail>({ from: record.pmid, steps: [] })
  const steps = trail.from === record.pmid ? trail.steps : []
  const shown = steps.at(-1) ?? { record, libraries: libraryIds }
  const { pmid } = shown.record

  // Back to the result, unless the user has gone elsewhere meanwhile, as when typing closes the record.
  useEffect(() => {
    return () => {
      queueMicrotask(() => {
        // Over the list, the dialog has given it back to the result from which the first record was opened.
        const isFree = document.activeElement === document.body || !wide.matches
        if (isFree) focusRecord(lastPmid.current)
      })
    }
  }, [])

  // After the pane has gone to the top of another record.
  useEffect(() => {
    document.querySelector('[data-read-place]')?.scrollIntoView({ block: 'nearest' })
  }, [pmid, place])

  const isSample = libraries.some(({ id, kind }) => id === shown.libraries[0] && kind === 'sample-notes')
  const name = isSample ? messages.card.sampleNote : messages.reader.record
  const contents = (
    <>
      {steps.length > 0 && (
        <Button
          className={`button ${styles.back}`}
          onPress={() => setTrail({ from: record.pmid, steps: steps.slice(0, -1) })}
        >
          <span aria-hidden="true">←</span> {messages.reader.back}
        </Button>
      )}
      <RecordView
        record={shown.record}
        isSample={isSample}
        place={place?.pmid === pmid ? place : undefined}
        headingFiltering={headingFiltering}
      />
      <KeepButtonPart record={shown.record} libraryIds={shown.libraries} libraries={libraries} />
      <RecordMore
        key={pmid}
        record={shown.record}
        call={call}
        onRead={(similar) => setTrail({ from: record.pmid, steps: [...steps, similar] })}
      />
    </>
  )
  return isWide ? (
    <ReaderPane pmid={pmid} name={name} onClose={onClose}>
      {contents}
    </ReaderPane>
  ) : (
    <ModalDialog title={name} isFullScreen onClose={onClose}>
      {contents}
    </ModalDialog>
  )
}

/** The similar records that were opened one from another, beginning with that of the list. */
interface Trail {
  from: string
  steps: readonly SimilarRecord[]
}

interface PaneProps {
  pmid: string
  name: string
  onClose(): void
  children: ReactNode
}

function ReaderPane({ pmid, name, onClose, children }: PaneProps) {
  const pane = useRef<HTMLElement>(null)
  useEffect(() => {
    pane.current?.focus()
    pane.current?.scrollTo(0, 0)
  }, [pmid])

  return (
    <section ref={pane} className={styles.pane} aria-label={messages.reader.record} tabIndex={-1}>
      <div className={styles.top}>
        <span className="soft">{name}</span>
        <Button className="button" onPress={onClose}>
          {messages.controls.close}
        </Button>
      </div>
      {children}
    </section>
  )
}
