import type { CatalogueEntry } from '../../core/catalogue.ts'
import type { InstalledLibrary, StoredCheck } from '../../protocol/installed.ts'
import { errorText } from '../errorText.ts'
import { formatBytes, formatCount, formatList } from '../format.ts'
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
        <strong>{damaged.length > 0 ? damageWords(outcome.check) : 'Its parts do not fit together.'}</strong>{' '}
        {reason && `${errorText[reason.code].title}. `}
        {wayOut(same !== undefined, findUpdate(shelf, library) !== undefined, damaged.length > 0)}
      </div>
      {same && (
        <TaskButton isBusy={isBusy} onPress={() => onRepair(same.entry)}>
          Repair · {formatBytes(sumOf(damaged))}
        </TaskButton>
      )}
      {reason && <TechnicalDetails failure={reason} />}
    </div>
  )
}

export function damageWords({ damaged }: StoredCheck): string {
  const chunks = damaged.reduce((sum, file) => sum + file.chunks, 0)
  const files = formatList(damaged.map(({ file }) => file))
  return `${formatCount(chunks)} damaged ${chunks === 1 ? 'piece' : 'pieces'} in ${files}.`
}

function wayOut(isOnSite: boolean, hasUpdate: boolean, isDamaged: boolean): string {
  if (isOnSite) return 'This site has what is damaged.'
  if (hasUpdate) return 'This site has a newer version only: the update mends it.'
  return isDamaged
    ? 'This site does not have it: open its file again, or remove it.'
    : 'No copy of it would be better: ask whoever made it to build it again, or remove it.'
}

const sumOf = (damaged: StoredCheck['damaged']) => damaged.reduce((sum, { bytes }) => sum + bytes, 0)
