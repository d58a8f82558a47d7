import { useEffect, useRef, useState, type RefObject } from 'react'

/** So long the window has to rest: what one scrolls past is not looked at. */
const restMs = 150

/**
 * Which results the user has before them, by PMID. They are looked up when the window rests: an observer of a thousand would be
 * asked about each in every frame.
 * @param length of the list
 */
export function useNear(length: number): {
  near: ReadonlySet<string>
  list: RefObject<HTMLOListElement | null>
} {
  const list = useRef<HTMLOListElement>(null)
  const [near, setNear] = useState<ReadonlySet<string>>(new Set())

  useEffect(() => {
    let rest: ReturnType<typeof setTimeout> | undefined
    const look = () => list.current && setNear(new Set(listNear(list.current)))
    const wait = () => {
      clearTimeout(rest)
      rest = setTimeout(look, restMs)
    }
    wait()
    addEventListener('scroll', wait, { passive: true })
    addEventListener('resize', wait)
    return () => {
      clearTimeout(rest)
      removeEventListener('scroll', wait)
      removeEventListener('resize', wait)
    }
  }, [length])

  return { near, list }
}

/** Those in the window, and a quarter of its height above and below. */
function* listNear({ children }: HTMLOListElement): Generator<string> {
  const margin = innerHeight / 4
  let [low, high] = [0, children.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((children[middle]?.getBoundingClientRect().bottom ?? 0) < -margin) low = middle + 1
    else high = middle
  }
  for (let item = children[low]; item; item = item.nextElementSibling ?? undefined) {
    if (item.getBoundingClientRect().top > innerHeight + margin) return
    const pmid = item.querySelector<HTMLElement>('[data-record-id]')?.dataset.recordId
    if (pmid !== undefined) yield pmid
  }
}
