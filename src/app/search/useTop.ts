import { useEffect, useRef } from 'react'

/** Another question is answered at the top of its list, wherever in the one before it one was. @param text that was answered, or refused */
export function useTop(text: string | undefined): void {
  const before = useRef(text)
  useEffect(() => {
    if (before.current === text) return
    before.current = text
    scrollTo(0, 0)
  }, [text])
}
