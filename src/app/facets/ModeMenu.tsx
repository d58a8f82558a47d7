import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { HeadingMode } from '../../core/filters.ts'
import { partMessages } from '../messages/partMessages.ts'
import { pageAddress } from '../shell/usePage.ts'
import styles from './Menu.module.css'

interface Props {
  ui: string
  name: string
  /** Absent where it is not chosen. */
  mode: HeadingMode | undefined
  trigger: Element
  onChoose(mode: HeadingMode): void
  onClose(): void
}

const modes: readonly HeadingMode[] = ['exploded', 'only', 'major', 'exclude']

/** How a heading filters, and the way to its page. One menu for the whole tree: a hundred lines would each bring their own. */
export function ModeMenu({ ui, name, mode, trigger, onChoose, onClose }: Props) {
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
        className={styles.menu ?? ''}
        onAction={(key) => {
          const chosen = modes.find((each) => each === key)
          if (chosen) onChoose(chosen)
          onClose()
        }}
      >
        <MenuSection
          aria-label={partMessages.facets.modesOf(name)}
          selectionMode="single"
          selectedKeys={mode ? [mode] : []}
        >
          {modes.map((each) => (
            <MenuItem key={each} id={each} className={styles.item ?? ''}>
              {partMessages.facets.modes[each]}
            </MenuItem>
          ))}
        </MenuSection>
        {ui.length > 1 && ( // a category, which is a letter, has no page
          <MenuItem href={`${pageAddress.heading}/${ui}`} className={`${styles.item} ${styles.apart}`}>
            {partMessages.facets.aboutHeading}
          </MenuItem>
        )}
      </Menu>
    </Popover>
  )
}
