import { useRef, useState } from 'react'
import type { HeadingFilter, HeadingMode } from '../../core/filters.ts'
import { formatCount } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import { listLines, type Forest, type TreeLine } from './forest.ts'
import styles from './MeshTree.module.css'
import { ModeMenu } from './ModeMenu.tsx'
import { readTreeKey } from './treeKeys.ts'

interface Props {
  forest: Forest
  /** By the order of the headings. */
  counts: Uint32Array
  chosen: readonly HeadingFilter[]
  onToggle(ui: string, treeNumber: string): void
  onMode(ui: string, mode: HeadingMode, treeNumber: string): void
}

/**
 * The headings of the records in the list, with how many of them have each. A tree in the sense of ARIA, which React Aria does not
 * have: its Tree is a grid, and reads its lines as rows.
 */
export function MeshTree({ forest, counts, chosen, onToggle, onMode }: Props) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string>()
  const [menu, setMenu] = useState<{ line: TreeLine; trigger: Element }>()
  const tree = useRef<HTMLUListElement>(null)
  const lines = listLines(
    forest,
    counts,
    expanded,
    chosen.map(({ ui }) => ui),
  )
  // The line that the tab key comes to: the one that had the focus, while it is there.
  const tabbed = lines.some(({ treeNumber }) => treeNumber === current) ? current : lines[0]?.treeNumber
  const filterOf = (ui: string) => chosen.find((filter) => filter.ui === ui)
  const lineElement = (treeNumber: string) =>
    tree.current?.querySelector<HTMLElement>(`[data-tree-number="${treeNumber}"]`)

  function expand(treeNumber: string, isOpen: boolean): void {
    const next = new Set(expanded)
    if (isOpen) next.add(treeNumber)
    else next.delete(treeNumber)
    setExpanded(next)
  }

  function openMenu(line: TreeLine): void {
    const trigger = lineElement(line.treeNumber)?.querySelector('button')
    if (trigger) setMenu({ line, trigger })
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    const at =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tree-number]') : null
    const line = lines.find(({ treeNumber }) => treeNumber === at?.dataset.treeNumber)
    if (!line || event.ctrlKey || event.metaKey) return
    // On the button or the box itself these keys do what they do there.
    const isOwn = event.target === at
    const step = readTreeKey(event, lines, line.treeNumber)
    if (!step || (step.move === 'toggle' && !isOwn)) return
    event.preventDefault()
    if (step.move === 'focus') lineElement(step.treeNumber)?.focus()
    else if (step.move === 'toggle') onToggle(line.heading.ui, line.treeNumber)
    else if (step.move === 'menu') openMenu(line)
    else expand(line.treeNumber, step.move === 'expand')
  }

  return (
    <>
      <ul
        ref={tree}
        role="tree"
        aria-label="MeSH"
        aria-multiselectable
        className={styles.tree}
        onKeyDown={onKeyDown}
        onFocus={({ target }) =>
          setCurrent(target.closest<HTMLElement>('[data-tree-number]')?.dataset.treeNumber)
        }
      >
        {lines.map((line) => (
          <Line
            key={line.treeNumber}
            line={line}
            mode={filterOf(line.heading.ui)?.mode}
            isTabbed={line.treeNumber === tabbed}
            onExpand={expand}
            onToggle={onToggle}
            onMenu={openMenu}
          />
        ))}
      </ul>
      {menu && (
        <ModeMenu
          ui={menu.line.heading.ui}
          name={menu.line.heading.name}
          mode={filterOf(menu.line.heading.ui)?.mode}
          trigger={menu.trigger}
          onChoose={(mode) => onMode(menu.line.heading.ui, mode, menu.line.treeNumber)}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  )
}

interface LineProps {
  line: TreeLine
  /** Absent where it is not chosen. */
  mode: HeadingMode | undefined
  isTabbed: boolean
  onExpand(treeNumber: string, isOpen: boolean): void
  onToggle(ui: string, treeNumber: string): void
  onMenu(line: TreeLine): void
}

function Line({ line, mode, isTabbed, onExpand, onToggle, onMenu }: LineProps) {
  const { treeNumber, heading, level, position, size, count, hasBelow, isExpanded } = line
  const mark = mode && partMessages.facets.modeMarks[mode]
  return (
    <li
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={size}
      aria-expanded={hasBelow ? isExpanded : undefined}
      aria-checked={mode !== undefined}
      tabIndex={isTabbed ? 0 : -1}
      data-tree-number={treeNumber}
      className={styles.line}
    >
      <span
        className={styles.arrow}
        aria-hidden="true"
        onClick={hasBelow ? () => onExpand(treeNumber, !isExpanded) : undefined}
      >
        {hasBelow && (
          <svg viewBox="0 0 16 16" width="12" height="12">
            <path d="m5 2 7 6-7 6z" fill="currentColor" />
          </svg>
        )}
      </span>
      <label className={styles.label}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={mode !== undefined}
          onChange={() => onToggle(heading.ui, treeNumber)}
        />
        <span>
          <span lang="en">{heading.name}</span>
          {mark && <em className={styles.mark}> {mark}</em>}
        </span>
      </label>
      <span className={`numbers ${styles.count}`}>
        {formatCount(count)}
        <span className="visually-hidden"> {partMessages.facets.unit(count)}</span>
      </span>
      <button
        type="button"
        tabIndex={-1}
        className={styles.mode}
        aria-label={partMessages.facets.options} // it is part of the line's name
        aria-haspopup="menu"
        onClick={() => onMenu(line)}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M3 8h.01M8 8h.01M13 8h.01" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
        </svg>
      </button>
    </li>
  )
}
