import { useId } from 'react'
import { defaultOptions } from '../options.ts'
import { toChoices, type OptionName } from './form.ts'
import styles from './Configure.module.css'

interface Props {
  name: OptionName
  /** Of the page's texts; an option without any is called by its name. */
  words: { label: string; hint?: string } | undefined
  text: string
  fault: string | undefined
  onChange(text: string): void
}

export function OptionField({ name, words, text, fault, onChange }: Props) {
  const id = useId()
  const choices = toChoices(name)
  const notes = [words?.hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  const shared = { id, name, value: text, 'aria-describedby': notes || undefined }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {words?.label ?? name} {words && <code translate="no">{name}</code>}
      </label>
      {choices ? (
        <select {...shared} onChange={(event) => onChange(event.target.value)}>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          placeholder={String(defaultOptions[name])}
          aria-invalid={fault !== undefined}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {words?.hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {words.hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} className={styles.fault} role="alert" lang="en">
          {fault}
        </p>
      )}
    </div>
  )
}
