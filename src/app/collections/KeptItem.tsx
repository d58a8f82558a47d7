import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { KeptRecord } from '../../core/kept/kept.ts'
import { formatAuthors } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { NoticeBadges } from '../reader/NoticeBadges.tsx'
import { RecordView } from '../reader/RecordView.tsx'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import styles from './CollectionsView.module.css'
import { keeper } from './device.ts'
import { NoteField } from './NoteField.tsx'

interface Props {
  collectionId: string
  kept: KeptRecord
}

export function KeptItem({ collectionId, kept: { record, library, note, news } }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [isNoting, setNoting] = useState(false)
  const { pmid, title, authors, journal, date, notices } = record
  return (
    <article aria-labelledby={`kept-${pmid}`} className={styles.kept}>
      <h3>
        <button
          type="button"
          id={`kept-${pmid}`}
          className="link-button"
          lang="en"
          onClick={() => setOpen(true)}
        >
          {title || pmid}
        </button>{' '}
        <NoticeBadges notices={notices} />
        {news && <strong> {partMessages.keeping.newNotice}</strong>}
      </h3>
      <p className={styles.meta}>
        {authors.length > 0 && <span>{formatAuthors(authors, 3)}</span>}
        {journal && <cite lang="en">{journal.abbreviation ?? journal.title}</cite>}
        {date && <span>{date.year}</span>}
        <span className="numbers">
          {library.isSample ? partMessages.keeping.sampleNumber(pmid) : partMessages.keeping.pmid(pmid)}
        </span>
        <span>{partMessages.keeping.from(library.title, library.version)}</span>
      </p>
      {(note !== undefined || isNoting) && (
        <NoteField
          key={note}
          label={partMessages.keeping.note}
          note={note ?? ''}
          hasFocus={isNoting}
          onKeep={(text) => keeper.noteRecord(collectionId, pmid, text)}
        />
      )}
      <div className={styles.actions}>
        {note === undefined && !isNoting && (
          <Button
            className="button"
            aria-label={partMessages.keeping.addNoteTo(title || pmid)}
            onPress={() => setNoting(true)}
          >
            {partMessages.keeping.addNote}
          </Button>
        )}
        <Button
          className="button"
          aria-label={partMessages.keeping.removeRecord(title || pmid)}
          onPress={() => keeper.removeRecords(collectionId, [pmid])}
        >
          {messages.controls.remove}
        </Button>
      </div>
      {isOpen && (
        <ModalDialog
          title={library.isSample ? partMessages.keeping.sampleNote : partMessages.keeping.record}
          isFullScreen
          onClose={() => setOpen(false)}
        >
          <RecordView record={record} isSample={library.isSample} place={undefined} />
        </ModalDialog>
      )}
    </article>
  )
}
