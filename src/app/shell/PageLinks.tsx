import { useId, useRef, useSyncExternalStore } from 'react'
import { messages } from '../messages/messages.ts'
import styles from './PageLinks.module.css'
import { linkedPages, type PageName } from './pages.ts'
import { pageAddress } from './usePage.ts'

/** Beyond these they would take several lines of a phone. */
const mostInLine = 3
const narrow = matchMedia('(width < 52rem)')

/** Whether the links are shown by a button that opens them, and not in a line. */
export function useIsMenu(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches) && linkedPages.length > mostInLine
}

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

export function PageLine({ current }: { current: PageName }) {
  return (
    <nav className={styles.line} aria-label={messages.pages.label}>
      <List current={current} />
    </nav>
  )
}

/** The browser's own popover: it closes on Escape and on a click beside it, and gives the focus back. */
export function PageMenu({ current }: { current: PageName }) {
  const id = useId()
  const menu = useRef<HTMLElement>(null)
  return (
    <div className={styles.menu}>
      <button type="button" className="button" popoverTarget={id}>
        {messages.pages.label}
      </button>
      <nav
        ref={menu}
        id={id}
        popover="auto"
        aria-label={messages.pages.label}
        onClick={() => menu.current?.hidePopover()}
      >
        <List current={current} />
      </nav>
    </div>
  )
}

function List({ current }: { current: PageName }) {
  return (
    <ul>
      {linkedPages.map((name) => (
        <li key={name}>
          <a href={pageAddress[name]} {...(name === current && { 'aria-current': 'page' })}>
            {messages.pages.titles[name]}
          </a>
        </li>
      ))}
    </ul>
  )
}
