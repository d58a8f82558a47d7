import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { CollectionInfo, KeptRecord } from '../../core/kept/kept.ts'
import type { CollectionOverview } from '../../protocol/keeping.ts'
import { formatRecords } from '../format.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import { pageAddress } from '../shell/usePage.ts'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import { toCited } from './asked.ts'
import styles from './CollectionsView.module.css'
import { keeper } from './device.ts'
import { ExportMenu } from './ExportMenu.tsx'
import keep from './Keep.module.css'
import { KeptItem } from './KeptItem.tsx'
import { NoteField } from './NoteField.tsx'
import { OutcomeLine } from './OutcomeLine.tsx'
import { useKeeping } from './useKeeping.ts'

/** One collection: its records, its notes, and the ways out of it. */
export function CollectionPage({ id }: { id: string }) {
  const title = useTitleFocus()
  const { overview, opened, outcome } = useKeeping()
  useEffect(() => keeper.open(id), [id])
  const collection = overview?.collections.find((one) => one.id === id)
  const records = opened?.id === id ? opened.records : undefined
  return (
    <main className={styles.page}>
      <p>
        <a href={pageAddress.collections}>All collections</a>
      </p>
      <h2 ref={title} tabIndex={-1}>
        {collection?.name ?? 'Collection'}
      </h2>
      <OutcomeLine outcome={outcome} />
      {overview && !collection && <p>This collection is not there, or no longer.</p>}
      {collection && <Tools collection={collection} records={records ?? []} />}
      {collection && records?.length === 0 && (
        <p className="soft">
          No records yet. Press “Add to a collection” at a record, or “Add all to a collection” above results.
        </p>
      )}
      {collection && records && records.length > 0 && (
        <ol className={styles.list}>
          {records.map((kept) => (
            <li key={kept.record.pmid}>
              <KeptItem collectionId={id} kept={kept} />
            </li>
          ))}
        </ol>
      )}
    </main>
  )
}

function Tools({ collection, records }: { collection: CollectionOverview; records: readonly KeptRecord[] }) {
  const [isRenaming, setRenaming] = useState(false)
  const [isDeleting, setDeleting] = useState(false)
  const { pmids, news: _news, ...info } = collection
  return (
    <>
      <div className={keep.tools}>
        <ExportMenu records={records.map(toCited)} fileName={toFileName(info.name)} onDone={keeper.tell} />
        <Button className="button" onPress={() => setRenaming(true)}>
          Rename
        </Button>
        <Button className="button" onPress={() => setDeleting(true)}>
          Delete
        </Button>
        <span className="soft">{formatRecords(pmids.length)}</span>
      </div>
      <NoteField
        key={info.note}
        label="Note to the collection"
        note={info.note ?? ''}
        onKeep={(note) => keeper.change(withNote(info, note))}
      />
      {isRenaming && <RenameDialog info={info} onClose={() => setRenaming(false)} />}
      {isDeleting && (
        <ModalDialog title={`Delete “${info.name}”?`} onClose={() => setDeleting(false)}>
          <p>{formatRecords(pmids.length)} and their notes are deleted from this device with it.</p>
          <div className={keep.actions}>
            <Button
              className="button button-danger"
              onPress={() => {
                keeper.remove(info)
                location.hash = pageAddress.collections
              }}
            >
              Delete
            </Button>
            <Button className="button" onPress={() => setDeleting(false)}>
              Keep it
            </Button>
          </div>
        </ModalDialog>
      )}
    </>
  )
}

function RenameDialog({ info, onClose }: { info: CollectionInfo; onClose(): void }) {
  const [name, setName] = useState(info.name)

  function rename(event: { preventDefault(): void }) {
    event.preventDefault()
    if (name.trim() === '') return
    onClose()
    keeper.change({ ...info, name: name.trim() })
  }

  return (
    <ModalDialog title={`Rename “${info.name}”`} onClose={onClose}>
      <form className={keep.tools} onSubmit={rename}>
        <label htmlFor="collection-name">Name</label>
        <input
          id="collection-name"
          className={keep.input}
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button className="button button-primary" type="submit" isDisabled={name.trim() === ''}>
          Rename
        </Button>
      </form>
    </ModalDialog>
  )
}

function withNote({ note: _old, ...info }: CollectionInfo, note: string): CollectionInfo {
  return { ...info, ...(note && { note }) }
}

/** What any file system takes. */
function toFileName(name: string): string {
  return (
    name
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'collection'
  )
}
