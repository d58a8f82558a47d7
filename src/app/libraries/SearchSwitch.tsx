import { Switch } from 'react-aria-components/Switch'
import { partMessages } from '../messages/partMessages.ts'
import styles from './LibraryItem.module.css'

interface Props {
  id: string
  title: string
  /** Ids of all that are searched. */
  searched: readonly string[]
  onChange(id: string, isSearched: boolean): void
}

export function SearchSwitch({ id, title, searched, onChange }: Props) {
  const isSelected = searched.includes(id)
  const isOnlyOne = isSelected && searched.length === 1
  const isMain = searched[0] === id && !isOnlyOne
  return (
    <div className={styles.search}>
      <Switch
        className="switch"
        aria-label={partMessages.installedLibrary.searchedNamed(title)}
        {...(isOnlyOne && { 'aria-describedby': `only-${id}` })}
        isSelected={isSelected}
        isReadOnly={isOnlyOne}
        onChange={(isSearched) => onChange(id, isSearched)}
      >
        <span className="switch-track" />
        {partMessages.installedLibrary.searched}
      </Switch>
      {isOnlyOne && (
        <span id={`only-${id}`} className={styles.hint}>
          {partMessages.installedLibrary.atLeastOne}
        </span>
      )}
      {isMain && <span className={styles.hint}>{partMessages.installedLibrary.main}</span>}
    </div>
  )
}
