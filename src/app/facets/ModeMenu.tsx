import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { HeadingMode } from '../../core/filters.ts'
import { headingModes } from './headingModes.ts'
import styles from './Menu.module.css'

interface Props {
  name: string
  /** Absent where it is not chosen. */
  mode: HeadingMode | undefined
  trigger: Element
  onChoose(mode: HeadingMode): void
  onClose(): void
}

/** How a heading filters. One menu for the whole tree: a hundred lines would each bring their own. */
export function ModeMenu({ name, mode, trigger, onChoose, onClose }: Props) {
  return (
    <Popover
      triggerRef={{ current: trigger }}
      isOpen
      aria-label={`How “${name}” filters`}
      placement="bottom end"
      className={styles.popover ?? ''}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Menu
        aria-label={`How “${name}” filters`}
        autoFocus="first"
        selectionMode="single"
        selectedKeys={mode ? [mode] : []}
        className={styles.menu ?? ''}
        onAction={(key) => {
          const chosen = headingModes.find((each) => each.mode === key)
          if (chosen) onChoose(chosen.mode)
          onClose()
        }}
      >
        {headingModes.map(({ mode: id, title }) => (
          <MenuItem key={id} id={id} className={styles.item ?? ''}>
            {title}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  )
}
