import { useState } from 'react'
import type { InstalledLibrary } from '../../protocol/installed.ts'
import type { Controller } from '../controller.ts'
import { formatBytes } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Session } from '../session.ts'
import { findUpdate, listedOf, type Offer, type Shelf } from '../shelf.ts'
import { DamageNotice } from './DamageNotice.tsx'
import { LibraryFacts, LibrarySource } from './LibraryFacts.tsx'
import styles from './LibraryItem.module.css'
import { bytesOf } from './OfferItem.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { SearchNotice, Unreadable } from './SearchNotice.tsx'
import { SearchSwitch } from './SearchSwitch.tsx'
import { TaskButton } from './TaskButton.tsx'
import { TaskNotice } from './TaskNotice.tsx'

interface Props {
  library: InstalledLibrary
  session: Session
  shelf: Shelf
  controller: Controller
  isBusy: boolean
}

export function InstalledItem({ library, session, shelf, controller, isBusy }: Props) {
  const [isAsking, setAsking] = useState(false)
  const actions = controller.shelf
  const title = 'title' in library ? library.title : library.id
  const update = findUpdate(shelf, library)
  return (
    <article className={styles.item} aria-labelledby={`library-${library.id}`}>
      <div className={styles.head}>
        <div>
          <h4 id={`library-${library.id}`}>{title}</h4>
          {'kind' in library && <p className={styles.kind}>{messages.libraries.kinds[library.kind]}</p>}
        </div>
        {'kind' in library && listedOf(shelf.installed).length > 1 && (
          <SearchSwitch
            id={library.id}
            title={title}
            searched={shelf.searched}
            onChange={actions.setSearched}
          />
        )}
      </div>
      {'kind' in library ? <LibraryFacts library={library} /> : <Unreadable library={library} />}
      <SearchNotice id={library.id} session={session} />
      <DamageNotice library={library} shelf={shelf} isBusy={isBusy} onRepair={actions.repair} />
      <TaskNotice id={library.id} shelf={shelf} onCancel={actions.cancelTask} />
      <div className={styles.actions}>
        {update && (
          <TaskButton
            label={`${updateWords(update)}: ${title}`}
            isBusy={isBusy}
            isPrimary
            onPress={() => actions.install(update.entry)}
          >
            {updateWords(update)}
          </TaskButton>
        )}
        {'kind' in library && (
          <>
            <TaskButton
              label={partMessages.installedLibrary.checkNamed(title)}
              isBusy={isBusy}
              onPress={() => actions.check(library)}
            >
              {partMessages.installedLibrary.check}
            </TaskButton>
            <TaskButton
              label={partMessages.installedLibrary.saveNamed(title)}
              isBusy={isBusy}
              onPress={() => controller.exportFile(library)}
            >
              {partMessages.installedLibrary.saveAsFile}
            </TaskButton>
          </>
        )}
        {shelf.searched.indexOf(library.id) > 0 && (
          <TaskButton
            label={partMessages.installedLibrary.makeMainNamed(title)}
            isBusy={isBusy}
            onPress={() => actions.makeMain(library.id)}
          >
            {partMessages.installedLibrary.makeMain}
          </TaskButton>
        )}
        <TaskButton
          label={partMessages.installedLibrary.removeNamed(title)}
          isBusy={isBusy}
          onPress={() => setAsking(true)}
        >
          {messages.controls.remove}
        </TaskButton>
        {'kind' in library && <LibrarySource library={library} />}
      </div>
      {isAsking && (
        <RemoveDialog
          title={title}
          offers={shelf.offers}
          id={library.id}
          onRemove={() => actions.remove(library)}
          onClose={() => setAsking(false)}
        />
      )}
    </article>
  )
}

function updateWords(update: Offer): string {
  const bytes = bytesOf(update)
  return bytes > 0
    ? partMessages.installedLibrary.updateOf(formatBytes(bytes))
    : partMessages.installedLibrary.update
}
