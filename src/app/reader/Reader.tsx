import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import type { PubmedRecord } from '../../core/record.ts'
import { focusRecord } from '../shell/focus.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import styles from './Reader.module.css'
import { RecordView } from './RecordView.tsx'

interface Props {
  record: PubmedRecord
  isSample: boolean
  onClose(): void
}

const wide = matchMedia('(min-width: 64rem)')

function subscribeWide(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}

/** Beside the list where there is room, over it where there is none. */
export function Reader(props: Props) {
  const isWide = useSyncExternalStore(subscribeWide, () => wide.matches)
  const lastPmid = useRef(props.record.pmid)
  useEffect(() => void (lastPmid.current = props.record.pmid))

  // Back to the result, unless the user has gone elsewhere meanwhile, as when typing closes the record.
  useEffect(() => {
    return () => {
      queueMicrotask(() => {
        if (document.activeElement === document.body) focusRecord(lastPmid.current)
      })
    }
  }, [])

  return isWide ? (
    <ReaderPane {...props} />
  ) : (
    <ModalDialog title={props.isSample ? 'Sample note' : 'Record'} isFullScreen onClose={props.onClose}>
      <RecordView {...props} />
    </ModalDialog>
  )
}

function ReaderPane({ record, isSample, onClose }: Props) {
  const pane = useRef<HTMLElement>(null)
  useEffect(() => {
    pane.current?.focus()
    pane.current?.scrollTo(0, 0)
  }, [record.pmid])

  return (
    <section ref={pane} className={styles.pane} aria-label="Record" tabIndex={-1}>
      <div className={styles.top}>
        <span className="soft">{isSample ? 'Sample note' : 'Record'}</span>
        <Button className="button" onPress={onClose}>
          Close
        </Button>
      </div>
      <RecordView record={record} isSample={isSample} />
    </section>
  )
}
