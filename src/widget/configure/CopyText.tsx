import { useState } from 'react'
import styles from './Configure.module.css'

interface Props {
  /** What the text is, for those who hear the button. */
  label: string
  text: string
  words: { copy: string; copied: string; notCopied: string }
}

/** A text with a button that copies it. */
export function CopyText({ label, text, words }: Props) {
  const [outcome, setOutcome] = useState({ text, words: '' })

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome({ text, words: words.copied })
    } catch {
      setOutcome({ text, words: words.notCopied }) // the text is on the page
    }
  }

  return (
    <div className={styles.copied}>
      <pre translate="no">{text}</pre>
      <div className={styles.actions}>
        <button
          type="button"
          className="button"
          aria-label={`${words.copy}: ${label}`}
          onClick={() => void copy()}
        >
          {words.copy}
        </button>
        <span role="status" className="soft copy-outcome">
          {outcome.text === text ? outcome.words : ''}
        </span>
      </div>
    </div>
  )
}
