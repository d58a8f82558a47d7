import { useId } from 'react'
import type { SearchMode } from '../../protocol/engine.ts'
import { messages } from '../messages/messages.ts'
import styles from './ModeChoice.module.css'

const modes: SearchMode[] = ['both', 'meaning', 'words']

interface Props {
  mode: SearchMode
  onChange(mode: SearchMode): void
}

/** What the list is ranked by. */
export function ModeChoice({ mode, onChange }: Props) {
  const id = useId()
  return (
    <div className={styles.modes} role="radiogroup" aria-labelledby={id}>
      <span id={id}>{messages.searchBox.rankBy}</span>
      {modes.map((value) => (
        <label key={value} className={styles.mode}>
          <input
            className="visually-hidden"
            type="radio"
            name={id}
            checked={value === mode}
            onChange={() => onChange(value)}
          />
          {messages.searchBox.modes[value]}
        </label>
      ))}
    </div>
  )
}
