import { ProgressBar } from 'react-aria-components/ProgressBar'
import { messages } from '../messages/messages.ts'
import styles from './Panel.module.css'

export function LoadingView() {
  return (
    <main className={styles.panel}>
      <h2>{messages.pages.gettingReady}</h2>
      <ProgressBar
        className="busy-bar"
        aria-label={messages.pages.loading}
        isIndeterminate
        valueLabel={messages.pages.openingLibrary}
      />
      <p className="soft">{messages.pages.onDevice}</p>
    </main>
  )
}
