import type { CatalogueEntry } from '../core/catalogue.ts'
import type { InstalledLibrary, StoredCheck } from '../protocol/installed.ts'
import type { FileProgress, TransferProgress } from '../protocol/transfer.ts'
import type { StorageReport } from './deviceStorage.ts'
import type { Failure } from './failure.ts'
import { withProgress, type InstallProgress } from './installProgress.ts'

/** What the page of libraries shows, whatever the search does meanwhile. Pure; what happens is in shelfActions.ts. */
export interface Shelf {
  installed: Listing<InstalledLibrary>
  offers: Listing<Offer>
  /** Ids of the libraries that are searched, the main one first. */
  searched: readonly string[]
  storage: StorageReport
  task: ShelfTask
  /** How the last task for a library ended, by its id. */
  outcomes: Readonly<Record<string, Outcome>>
}

export type Listing<T> =
  { stage: 'loading' } | { stage: 'listed'; items: readonly T[] } | { stage: 'failed'; failure: Failure }

/** A library of the site. */
export interface Offer {
  entry: CatalogueEntry
  /** What installing it would fetch, less than its size where a part is here already; absent until it is known. */
  bytes?: number
}

/** One at a time: all of them want the store for themselves. */
export type ShelfTask =
  | { kind: 'none' }
  | { kind: 'install' | 'repair'; id: string; entry: CatalogueEntry; progress: InstallProgress }
  | { kind: 'check'; id: string; progress?: FileProgress }
  | { kind: 'remove'; id: string }

export type Outcome =
  | { kind: 'installed' | 'whole' | 'repaired' }
  | { kind: 'damaged'; check: StoredCheck }
  | { kind: 'failed'; task: ShelfTask['kind']; failure: Failure }

export type ShelfAction =
  | { type: 'installed-listed'; libraries: readonly InstalledLibrary[] }
  | { type: 'installed-failed'; failure: Failure }
  | { type: 'offers-listed'; entries: readonly CatalogueEntry[] }
  | { type: 'offers-failed'; failure: Failure }
  | { type: 'offer-measured'; key: string; bytes: number }
  | { type: 'searched-set'; ids: readonly string[] }
  | { type: 'storage-seen'; storage: StorageReport }
  | { type: 'task-started'; task: ShelfTask }
  | { type: 'task-installing'; progress: TransferProgress }
  | { type: 'task-checking'; progress: FileProgress }
  /** Without an outcome where it was cancelled. */
  | { type: 'task-ended'; outcome?: Outcome }

export const initialShelf: Shelf = {
  installed: { stage: 'loading' },
  offers: { stage: 'loading' },
  searched: [],
  storage: {},
  task: { kind: 'none' },
  outcomes: {},
}

export function reduceShelf(shelf: Shelf, action: ShelfAction): Shelf {
  const { task } = shelf
  switch (action.type) {
    case 'installed-listed':
      return { ...shelf, installed: { stage: 'listed', items: byName(action.libraries) } }
    case 'installed-failed':
      return { ...shelf, installed: { stage: 'failed', failure: action.failure } }
    case 'offers-listed':
      return { ...shelf, offers: { stage: 'listed', items: keepBytes(shelf.offers, action.entries) } }
    case 'offers-failed':
      return { ...shelf, offers: { stage: 'failed', failure: action.failure } }
    case 'offer-measured':
      return { ...shelf, offers: withBytes(shelf.offers, action) }
    case 'searched-set':
      return { ...shelf, searched: action.ids }
    case 'storage-seen':
      return { ...shelf, storage: action.storage }
    case 'task-started':
      return { ...shelf, task: action.task, outcomes: withOutcome(onlyBad(shelf.outcomes), action.task) }
    case 'task-installing':
      return task.kind === 'install' || task.kind === 'repair'
        ? { ...shelf, task: { ...task, progress: withProgress(task.progress, action.progress) } }
        : shelf
    case 'task-checking':
      return task.kind === 'check' ? { ...shelf, task: { ...task, progress: action.progress } } : shelf
    case 'task-ended':
      return { ...shelf, task: { kind: 'none' }, outcomes: withOutcome(shelf.outcomes, task, action.outcome) }
  }
}

/** The site's newer version of an installed library, if it has one. */
export function findUpdate(shelf: Shelf, library: { id: string; key: string; version?: number }) {
  const { id, key, version = 0 } = library
  return listedOf(shelf.offers).find(
    ({ entry }) => entry.id === id && entry.key !== key && entry.version >= version,
  )
}

/** What the site offers exactly as it is installed: damaged chunks can be had from there. */
export function findSame(shelf: Shelf, { key }: { key: string }) {
  return listedOf(shelf.offers).find(({ entry }) => entry.key === key)
}

export function listedOf<T>(listing: Listing<T>): readonly T[] {
  return listing.stage === 'listed' ? listing.items : []
}

function keepBytes(before: Listing<Offer>, entries: readonly CatalogueEntry[]): Offer[] {
  return entries.map((entry) => {
    const known = listedOf(before).find((offer) => offer.entry.key === entry.key)
    return { entry, ...(known?.bytes !== undefined && { bytes: known.bytes }) }
  })
}

function withBytes(offers: Listing<Offer>, { key, bytes }: { key: string; bytes: number }): Listing<Offer> {
  if (offers.stage !== 'listed') return offers
  return {
    ...offers,
    items: offers.items.map((offer) => (offer.entry.key === key ? { ...offer, bytes } : offer)),
  }
}

function byName(libraries: readonly InstalledLibrary[]): InstalledLibrary[] {
  const nameOf = (library: InstalledLibrary) => ('title' in library ? library.title : library.id)
  return libraries.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'))
}

/** Good news is old when the next thing is done; bad news stays until it is mended. */
function onlyBad(outcomes: Shelf['outcomes']): Shelf['outcomes'] {
  return Object.fromEntries(
    Object.entries(outcomes).filter(([, { kind }]) => kind === 'damaged' || kind === 'failed'),
  )
}

function withOutcome(outcomes: Shelf['outcomes'], task: ShelfTask, outcome?: Outcome): Shelf['outcomes'] {
  if (task.kind === 'none') return outcomes
  const { [task.id]: _old, ...others } = outcomes
  return outcome ? { ...others, [task.id]: outcome } : others
}
