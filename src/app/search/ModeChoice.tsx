import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { SearchMode } from '../../protocol/engine.ts'
import styles from './ModeChoice.module.css'

const modes: { mode: SearchMode; label: string }[] = [
  { mode: 'both', label: 'Both' },
  { mode: 'meaning', label: 'Meaning' },
  { mode: 'words', label: 'Words' },
]

interface Props {
  mode: SearchMode
  onChange(mode: SearchMode): void
}

/** What the list is ranked by. */
export function ModeChoice({ mode, onChange }: Props) {
  return (
    <RadioGroup
      className={styles.modes ?? ''}
      orientation="horizontal"
      value={mode}
      onChange={(value) => onChange(modes.find(({ mode: known }) => known === value)?.mode ?? 'both')}
    >
      <Label>Rank by</Label>
      {modes.map(({ mode: value, label }) => (
        <Radio key={value} className={styles.mode ?? ''} value={value}>
          {label}
        </Radio>
      ))}
    </RadioGroup>
  )
}
