import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { toAma } from '../../core/citation/ama.ts'
import type { CitedRecord } from '../../core/citation/cited.ts'
import { exportFormats } from '../../core/citation/formats.ts'
import { toVancouver } from '../../core/citation/vancouver.ts'
import { formatRecords } from '../format.ts'
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
  { name: 'Copy as Vancouver', write: toVancouver },
  { name: 'Copy as AMA', write: toAma },
]

/** Files for reference managers and spreadsheets, and reference lists for the clipboard. */
export function ExportMenu({ records, fileName, onDone }: Props) {
  const count = formatRecords(records.length)

  function act(name: string) {
    const format = exportFormats.find((one) => one.name === name)
    const style = copied.find((one) => one.name === name)
    if (format) {
      const file = new File([format.write(records)], `${fileName}.${format.ending}`, { type: format.type })
      saveFile(file)
      onDone(`${file.name} (${count}) was handed to the browser, which saves it as a download.`)
    }
    if (style) void copy(style.write(records))
  }

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      onDone(`Copied: ${count}.`)
    } catch {
      onDone('Not copied: the browser does not allow it.')
    }
  }

  return (
    <MenuTrigger>
      <Button className="button" isDisabled={records.length === 0}>
        Export
      </Button>
      <Popover className={styles.popover ?? ''}>
        <Menu className={styles.menu ?? ''} onAction={(key) => act(String(key))} aria-label="Export">
          {exportFormats.map(({ name }) => (
            <MenuItem key={name} id={name} className={styles.item ?? ''}>
              {name}
            </MenuItem>
          ))}
          <Separator className={styles.separator ?? ''} />
          {copied.map(({ name }) => (
            <MenuItem key={name} id={name} className={styles.item ?? ''}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
