import { Button } from 'react-aria-components/Button'
import type { SavedSearch } from '../../core/kept/kept.ts'
import type { Controller } from '../controller.ts'
import { partMessages } from '../messages/partMessages.ts'
import { askAgain, describeAsked, toLabel } from './asked.ts'
import styles from './CollectionsView.module.css'
import { keeper } from './device.ts'

interface Props {
  searches: readonly SavedSearch[]
  controller: Controller
}

export function SavedSearches({ searches, controller }: Props) {
  return (
    <section aria-labelledby="searches">
      <h3 id="searches" className={styles.section}>
        {partMessages.savedSearches.title}
      </h3>
      {searches.length === 0 ? (
        <p className="soft">{partMessages.savedSearches.none}</p>
      ) : (
        <ul className={styles.list}>
          {searches.map(({ id, asked }) => (
            <li key={id} className={styles.row}>
              <span>
                {toLabel(asked)} <span className="soft">{describeAsked(asked)}</span>
              </span>
              <span className={styles.actions}>
                <Button
                  className="button"
                  aria-label={partMessages.savedSearches.searchFor(toLabel(asked))}
                  onPress={() => keeper.tell(askAgain(controller, asked) ?? '')}
                >
                  {partMessages.savedSearches.search}
                </Button>
                <Button
                  className="button"
                  aria-label={partMessages.savedSearches.deleteOf(toLabel(asked))}
                  onPress={() => keeper.deleteSearch(id)}
                >
                  {partMessages.savedSearches.delete}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
