import { useState, useSyncExternalStore } from 'react'
import type { Controller } from '../controller.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Ready } from '../readySession.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import styles from './FacetArea.module.css'
import { FacetColumn } from './FacetColumn.tsx'
import { ListBar } from './ListBar.tsx'
import { useCounts, useForest, type Looked } from './useFacets.ts'

interface Props {
  ready: Ready
  controller: Controller
}

const wide = matchMedia('(width >= 64rem)')

/** The filters, beside the list where there is room and in a dialog where there is none, and the bar above the list. */
export function FacetArea({ ready, controller }: Props) {
  const { filters, shown, libraries } = ready
  const { call } = controller
  const isWide = useSyncExternalStore(subscribe, () => wide.matches)
  const [isOpen, setOpen] = useState(false)
  const [looked, setLooked] = useState<Looked>({ hasJournals: false, hasHedges: false })
  const isSeen = isWide || isOpen || shown?.output.total === 0
  const forest = useForest(libraries, call)
  const counted = useCounts(isSeen ? shown : undefined, looked, call)
  const counts = counted?.counts
  const column = <FacetColumn {...{ filters, forest, counts, looked, controller }} onLook={setLooked} />
  return (
    <>
      {isWide && (
        <aside
          className={styles.column}
          aria-label={partMessages.facets.title}
          aria-busy={!counted?.isCurrent}
          data-counted={counted?.isCurrent ? shown?.output.resultSet : undefined}
        >
          {column}
        </aside>
      )}
      <div className={styles.bar}>
        <ListBar
          {...{ ready, forest, controller }}
          counts={counted?.isCurrent ? counts : undefined}
          onFilters={isWide ? undefined : () => setOpen(true)}
        />
      </div>
      {isOpen && !isWide && (
        <ModalDialog title={partMessages.facets.title} onClose={() => setOpen(false)}>
          <div className={styles.drawer}>{column}</div>
        </ModalDialog>
      )}
    </>
  )
}

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}
