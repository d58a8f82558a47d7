import { Button } from 'react-aria-components/Button'
import type { Controller } from '../controller.ts'
import { SearchBox } from '../search/SearchBox.tsx'
import type { Session } from '../session.ts'
import styles from './Header.module.css'
import { Logo } from './Logo.tsx'
import { pageAddress } from './usePage.ts'

interface Props {
  session: Session
  controller: Controller
  isShelfOpen: boolean
  onKeyMap(): void
}

export function Header({ session, controller, isShelfOpen, onKeyMap }: Props) {
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <h1 className={styles.name}>
          <Logo />
          <span>
            BioHiCL <span className={styles.second}>Search</span>
          </span>
        </h1>
        {session.phase === 'ready' && !isShelfOpen && (
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
        <div className={styles.side}>
          <nav aria-label="Pages">
            {isShelfOpen ? (
              <a className="button button-primary" href={pageAddress.search}>
                Search
              </a>
            ) : (
              <a className="button" href={pageAddress.libraries}>
                Libraries
              </a>
            )}
          </nav>
          <Button className="button" onPress={onKeyMap}>
            Keys<span className="visually-hidden">: keyboard shortcuts</span>
          </Button>
        </div>
      </div>
    </header>
  )
}
