const storageKey = 'library'

// Where there is no storage, the choice holds until the page is left.
let held: string | undefined

/** Id of the library that is to be opened: the one that was installed last. */
export function loadLibraryChoice(): string | undefined {
  try {
    return localStorage.getItem(storageKey) ?? undefined
  } catch {
    return held
  }
}

export function keepLibraryChoice(id: string): void {
  held = id
  try {
    localStorage.setItem(storageKey, id)
  } catch {
    // as above
  }
}
