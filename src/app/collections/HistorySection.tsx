import { Button } from 'react-aria-components/Button'
import { Switch } from 'react-aria-components/Switch'
import type { HistoryEntry } from '../../core/kept/kept.ts'
import type { Controller } from '../controller.ts'
import { askAgain, describeAsked, toLabel } from './asked.ts'
import styles from './CollectionsView.module.css'
import { keeper } from './device.ts'

interface Props {
  /** Absent where none is kept. */
  history: readonly HistoryEntry[] | undefined
  controller: Controller
}

export function HistorySection({ history, controller }: Props) {
  return (
    <section aria-labelledby="history">
      <h3 id="history" className={styles.section}>
        History
      </h3>
      <Switch className="switch" isSelected={history !== undefined} onChange={keeper.keepHistory}>
        <span className="switch-track" aria-hidden="true" />
        Keep a history of searches
      </Switch>
      <p className="soft">
        Off unless you want it: the last 100 searches, on this device only. Switched off, they are deleted.
      </p>
      {history && history.length > 0 && (
        <ol className={styles.list}>
          {history.toReversed().map(({ asked, at }) => (
            <li key={at} className={styles.row}>
              <span>
                {toLabel(asked)} <span className="soft">{describeAsked(asked)}</span>
              </span>
              <Button
                className="button"
                aria-label={`Search: ${toLabel(asked)}`}
                onPress={() => keeper.tell(askAgain(controller, asked) ?? '')}
              >
                Search
              </Button>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
