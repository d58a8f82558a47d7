import { useEffect, useRef, type RefObject } from 'react'

/** For the heading of a page (`tabIndex={-1}`): it takes the focus when the page comes, so that reading begins there. */
export function useTitleFocus(): RefObject<HTMLHeadingElement | null> {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return title
}
