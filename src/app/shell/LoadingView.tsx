import { ProgressBar } from 'react-aria-components/ProgressBar'
import styles from './Panel.module.css'

export function LoadingView() {
  return (
    <main className={styles.panel}>
      <h2>Getting ready</h2>
      <ProgressBar
        className="busy-bar"
        aria-label="Loading"
        isIndeterminate
        valueLabel="Opening the library"
      />
      <p className="soft">Opening the library. All of this happens on your device.</p>
    </main>
  )
}
