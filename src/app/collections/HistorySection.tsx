import { Button } from 'react-aria-components/Button'
import { Switch } from 'react-aria-components/Switch'
import type { HistoryEntry } from '../../core/kept/kept.ts'
import type { Controller } from '../controller.ts'
import { partMessages } from '../messages/partMessages.ts'
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
        {partMessages.savedSearches.history}
      </h3>
      <Switch className="switch" isSelected={history !== undefined} onChange={keeper.keepHistory}>
        <span className="switch-track" aria-hidden="true" />
        {partMessages.savedSearches.keepHistory}
      </Switch>
      <p className="soft">{partMessages.savedSearches.aboutHistory}</p>
      {history && history.length > 0 && (
        <ol className={styles.list}>
          {history.toReversed().map(({ asked, at }) => (
            <li key={at} className={styles.row}>
              <span>
                {toLabel(asked)} <span className="soft">{describeAsked(asked)}</span>
              </span>
              <Button
                className="button"
                aria-label={partMessages.savedSearches.searchFor(toLabel(asked))}
                onPress={() => keeper.tell(askAgain(controller, asked) ?? '')}
              >
                {partMessages.savedSearches.search}
              </Button>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
