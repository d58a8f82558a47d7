import { formatBytes } from '../format.ts'
import { messages } from '../messages/messages.ts'
import type { Offer, Shelf } from '../shelf.ts'
import type { ShelfActions } from '../shelfActions.ts'
import styles from './LibraryItem.module.css'
import { TaskButton } from './TaskButton.tsx'
import { TaskNotice } from './TaskNotice.tsx'

interface Props {
  offer: Offer
  shelf: Shelf
  actions: ShelfActions
  isBusy: boolean
}

export function OfferItem({ offer, shelf, actions, isBusy }: Props) {
  const { entry } = offer
  return (
    <article className={styles.item} aria-labelledby={`offer-${entry.id}`}>
      <div className={styles.head}>
        <div>
          <h4 id={`offer-${entry.id}`}>{entry.title}</h4>
          <p className={styles.kind}>
            {messages.libraries.kinds[entry.kind]} · {messages.counts.records(entry.records)} ·{' '}
            {messages.libraries.toDownload(formatBytes(bytesOf(offer)))}
          </p>
        </div>
        <TaskButton
          label={messages.libraries.installNamed(entry.title)}
          isBusy={isBusy}
          isPrimary
          onPress={() => actions.install(entry)}
        >
          {messages.libraries.install}
        </TaskButton>
      </div>
      <TaskNotice id={entry.id} shelf={shelf} onCancel={actions.cancelTask} />
    </article>
  )
}

/** Until it is known what is here already, all of it. */
export function bytesOf({ entry, bytes }: Offer): number {
  return bytes ?? entry.libraryBytes + entry.encoderBytes
}
