import type { CatalogueEntry } from '../../core/catalogue.ts'
import type { InstalledLibrary, StoredCheck } from '../../protocol/installed.ts'
import { formatBytes, formatList } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { findSame, findUpdate, type Shelf } from '../shelf.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import styles from './LibraryItem.module.css'
import { TaskButton } from './TaskButton.tsx'

interface Props {
  library: InstalledLibrary
  shelf: Shelf
  isBusy: boolean
  onRepair(entry: CatalogueEntry): void
}

/** What a check found wrong, and the way out. */
export function DamageNotice({ library, shelf, isBusy, onRepair }: Props) {
  const outcome = shelf.outcomes[library.id]
  if (outcome?.kind !== 'damaged') return null
  const { damaged, reason } = outcome.check
  const same = damaged.length > 0 ? findSame(shelf, library) : undefined
  return (
    <div className={`note ${styles.note}`}>
      <div role="alert">
        <strong>{damaged.length > 0 ? damageWords(outcome.check) : messages.libraryTasks.misfit}</strong>{' '}
        {reason && `${messages.errors[reason.code].title}. `}
        {wayOut(same !== undefined, findUpdate(shelf, library) !== undefined, damaged.length > 0)}
      </div>
      {same && (
        <TaskButton isBusy={isBusy} onPress={() => onRepair(same.entry)}>
          {messages.libraryTasks.repair(formatBytes(sumOf(damaged)))}
        </TaskButton>
      )}
      {reason && <TechnicalDetails failure={reason} />}
    </div>
  )
}

export function damageWords({ damaged }: StoredCheck): string {
  const chunks = damaged.reduce((sum, file) => sum + file.chunks, 0)
  const files = formatList(damaged.map(({ file }) => file))
  return messages.libraryTasks.damaged(chunks, files)
}

function wayOut(isOnSite: boolean, hasUpdate: boolean, isDamaged: boolean): string {
  if (isOnSite) return messages.libraryTasks.onSite
  if (hasUpdate) return messages.libraryTasks.newerOnSite
  return isDamaged ? messages.libraryTasks.notOnSite : messages.libraryTasks.buildAgain
}

const sumOf = (damaged: StoredCheck['damaged']) => damaged.reduce((sum, { bytes }) => sum + bytes, 0)
