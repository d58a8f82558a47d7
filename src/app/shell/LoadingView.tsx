import { ProgressBar } from 'react-aria-components/ProgressBar'
import { formatBytes } from '../format.ts'
import type { LoadStep } from '../session.ts'
import styles from './Panel.module.css'

const steps: { what: LoadStep['what']; label: string }[] = [
  { what: 'runtime', label: 'Getting the program that runs the model' },
  { what: 'encoder', label: 'Loading the model that reads your question' },
  { what: 'self-test', label: 'Testing the model with texts whose results are known' },
  { what: 'library', label: 'Opening the library' },
]

export function LoadingView({ step }: { step: LoadStep }) {
  const at = steps.findIndex(({ what }) => what === step.what)
  return (
    <main className={styles.panel}>
      <h2>Getting ready</h2>
      <ProgressBar
        className={styles.busy ?? ''}
        aria-label="Loading"
        isIndeterminate
        valueLabel={steps[at]?.label ?? ''}
      />
      <ol className={styles.steps}>
        {steps.map(({ what, label }, place) => (
          <li
            key={what}
            aria-current={place === at ? 'step' : undefined}
            className={place < at ? styles.done : undefined}
          >
            {label}
            {place < at && <span className="visually-hidden">: done</span>}
            {what === 'runtime' && step.what === 'runtime' && step.doneBytes > 0 && (
              <span className="soft numbers"> {amount(step)}</span>
            )}
          </li>
        ))}
      </ol>
      <p className="soft">All of this happens on your device.</p>
    </main>
  )
}

function amount({ doneBytes, totalBytes }: Extract<LoadStep, { what: 'runtime' }>): string {
  const done = formatBytes(doneBytes)
  return totalBytes ? `${done} of ${formatBytes(totalBytes)}` : done
}
