import { useSyncExternalStore } from 'react'
import { isInMemory } from '../memory.ts'
import { messages } from '../messages/messages.ts'
import styles from '../newLibrary/MakingNotice.module.css'

/** Stands on every page while nothing can be stored. */
export function MemoryNotice() {
  if (!useSyncExternalStore(isInMemory.subscribe, isInMemory.get)) return null
  return (
    <aside className={styles.notice} aria-label={messages.libraries.title}>
      <span role="status">{messages.libraries.inMemory}</span>
    </aside>
  )
}
