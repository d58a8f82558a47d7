/** Where the keyboard stands in the list of results; the page's own elements are asked, not a second state. */

const resultButtons = () => Array.from(document.querySelectorAll<HTMLElement>('[data-record-id] h3 button'))

/** Place of the result that has the focus, -1 when none has. */
export function focusedResult(): number {
  const article = document.activeElement?.closest('[data-record-id]')
  return article ? resultButtons().findIndex((button) => article.contains(button)) : -1
}

/** Above the first result is the search field. @returns whether the focus has moved */
export function focusResult(place: number, step: 1 | -1): boolean {
  if (place < 0) return step < 0 && focusSearchField()
  const button = resultButtons()[place]
  button?.focus()
  button?.closest('article')?.scrollIntoView({ block: 'nearest' })
  return button !== undefined
}

/** What the window shows stays where it is. */
export function focusResultInPlace(place: number): void {
  resultButtons()[place]?.focus({ preventScroll: true })
}

export function focusSearchField(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[type=search]')
  field?.focus()
  return field !== null
}

export function focusRecord(pmid: string): void {
  document.querySelector<HTMLElement>(`[data-record-id="${CSS.escape(pmid)}"] h3 button`)?.focus()
}
