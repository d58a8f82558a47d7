import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { SearchField } from 'react-aria-components/SearchField'
import { messages } from '../messages/messages.ts'
import styles from './CommandPalette.module.css'
import { listCommands, type CommandPorts } from './commands.ts'
import { ModalDialog } from './ModalDialog.tsx'

interface Props {
  ports: CommandPorts
  onClose(): void
}

/** Everything that the page can do now, found by typing. */
export function CommandPalette({ ports, onClose }: Props) {
  const commands = listCommands(ports)
  const { contains } = useFilter({ sensitivity: 'base' })

  function run(id: React.Key) {
    onClose()
    commands.find((command) => command.id === id)?.run()
  }

  return (
    <ModalDialog title={messages.commands.title} onClose={onClose}>
      <Autocomplete filter={contains}>
        <SearchField aria-label={messages.commands.field} autoFocus className={styles.field ?? ''}>
          <Input placeholder={messages.commands.placeholder} />
        </SearchField>
        <Menu
          aria-label={messages.commands.title}
          className={styles.list ?? ''}
          items={commands}
          onAction={run}
          renderEmptyState={() => <p className="soft">{messages.commands.none}</p>}
        >
          {({ id, title, key }) => (
            <MenuItem id={id} textValue={title} className={styles.item ?? ''}>
              <span>{title}</span>
              {key !== undefined && <kbd>{key}</kbd>}
            </MenuItem>
          )}
        </Menu>
      </Autocomplete>
    </ModalDialog>
  )
}
