import { useEffect, useRef, useState, type ChangeEvent } from 'react'
import { chooseLanguage } from '../messages/choice.ts'
import { isLanguage, language, languageNames } from '../messages/locale.ts'
import { messages } from '../messages/messages.ts'
import styles from './LanguageChoice.module.css'

/** The page is drawn anew in the language that was chosen, and the choice with it: it takes the focus again. */
let wasChosen = false

export function LanguageChoice() {
  const select = useRef<HTMLSelectElement>(null)
  const [hasFailed, setFailed] = useState(false)

  useEffect(() => {
    if (wasChosen) select.current?.focus()
    wasChosen = false
  }, [])

  function choose({ target: { value } }: ChangeEvent<HTMLSelectElement>) {
    if (!isLanguage(value)) return
    setFailed(false)
    wasChosen = true
    chooseLanguage(value).catch(() => {
      wasChosen = false
      setFailed(true)
    })
  }

  return (
    <div className={styles.choice}>
      <label>
        {messages.languages.label}{' '}
        <select ref={select} value={language.get()} onChange={choose}>
          {Object.entries(languageNames).map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </label>{' '}
      <span role="status">{hasFailed && messages.languages.failed}</span>
    </div>
  )
}
