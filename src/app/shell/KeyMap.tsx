import { Switch } from 'react-aria-components/Switch'
import { QueryHelpButton } from '../search/QueryParts.tsx'
import styles from './KeyMap.module.css'
import { ModalDialog } from './ModalDialog.tsx'

const keys: [keys: string[], what: string][] = [
  [['/'], 'Go to the search field'],
  [['Enter'], 'Search at once; on a result: open the record'],
  [['j', '↓'], 'Next result'],
  [['k', '↑'], 'Previous result'],
  [['Esc'], 'Close the record; in the search field: clear it'],
  [['Ctrl+K'], 'All commands, found by typing'],
  [['?'], 'Show these keys'],
]

interface Props {
  hasShortcuts: boolean
  onShortcutsChange(hasShortcuts: boolean): void
  onClose(): void
}

export function KeyMap({ hasShortcuts, onShortcutsChange, onClose }: Props) {
  return (
    <ModalDialog title="Keyboard" onClose={onClose}>
      <dl className={styles.keys}>
        {keys.map(([names, what]) => (
          <div key={what}>
            <dt>
              {names.map((name, place) => (
                <span key={name}>
                  {place > 0 && ' or '}
                  <kbd>{name}</kbd>
                </span>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Switch className="switch" isSelected={hasShortcuts} onChange={onShortcutsChange}>
        <span className="switch-track" />
        Single-character keys ( / ? j k )
      </Switch>
      <p className="soft">Turn them off if you speak to your computer, or if they get in your way.</p>
      <QueryHelpButton className="button" />
    </ModalDialog>
  )
}
