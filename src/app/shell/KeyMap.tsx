import { Switch } from 'react-aria-components/Switch'
import { messages } from '../messages/messages.ts'
import { QueryHelpButton } from '../search/QueryParts.tsx'
import styles from './KeyMap.module.css'
import { ModalDialog } from './ModalDialog.tsx'

interface Props {
  hasShortcuts: boolean
  onShortcutsChange(hasShortcuts: boolean): void
  onClose(): void
}

export function KeyMap({ hasShortcuts, onShortcutsChange, onClose }: Props) {
  return (
    <ModalDialog title={messages.keyboard.title} onClose={onClose}>
      <dl className={styles.keys}>
        {Object.values(messages.keyboard.keys).map(({ names, what }) => (
          <div key={what}>
            <dt>
              {names.map((name, place) => (
                <span key={name}>
                  {place > 0 && ` ${messages.keyboard.or} `}
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
        {messages.keyboard.singleKeys}
      </Switch>
      <p className="soft">{messages.keyboard.whenOff}</p>
      <QueryHelpButton className="button" />
    </ModalDialog>
  )
}
