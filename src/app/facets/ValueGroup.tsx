import { useState } from 'react'
import { formatCount } from '../format.ts'
import styles from './Groups.module.css'

export interface ValueChoice {
  value: string
  name: string
  count: number
  /** For people who choose by it. */
  meaning?: string
}

interface Props {
  title: string
  choices: readonly ValueChoice[]
  chosen: readonly string[]
  isOpen?: boolean
  onOpen?(isOpen: boolean): void
  onToggle(value: string): void
}

const mostAtFirst = 6

/** Values of which one is enough, with how many records choosing each would bring. */
export function ValueGroup({ title, choices, chosen, isOpen, onOpen, onToggle }: Props) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole
    ? choices
    : choices.filter(({ value }, at) => at < mostAtFirst || chosen.includes(value))
  return (
    <details
      className={styles.group}
      open={isOpen}
      onToggle={({ currentTarget }) => onOpen?.(currentTarget.open)}
    >
      <summary>
        {title}
        {chosen.length > 0 && <span className={styles.number}> {chosen.length}</span>}
      </summary>
      <ul aria-label={title}>
        {shown.map(({ value, name, count, meaning }) => (
          <li key={value} title={meaning}>
            <label>
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
              <span>
                {name}
                {meaning !== undefined && <span className="visually-hidden">. {meaning}</span>}
              </span>
            </label>
            <span className={`numbers ${styles.count}`}>{formatCount(count)}</span>
          </li>
        ))}
      </ul>
      {choices.length === 0 && <p className="soft">None in this list.</p>}
      {choices.length > shown.length && (
        <button type="button" className="link-button" onClick={() => setWhole(true)}>
          Show all {formatCount(choices.length)}
        </button>
      )}
    </details>
  )
}
