import { useEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { SearchField } from 'react-aria-components/SearchField'
import { Switch } from 'react-aria-components/Switch'
import type { SearchMode } from '../../protocol/engine.ts'
import { messages } from '../messages/messages.ts'
import { ModeChoice } from './ModeChoice.tsx'
import { QueryHelpButton } from './QueryParts.tsx'
import styles from './SearchBox.module.css'

interface Props {
  text: string
  mode: SearchMode
  isExact: boolean
  isSearching: boolean
  onType(text: string): void
  onSubmit(): void
  onModeChange(mode: SearchMode): void
  onExactChange(isExact: boolean): void
}

export function SearchBox({ text, mode, isExact, isSearching, ...on }: Props) {
  const { onType, onSubmit, onModeChange, onExactChange } = on
  const input = useRef<HTMLInputElement>(null)

  // Ready to type at once; not where it would bring up a keyboard over half of the screen.
  useEffect(() => {
    const isFree = document.activeElement === document.body || document.activeElement === null
    if (isFree && matchMedia('(pointer: fine)').matches) input.current?.focus()
  }, [])

  return (
    <search className={styles.search}>
      <SearchField className={styles.field ?? ''} value={text} onChange={onType} onSubmit={onSubmit}>
        <Label className="visually-hidden">{messages.searchBox.label}</Label>
        {/* Some browsers send what is typed to a spelling service: the query stays on this device. */}
        <Input
          ref={input}
          className={styles.input ?? ''}
          placeholder={messages.searchBox.placeholder}
          spellCheck={false}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="none"
          enterKeyHint="search"
        />
        <Button className={styles.clear ?? ''}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
          </svg>
        </Button>
        {isSearching && <span className={styles.searching} aria-hidden="true" />}
      </SearchField>
      <div className={styles.under}>
        <span>{messages.searchBox.staysHere}</span>
        <QueryHelpButton className="link-button" />
        <ModeChoice mode={mode} onChange={onModeChange} />
        <Switch className="switch" isSelected={isExact} onChange={onExactChange}>
          <span className="switch-track" />
          {messages.searchBox.exact}
        </Switch>
      </div>
    </search>
  )
}
