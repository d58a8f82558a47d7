import { useEffect, useEffectEvent, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { noFile } from '../fileStage.ts'
import { messages } from '../messages/messages.ts'
import { findSame, listedOf } from '../shelf.ts'
import type { PageProps } from '../shell/pages.ts'
import { pageAddress } from '../shell/usePage.ts'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import { AddressDialog } from './AddressDialog.tsx'
import { announceShelf } from './announceShelf.ts'
import { FileNotice } from './FileNotice.tsx'
import { InstalledItem } from './InstalledItem.tsx'
import styles from './LibrariesView.module.css'
import { OfferItem } from './OfferItem.tsx'
import { OpenFileButton } from './OpenFileButton.tsx'
import { StorageLine } from './StorageLine.tsx'

/** All libraries: those on this device, and those that the site has. */
export function LibrariesView({ session, shelf, controller }: PageProps) {
  const title = useTitleFocus()
  const actions = controller.shelf
  const file = 'file' in session ? session.file : noFile
  const isBusy = shelf.task.kind !== 'none' || file.stage === 'running' || session.phase === 'loading'

  const [isAddressAsked, setAddressAsked] = useState(false)

  const refresh = useEffectEvent(actions.refresh)
  const isSettled = session.phase !== 'loading'
  useEffect(() => {
    if (isSettled) refresh()
  }, [isSettled])

  return (
    <main className={styles.page}>
      <div className={styles.head}>
        <h2 ref={title} tabIndex={-1}>
          {messages.libraries.title}
        </h2>
        <div className={styles.actions}>
          <OpenFileButton isBusy={isBusy} onOpen={controller.importFile} />
          <Button className="button" isPending={isBusy} onPress={() => setAddressAsked(true)}>
            {messages.libraries.installFromAddress}
          </Button>
          <Button className="button" onPress={controller.maker.show}>
            {messages.pages.newLibrary}
          </Button>
          <a className="button" href={pageAddress.models}>
            {messages.pages.titles.models}
          </a>
        </div>
      </div>
      <StorageLine storage={shelf.storage} onKeep={actions.keepStorage} />
      <FileNotice file={file} onCancel={controller.cancelFile} />
      {session.phase === 'failed' && (
        <p className="note" role="alert">
          <strong>{messages.errors[session.failure.code].title}.</strong> {messages.libraries.notSearchable}{' '}
          {messages.errors[session.failure.code].action}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {announceShelf(shelf)}
      </p>
      <Installed
        shelf={shelf}
        session={session}
        controller={controller}
        isBusy={isBusy}
        onFocusLost={() => title.current?.focus()}
      />
      <Offered shelf={shelf} controller={controller} isBusy={isBusy} />
      {isAddressAsked && (
        <AddressDialog controller={controller} shelf={shelf} onClose={() => setAddressAsked(false)} />
      )}
    </main>
  )
}

interface InstalledProps extends Omit<PageProps, 'argument'> {
  isBusy: boolean
  /** A library has left the list or come to it, and the button that had the focus is gone. */
  onFocusLost(): void
}

function Installed({ session, shelf, controller, isBusy, onFocusLost }: InstalledProps) {
  const { installed } = shelf
  const count = listedOf(installed).length
  const regain = useEffectEvent(() => {
    if (document.activeElement === document.body) onFocusLost()
  })
  useEffect(() => queueMicrotask(() => regain()), [count])

  return (
    <section aria-labelledby="installed">
      <h3 id="installed" className={styles.section}>
        {messages.libraries.onDevice}
      </h3>
      {installed.stage === 'loading' && <p className="soft">{messages.libraries.looking}</p>}
      {installed.stage === 'failed' && (
        <div className="note" role="alert">
          <strong>{messages.errors[installed.failure.code].title}.</strong>{' '}
          {messages.errors[installed.failure.code].action}{' '}
          <Button className="button" onPress={controller.shelf.refresh}>
            {messages.controls.tryAgain}
          </Button>
        </div>
      )}
      {installed.stage === 'listed' && count === 0 && <p className="soft">{messages.libraries.none}</p>}
      {count > 0 && (
        <ul className={styles.list}>
          {listedOf(installed).map((library) => (
            <li key={library.key}>
              <InstalledItem
                library={library}
                session={session}
                shelf={shelf}
                controller={controller}
                isBusy={isBusy}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Offered({
  shelf,
  controller,
  isBusy,
}: Pick<PageProps, 'shelf' | 'controller'> & { isBusy: boolean }) {
  const { offers, installed } = shelf
  const ids = new Set(listedOf(installed).map(({ id }) => id))
  const others = listedOf(offers).filter(({ entry }) => !ids.has(entry.id))
  const isAllHere = listedOf(installed).some((library) => findSame(shelf, library))
  return (
    <section aria-labelledby="offered">
      <h3 id="offered" className={styles.section}>
        {messages.libraries.onSite}
      </h3>
      {offers.stage === 'loading' && <p className="soft">{messages.libraries.askingSite}</p>}
      {offers.stage === 'failed' && (
        <div className="note" role="alert">
          <strong>{messages.errors[offers.failure.code].title}.</strong> {messages.libraries.siteFailed}{' '}
          <Button className="button" onPress={controller.shelf.refresh}>
            {messages.controls.tryAgain}
          </Button>
        </div>
      )}
      {offers.stage === 'listed' && others.length === 0 && (
        <p className="soft">{isAllHere ? messages.libraries.allHere : messages.libraries.noOther}</p>
      )}
      {others.length > 0 && (
        <ul className={styles.list}>
          {others.map((offer) => (
            <li key={offer.entry.id}>
              <OfferItem offer={offer} shelf={shelf} actions={controller.shelf} isBusy={isBusy} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
