import type { TreeLine } from './forest.ts'

/** What a key does in the tree. */
export type TreeMove =
  | { move: 'focus'; treeNumber: string }
  | { move: 'expand' | 'collapse' | 'toggle' | 'menu'; treeNumber: string }

/** Keys of the ARIA tree pattern: https://www.w3.org/WAI/ARIA/apg/patterns/treeview/ */
export function readTreeKey(
  { key, altKey = false, shiftKey = false }: { key: string; altKey?: boolean; shiftKey?: boolean },
  lines: readonly TreeLine[],
  current: string,
): TreeMove | undefined {
  const at = lines.findIndex(({ treeNumber }) => treeNumber === current)
  const line = lines[at]
  if (!line) return undefined
  const { treeNumber } = line
  const focus = (place: number): TreeMove | undefined => {
    const next = lines[place]
    return next && { move: 'focus', treeNumber: next.treeNumber }
  }
  if ((altKey && key === 'ArrowDown') || (shiftKey && key === 'F10') || key === 'ContextMenu')
    return { move: 'menu', treeNumber }
  if (altKey || shiftKey) return undefined
  switch (key) {
    case 'ArrowDown':
      return focus(at + 1)
    case 'ArrowUp':
      return focus(at - 1)
    case 'Home':
      return focus(0)
    case 'End':
      return focus(lines.length - 1)
    case 'ArrowRight':
      if (!line.hasBelow) return undefined
      return line.isExpanded ? focus(at + 1) : { move: 'expand', treeNumber }
    case 'ArrowLeft':
      if (line.isExpanded) return { move: 'collapse', treeNumber }
      return focus(lines.findLastIndex(({ level }, place) => place < at && level < line.level))
    case 'Enter':
    case ' ':
      return { move: 'toggle', treeNumber }
    default:
      return undefined
  }
}
