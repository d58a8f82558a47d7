import { Button } from 'react-aria-components/Button'
import type { Controller } from '../controller.ts'
import { messages } from '../messages/messages.ts'
import { SearchBox } from '../search/SearchBox.tsx'
import type { Session } from '../session.ts'
import styles from './Header.module.css'
import { Logo } from './Logo.tsx'
import { PageLine, PageMenu, useIsMenu } from './PageLinks.tsx'
import type { PageName } from './pages.ts'

interface Props {
  session: Session
  controller: Controller
  page: PageName
  onKeyMap(): void
}

export function Header({ session, controller, page, onKeyMap }: Props) {
  const isMenu = useIsMenu()
  return (
    <>
      {!isMenu && <PageLine current={page} />}
      <header className={styles.header}>
        <div className={styles.bar}>
          <h1 className={styles.name}>
            <Logo />
            <span>
              BioHiCL <span className={styles.second}>Search</span>
            </span>
          </h1>
          {session.phase === 'ready' && page === 'search' && (
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
            {isMenu && <PageMenu current={page} />}
            <Button className="button" onPress={onKeyMap}>
              {messages.keyboard.button}
            </Button>
          </div>
        </div>
      </header>
    </>
  )
}
