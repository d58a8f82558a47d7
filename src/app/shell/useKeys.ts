import { useEffect, useEffectEvent } from 'react'
import type { Controller } from '../controller.ts'
import type { Session } from '../session.ts'
import { focusResult, focusSearchField, focusedResult } from './focus.ts'

/** Keys of the page as a whole; those of a single control are with it. The user's list of them is KeyMap.tsx. */
export function useKeys(
  session: Session,
  controller: Controller,
  hasShortcuts: boolean,
  onKeyMap: () => void,
  onCommands: () => void,
): void {
  /** Moves the focus, or, with a record open, to the record before or after it. */
  function move(step: 1 | -1): boolean {
    if (session.phase !== 'ready' || !session.shown) return false
    const { hits } = session.shown.output
    if (!session.reading) return focusResult(focusedResult() + step, step)
    const at = hits.findIndex(({ record }) => record.pmid === session.reading?.pmid)
    const next = hits[at + step]
    return next !== undefined && perform(() => controller.openRecord(next.record.pmid))
  }

  /** @returns whether the key had a meaning here */
  function handle({ key, target }: KeyboardEvent): boolean {
    const element = target instanceof Element ? target : document.body
    const isTyping = element.matches(
      'input:not([role=switch], [type=checkbox], [type=radio]), textarea, select, [contenteditable]',
    )
    const isInDialog = element.closest('dialog') !== null
    const isReading = session.phase === 'ready' && session.reading !== undefined

    if (key === 'Escape' && isReading && !isInDialog) return perform(controller.closeRecord)
    const isInList = focusedResult() >= 0
    if (key === 'ArrowDown' && ((isTyping && !isInDialog) || isInList))
      return focusResult(focusedResult() + 1, 1)
    if (key === 'ArrowUp' && isInList) return focusResult(focusedResult() - 1, -1)
    if (!hasShortcuts || isTyping) return false
    if (isInDialog && !isReading) return false
    if (key === 'j') return move(1)
    if (key === 'k') return move(-1)
    if (isInDialog) return false
    if (key === '/') return focusSearchField()
    return key === '?' && perform(onKeyMap)
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isCommandKey(event)) {
      event.preventDefault()
      return onCommands()
    }
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (handle(event)) event.preventDefault()
  })

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

/** Not a single character: it works wherever one types, and whether single-character keys are on or off. */
function isCommandKey({ key, ctrlKey, metaKey, altKey, shiftKey, isComposing }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey && !isComposing
}

function perform(action: () => void): true {
  action()
  return true
}
