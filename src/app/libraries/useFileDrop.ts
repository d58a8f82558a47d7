import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Files that are dropped anywhere on the page: for who drags; the button is there for all.
 * @param isWelcome where it is not, the file is not taken, and the browser does not leave the page for it either
 * @returns whether a file is held over the page that may be dropped
 */
export function useFileDrop(isWelcome: boolean, onDrop: (files: File[]) => void): boolean {
  const [isOver, setOver] = useState(false)

  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = isWelcome ? 'copy' : 'none'
    setOver(isWelcome)
  })
  const onRelease = useEffectEvent((event: DragEvent) => {
    setOver(false)
    if (event.defaultPrevented) return // what it was dropped on has taken it
    const files = Array.from(event.dataTransfer?.files ?? [])
    if (files.length === 0) return
    event.preventDefault()
    if (isWelcome) onDrop(files)
  })

  useEffect(() => {
    const over = (event: DragEvent) => onDrag(event)
    const drop = (event: DragEvent) => onRelease(event)
    // From one element to the next it has where it came from; out of the window it has nothing.
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    document.addEventListener('dragleave', leave)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
      document.removeEventListener('dragleave', leave)
    }
  }, [])

  return isOver
}
