import { useState } from 'react'

const storageKey = 'single-character-keys'

/** Whether `/ ? j k` are heard outside of text fields. Kept only when turned off; WCAG 2.1.4 asks for the choice. */
export function useShortcutSetting(): [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(loadSetting)
  function set(value: boolean) {
    setOn(value)
    try {
      if (value) localStorage.removeItem(storageKey)
      else localStorage.setItem(storageKey, 'off')
    } catch {
      // no storage: the choice holds until the page is left
    }
  }
  return [isOn, set]
}

function loadSetting(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}
