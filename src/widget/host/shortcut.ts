/** @param shortcut as the option has it, such as `Ctrl+K`; `Mod` is the key that either kind of keyboard uses for commands */
export function isPressed(shortcut: string, event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey, key } = event
  const names = shortcut.toLowerCase().split('+')
  const isAsked = (name: string) => names.includes(name)
  return (
    key.toLowerCase() === names.at(-1) &&
    altKey === isAsked('alt') &&
    shiftKey === isAsked('shift') &&
    (isAsked('mod') ? ctrlKey !== metaKey : ctrlKey === isAsked('ctrl') && metaKey === isAsked('meta'))
  )
}
