import type { InstalledLibrary } from '../protocol/installed.ts'

/** What was installed when the page was last open: kept apart from the database, so that it is known when that is gone. */
export interface Receipt {
  /** ISO 8601. */
  date: string
  libraries: { title: string; sizeBytes: number }[]
}

const storageKey = 'installed'

export function keepReceipt(libraries: readonly InstalledLibrary[], date: string): void {
  const receipt: Receipt = {
    date,
    libraries: libraries.flatMap((library) =>
      'title' in library ? [{ title: library.title, sizeBytes: library.sizeBytes }] : [],
    ),
  }
  try {
    localStorage.setItem(storageKey, JSON.stringify(receipt))
  } catch {
    // Then nothing is known the next time.
  }
}

/** Undefined where nothing was installed, as far as is known. */
export function readReceipt(): Receipt | undefined {
  try {
    const receipt = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Receipt | null
    return receipt && receipt.libraries.length > 0 ? receipt : undefined
  } catch {
    return undefined
  }
}
