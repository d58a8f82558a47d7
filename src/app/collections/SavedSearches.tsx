import { Button } from 'react-aria-components/Button'
import type { SavedSearch } from '../../core/kept/kept.ts'
import type { Controller } from '../controller.ts'
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
        Saved searches
      </h3>
      {searches.length === 0 ? (
        <p className="soft">
          None yet. Press “Save this search” above results: after each update of the library it is asked once
          more here on the device, and you are told what is new or was retracted.
        </p>
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
                  aria-label={`Search: ${toLabel(asked)}`}
                  onPress={() => keeper.tell(askAgain(controller, asked) ?? '')}
                >
                  Search
                </Button>
                <Button
                  className="button"
                  aria-label={`Delete the search: ${toLabel(asked)}`}
                  onPress={() => keeper.deleteSearch(id)}
                >
                  Delete
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
