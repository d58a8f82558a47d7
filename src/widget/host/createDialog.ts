import type { Words } from './words.ts'

export interface SearchDialog {
  /** A button, which the page may replace through the slot around it. */
  trigger: HTMLElement
  dialog: HTMLDialogElement
  setWords(words: Words): void
}

export function createDialog(label: string, onOpen: () => void): SearchDialog {
  const trigger = document.createElement('slot')
  const open = createButton('button')
  open.ariaHasPopup = 'dialog'
  trigger.append(open)
  trigger.onclick = onOpen

  const dialog = document.createElement('dialog')
  dialog.ariaLabel = label
  dialog.part = 'dialog'
  dialog.setAttribute('closedby', 'any') // by a click beside it too, in browsers that know
  dialog.style.cssText =
    'width: min(45rem, calc(100vw - 2rem)); padding: 0; border: 0; box-sizing: border-box'
  const close = createButton('close')
  close.onclick = () => dialog.close()
  close.style.cssText = 'display: block; margin-inline-start: auto; min-height: 2.75rem'
  dialog.append(close)

  return {
    trigger,
    dialog,
    setWords(words) {
      open.textContent = words.open
      close.textContent = words.close
    },
  }
}

function createButton(part: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.part = part
  return button
}
