import type { ReactNode } from 'react'
import { messages } from '../messages/messages.ts'

interface Props {
  href: string
  children: ReactNode
}

/** A way out to the web; it tells the other side nothing of this page. */
export function OutsideLink({ href, children }: Props) {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
      <span aria-hidden="true"> ↗</span>
      <span className="visually-hidden"> {messages.controls.opensOutside}</span>
    </a>
  )
}
