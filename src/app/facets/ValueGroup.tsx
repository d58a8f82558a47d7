import { useState } from 'react'
import { formatCount } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
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
  /** Of the names of the choices, where it is not that of the page. */
  lang: string | undefined
  choices: readonly ValueChoice[]
  chosen: readonly string[]
  isOpen?: boolean
  onOpen?(isOpen: boolean): void
  onToggle(value: string): void
}

const mostAtFirst = 6

/** Values of which one is enough, with how many records choosing each would bring. */
export function ValueGroup({ title, lang, choices, chosen, isOpen, onOpen, onToggle }: Props) {
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
                <span lang={lang}>{name}</span>
                {meaning !== undefined && <span className="visually-hidden">. {meaning}</span>}
              </span>
            </label>
            <span className={`numbers ${styles.count}`}>{formatCount(count)}</span>
          </li>
        ))}
      </ul>
      {choices.length === 0 && <p className="soft">{partMessages.facets.none}</p>}
      {choices.length > shown.length && (
        <button type="button" className="link-button" onClick={() => setWhole(true)}>
          {partMessages.facets.showAll(choices.length)}
        </button>
      )}
    </details>
  )
}
