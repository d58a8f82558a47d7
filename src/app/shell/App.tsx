import { useState, useSyncExternalStore } from 'react'
import type { Controller } from '../controller.ts'
import { FirstRun } from '../libraries/FirstRun.tsx'
import { InstallView } from '../libraries/InstallView.tsx'
import { LibraryStatus } from '../libraries/LibraryStatus.tsx'
import { useFileDrop } from '../libraries/useFileDrop.ts'
import type { Action, Session } from '../session.ts'
import type { Store } from '../store.ts'
import { announce } from './announce.ts'
import styles from './App.module.css'
import { FailureView } from './FailureView.tsx'
import { Header } from './Header.tsx'
import { KeyMap } from './KeyMap.tsx'
import { LoadingView } from './LoadingView.tsx'
import { ReadyView } from './ReadyView.tsx'
import { useShortcutSetting } from './shortcutSetting.ts'
import { useBodyState } from './useBodyState.ts'
import { useKeys } from './useKeys.ts'

interface Props {
  store: Store<Session, Action>
  controller: Controller
}

export function App({ store, controller }: Props) {
  const session = useSyncExternalStore(store.subscribe, store.get)
  const [isKeyMapOpen, setKeyMapOpen] = useState(false)
  const [hasShortcuts, setShortcuts] = useShortcutSetting()
  useBodyState(session)
  useKeys(session, controller, hasShortcuts, () => setKeyMapOpen(true))
  const isFileWelcome = 'file' in session && session.file.stage !== 'running'
  const isFileOver = useFileDrop(isFileWelcome, controller.importFile)

  return (
    <div className={`${styles.page} ${isFileOver ? styles.fileOver : ''}`}>
      <Header session={session} controller={controller} onKeyMap={() => setKeyMapOpen(true)} />
      <Main session={session} controller={controller} />
      <LibraryStatus
        ready={session.phase === 'ready' ? session : undefined}
        onUpdate={controller.update}
        onOpenFile={controller.importFile}
        onSaveFile={controller.exportFile}
        onCancelFile={controller.cancelFile}
      />
      <p className="visually-hidden" role="status">
        {announce(session)}
      </p>
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

function Main({ session, controller }: { session: Session; controller: Controller }) {
  switch (session.phase) {
    case 'loading':
      return <LoadingView />
    case 'needs-library':
      return (
        <FirstRun
          {...session}
          onInstall={controller.install}
          onRetry={controller.start}
          onOpenFile={controller.importFile}
          onCancelFile={controller.cancelFile}
        />
      )
    case 'installing':
      return <InstallView {...session} onCancel={controller.cancelInstall} />
    case 'failed':
      return (
        <FailureView
          {...session}
          onRetry={controller.start}
          onOpenFile={controller.importFile}
          onCancelFile={controller.cancelFile}
        />
      )
    case 'ready':
      return <ReadyView ready={session} controller={controller} />
  }
}
