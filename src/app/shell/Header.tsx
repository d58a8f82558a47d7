import { Button } from 'react-aria-components/Button'
import type { Controller } from '../controller.ts'
import { SearchBox } from '../search/SearchBox.tsx'
import type { Session } from '../session.ts'
import styles from './Header.module.css'
import { Logo } from './Logo.tsx'

interface Props {
  session: Session
  controller: Controller
  onKeyMap(): void
}

export function Header({ session, controller, onKeyMap }: Props) {
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <h1 className={styles.name}>
          <Logo />
          <span>
            BioHiCL <span className={styles.second}>Search</span>
          </span>
        </h1>
        {session.phase === 'ready' && (
          <SearchBox
            text={session.text}
            mode={session.mode}
            isExact={session.isExact}
            isSearching={session.search.stage === 'running'}
            onType={controller.type}
            onSubmit={controller.submit}
            onModeChange={controller.setMode}
            onExactChange={controller.setExact}
          />
        )}
        <Button className={`button ${styles.keys}`} onPress={onKeyMap}>
          Keys<span className="visually-hidden">: keyboard shortcuts</span>
        </Button>
      </div>
    </header>
  )
}
