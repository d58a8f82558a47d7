import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { toAma } from '../../core/citation/ama.ts'
import type { CitedRecord } from '../../core/citation/cited.ts'
import { exportFormats } from '../../core/citation/formats.ts'
import { toVancouver } from '../../core/citation/vancouver.ts'
import { messages } from '../messages/messages.ts'
import { saveFile } from '../saveFile.ts'
import styles from './ExportMenu.module.css'

interface Props {
  records: readonly CitedRecord[]
  /** Without its ending. */
  fileName: string
  /** What is to be told of it. */
  onDone(words: string): void
}

const copied = [
  { style: 'vancouver', write: toVancouver },
  { style: 'ama', write: toAma },
] as const

/** Files for reference managers and spreadsheets, and reference lists for the clipboard. */
export function ExportMenu({ records, fileName, onDone }: Props) {
  const count = messages.counts.records(records.length)

  function act(name: string) {
    const format = exportFormats.find((one) => one.name === name)
    const copying = copied.find(({ style }) => style === name)
    if (format) {
      const file = new File([format.write(records)], `${fileName}.${format.ending}`, { type: format.type })
      saveFile(file)
      onDone(messages.exporting.handedOver(`${file.name} (${count})`))
    }
    if (copying) void copy(copying.write(records))
  }

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      onDone(messages.exporting.copied(count))
    } catch {
      onDone(messages.exporting.notCopied)
    }
  }

  return (
    <MenuTrigger>
      <Button className="button" isDisabled={records.length === 0}>
        {messages.exporting.export}
      </Button>
      <Popover className={styles.popover ?? ''}>
        <Menu
          className={styles.menu ?? ''}
          onAction={(key) => act(String(key))}
          aria-label={messages.exporting.export}
        >
          {exportFormats.map(({ name }) => (
            <MenuItem key={name} id={name} className={styles.item ?? ''}>
              {name}
            </MenuItem>
          ))}
          <Separator className={styles.separator ?? ''} />
          {copied.map(({ style }) => (
            <MenuItem key={style} id={style} className={styles.item ?? ''}>
              {messages.exporting.copyAs[style]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
