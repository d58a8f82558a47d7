import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { CollectionInfo, KeptRecord } from '../../core/kept/kept.ts'
import type { CollectionOverview } from '../../protocol/keeping.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
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
        <a href={pageAddress.collections}>{partMessages.collections.all}</a>
      </p>
      <h2 ref={title} tabIndex={-1}>
        {collection?.name ?? partMessages.collections.collection}
      </h2>
      <OutcomeLine outcome={outcome} />
      {overview && !collection && <p>{partMessages.collections.gone}</p>}
      {collection && <Tools collection={collection} records={records ?? []} />}
      {collection && records?.length === 0 && <p className="soft">{partMessages.collections.empty}</p>}
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
          {partMessages.collections.rename}
        </Button>
        <Button className="button" onPress={() => setDeleting(true)}>
          {partMessages.collections.delete}
        </Button>
        <span className="soft">{messages.counts.records(pmids.length)}</span>
      </div>
      <NoteField
        key={info.note}
        label={partMessages.collections.note}
        note={info.note ?? ''}
        onKeep={(note) => keeper.change(withNote(info, note))}
      />
      {isRenaming && <RenameDialog info={info} onClose={() => setRenaming(false)} />}
      {isDeleting && (
        <ModalDialog title={partMessages.collections.deleteOf(info.name)} onClose={() => setDeleting(false)}>
          <p>{partMessages.collections.deletedWithIt(pmids.length)}</p>
          <div className={keep.actions}>
            <Button
              className="button button-danger"
              onPress={() => {
                keeper.remove(info)
                location.hash = pageAddress.collections
              }}
            >
              {partMessages.collections.delete}
            </Button>
            <Button className="button" onPress={() => setDeleting(false)}>
              {messages.controls.keep}
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
    <ModalDialog title={partMessages.collections.renameOf(info.name)} onClose={onClose}>
      <form className={keep.tools} onSubmit={rename}>
        <label htmlFor="collection-name">{partMessages.collections.name}</label>
        <input
          id="collection-name"
          className={keep.input}
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button className="button button-primary" type="submit" isDisabled={name.trim() === ''}>
          {partMessages.collections.rename}
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
