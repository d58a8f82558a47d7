import { memo, useEffect, useState } from 'react'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import type { HeadingSuggestion } from '../../protocol/facets.ts'
import type { CallEngine } from '../engineCall.ts'
import { formatCount } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import styles from './HeadingBox.module.css'
import menu from './Menu.module.css'

interface Props {
  call: CallEngine
  onChoose(ui: string): void
}

/** From a term to the heading that MeSH has for it, with its place in the tree and how many records have it here. Not drawn anew with the counts. */
export const HeadingBox = memo(function HeadingBox({ call, onChoose }: Props) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly HeadingSuggestion[]>([])

  useEffect(() => {
    if (!text.trim()) return
    const controller = new AbortController()
    call('findHeadings', { text }, { signal: controller.signal }).then(
      setFound,
      () => {}, // typed on, or the worker is gone, which the next search tells
    )
    return () => controller.abort()
  }, [text, call])

  return (
    <ComboBox
      className={styles.box ?? ''}
      items={text.trim() ? found : []}
      inputValue={text}
      onInputChange={setText}
      value={null}
      onChange={(key) => {
        if (key === null) return
        setText('')
        onChoose(String(key))
      }}
      allowsEmptyCollection={text.trim() !== ''}
      defaultFilter={() => true}
    >
      <Label className={styles.label ?? ''}>{partMessages.facets.heading}</Label>
      <Input
        className={styles.input ?? ''}
        placeholder={partMessages.facets.headingPrompt}
        // Terms are put in order when they are first asked for: before the first key is pressed.
        onFocus={() => void call('findHeadings', { text: '' }).catch(() => {})}
        spellCheck={false}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="none"
      />
      <Popover className={menu.popover ?? ''} placement="bottom start">
        <ListBox
          className={menu.menu ?? ''}
          renderEmptyState={() => <p className="soft">{partMessages.facets.noHeading}</p>}
        >
          {({ ui, name, term, path, count }: HeadingSuggestion) => (
            <ListBoxItem id={ui} textValue={name} className={menu.item ?? ''}>
              <Text slot="label" className={styles.name ?? ''}>
                <span lang="en">
                  {name}
                  {term !== undefined && <span className="soft"> ← {term}</span>}
                </span>
                <span className={`numbers soft ${styles.count}`}>{formatCount(count)}</span>
              </Text>
              {path.length > 0 && (
                <Text slot="description" className={styles.path ?? ''} lang="en">
                  {path.join(' › ')}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
})
