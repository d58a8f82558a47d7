import type { ReactNode } from 'react'
import styles from './Frame.module.css'

export function OutsideLink({ href, note, children }: { href: string; note: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children} <span className={styles.hidden}>({note})</span>
    </a>
  )
}
