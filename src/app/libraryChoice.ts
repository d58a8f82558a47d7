import type { CatalogueEntry } from '../core/catalogue.ts'

const storageKey = 'library'

// Where there is no storage, the choice holds until the page is left.
let held: string[] = []

/** Ids of the libraries that are searched, the main one first. No id has a space in it. */
export function loadLibraryChoice(): string[] {
  try {
    return (localStorage.getItem(storageKey) ?? '').split(' ').filter(Boolean)
  } catch {
    return held
  }
}

export function keepLibraryChoice(ids: readonly string[]): void {
  held = [...ids]
  try {
    localStorage.setItem(storageKey, ids.join(' '))
  } catch {
    // as above
  }
}

export type ChosenLibrary = Pick<CatalogueEntry, 'id' | 'kind'>

/**
 * What is new becomes the main library. Sample notes give way to real records.
 * @param searched of those that are searched now: what they are
 */
export function addToChoice(
  ids: readonly string[],
  { id, kind }: ChosenLibrary,
  searched: readonly ChosenLibrary[],
): string[] {
  const isReplaced = (other: string) =>
    kind === 'pubmed' && searched.some((library) => library.id === other && library.kind === 'sample-notes')
  const kept = ids.filter((other) => !isReplaced(other))
  return kept.includes(id) ? kept : [id, ...kept]
}
