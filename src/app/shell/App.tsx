import { useState, useSyncExternalStore } from 'react'
import { isSourceName } from '../../core/pubmed/sourceNames.ts'
import type { Controller } from '../controller.ts'
import { ConsentPart } from '../libraries/ConsentPart.tsx'
import { DamageWatchPart } from '../libraries/DamageWatchPart.tsx'
import { FirstRun } from '../libraries/FirstRun.tsx'
import { InstallView } from '../libraries/InstallView.tsx'
import { LibraryStatus } from '../libraries/LibraryStatus.tsx'
import { MemoryNotice } from '../libraries/MemoryNotice.tsx'
import { useFileDrop } from '../libraries/useFileDrop.ts'
import type { Making, MakingAction } from '../newLibrary/making.ts'
import { MakingNotice } from '../newLibrary/MakingNotice.tsx'
import type { Action, Session } from '../session.ts'
import type { Shelf, ShelfAction } from '../shelf.ts'
import type { Store } from '../store.ts'
import { announce } from './announce.ts'
import styles from './App.module.css'
import { CommandsPart } from './CommandsPart.tsx'
import { FailureView } from './FailureView.tsx'
import { Header } from './Header.tsx'
import { KeepingWatchPart } from './KeepingParts.tsx'
import { KeyMap } from './KeyMap.tsx'
import { LoadingView } from './LoadingView.tsx'
import { NewLibraryPart } from './NewLibraryPart.tsx'
import { PageView } from './PageView.tsx'
import { ReadyView } from './ReadyView.tsx'
import { useShortcutSetting } from './shortcutSetting.ts'
import { useBodyState } from './useBodyState.ts'
import { useKeys } from './useKeys.ts'
import { usePage } from './usePage.ts'
import { usePreload } from './usePreload.ts'

interface Props {
  store: Store<Session, Action>
  shelf: Store<Shelf, ShelfAction>
  making: Store<Making, MakingAction>
  controller: Controller
}

export function App({ store, shelf, making, controller }: Props) {
  const session = useSyncExternalStore(store.subscribe, store.get)
  const shelfNow = useSyncExternalStore(shelf.subscribe, shelf.get)
  const makingNow = useSyncExternalStore(making.subscribe, making.get)
  const question = useSyncExternalStore(controller.consent.subscribe, controller.consent.get)
  const address = usePage()
  // What takes the whole page while it lasts, takes it there too.
  const page = session.phase === 'installing' ? 'search' : address.name
  const [isKeyMapOpen, setKeyMapOpen] = useState(false)
  const [areCommandsOpen, setCommandsOpen] = useState(false)
  const [hasShortcuts, setShortcuts] = useShortcutSetting()
  useBodyState(session)
  usePreload(session)
  const hasKeys = hasShortcuts && page === 'search' && !makingNow.isShown
  useKeys(
    session,
    controller,
    hasKeys,
    () => setKeyMapOpen(true),
    () => setCommandsOpen(true),
  )
  const isFileWelcome = 'file' in session && session.file.stage !== 'running'
  const isFileOver = useFileDrop(isFileWelcome, (files) => takeFiles(files, controller))

  return (
    <div className={`${styles.page} ${isFileOver ? styles.fileOver : ''}`}>
      <Header session={session} controller={controller} page={page} onKeyMap={() => setKeyMapOpen(true)} />
      <MemoryNotice />
      <MakingNotice making={makingNow} maker={controller.maker} />
      {session.phase === 'ready' && (
        <KeepingWatchPart ready={session} controller={controller} isOnItsPage={page === 'collections'} />
      )}
      {session.phase === 'ready' && (
        <DamageWatchPart
          ready={session}
          shelf={shelfNow}
          making={makingNow}
          controller={controller}
          isOnItsPage={page === 'libraries'}
        />
      )}
      {page === 'search' ? (
        <Main session={session} controller={controller} />
      ) : (
        <PageView
          name={page}
          argument={address.argument}
          session={session}
          shelf={shelfNow}
          controller={controller}
        />
      )}
      <LibraryStatus
        ready={session.phase === 'ready' ? session : undefined}
        isShelfOpen={page === 'libraries'}
        onUpdate={controller.update}
        onCancelFile={controller.cancelFile}
      />
      <p className="visually-hidden" role="status">
        {announce(session)}
      </p>
      {makingNow.isShown && <NewLibraryPart stage={makingNow.stage} maker={controller.maker} />}
      {question && <ConsentPart question={question} onAnswer={controller.consent.answer} />}
      {areCommandsOpen && (
        <CommandsPart
          ports={{ session, controller, page, onKeyMap: () => setKeyMapOpen(true) }}
          onClose={() => setCommandsOpen(false)}
        />
      )}
      {isKeyMapOpen && (
        <KeyMap
          hasShortcuts={hasShortcuts}
          onShortcutsChange={setShortcuts}
          onClose={() => setKeyMapOpen(false)}
        />
      )}
    </div>
  )
}

/** Records become a library; anything else is taken for a finished one, and refused in words where it is none. */
function takeFiles(files: File[], controller: Controller): void {
  const [first] = files
  if (files.every(({ name }) => isSourceName(name))) controller.maker.readFiles(files)
  else if (first) controller.importFile(first)
}

function Main({ session, controller }: { session: Session; controller: Controller }) {
  switch (session.phase) {
    case 'loading':
      return <LoadingView />
    case 'needs-library':
      return (
        <FirstRun
          {...session}
          onInstall={controller.install}
          onRetry={controller.retry}
          onOpenFile={controller.importFile}
          onCancelFile={controller.cancelFile}
          onMake={controller.maker.show}
        />
      )
    case 'installing':
      return <InstallView {...session} onCancel={controller.cancelInstall} />
    case 'failed':
      return (
        <FailureView
          {...session}
          onRetry={controller.retry}
          onOpenFile={controller.importFile}
          onCancelFile={controller.cancelFile}
        />
      )
    case 'ready':
      return <ReadyView ready={session} controller={controller} />
  }
}
