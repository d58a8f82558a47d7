import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { HeadingMode } from '../../core/filters.ts'
import { partMessages } from '../messages/partMessages.ts'
import styles from './Menu.module.css'

interface Props {
  name: string
  /** Absent where it is not chosen. */
  mode: HeadingMode | undefined
  trigger: Element
  onChoose(mode: HeadingMode): void
  onClose(): void
}

const modes: readonly HeadingMode[] = ['exploded', 'only', 'major', 'exclude']

/** How a heading filters. One menu for the whole tree: a hundred lines would each bring their own. */
export function ModeMenu({ name, mode, trigger, onChoose, onClose }: Props) {
  return (
    <Popover
      triggerRef={{ current: trigger }}
      isOpen
      aria-label={partMessages.facets.modesOf(name)}
      placement="bottom end"
      className={styles.popover ?? ''}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Menu
        aria-label={partMessages.facets.modesOf(name)}
        autoFocus="first"
        selectionMode="single"
        selectedKeys={mode ? [mode] : []}
        className={styles.menu ?? ''}
        onAction={(key) => {
          const chosen = modes.find((each) => each === key)
          if (chosen) onChoose(chosen)
          onClose()
        }}
      >
        {modes.map((each) => (
          <MenuItem key={each} id={each} className={styles.item ?? ''}>
            {partMessages.facets.modes[each]}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  )
}
