import { toCanonicalJson } from '../canonicalJson.ts'
import { addToHistory } from './history.ts'
import type { Asked, Kept, KeptCollection, KeptRecord, SavedSearch } from './kept.ts'

/** Puts what is read from a file to what is there. Nothing of either is lost, and a second time nothing changes. */
export function mergeKept(own: Kept, incoming: Kept): Kept {
  const collections = new Map(own.collections.map((collection) => [collection.id, collection]))
  for (const collection of incoming.collections) {
    const before = collections.get(collection.id)
    collections.set(collection.id, before ? mergeCollections(before, collection) : collection)
  }
  return {
    collections: [...collections.values()],
    searches: incoming.searches.reduce(addSearch, own.searches),
    history: [...own.history, ...incoming.history]
      .toSorted((a, b) => a.at.localeCompare(b.at))
      .reduce(addToHistory, []),
  }
}

/** A search that is there already stays as it is. */
export function addSearch(searches: readonly SavedSearch[], added: SavedSearch): SavedSearch[] {
  const isThere = searches.some(({ id, asked }) => id === added.id || isSameAsked(asked, added.asked))
  return isThere ? [...searches] : [...searches, added]
}

export function isSameAsked(a: Asked, b: Asked): boolean {
  return toCanonicalJson({ ...a }) === toCanonicalJson({ ...b })
}

/** Of what can stand there once, that of the later change counts. */
function mergeCollections(own: KeptCollection, incoming: KeptCollection): KeptCollection {
  const later = incoming.changed > own.changed ? incoming : own
  const note = joinNotes(own.note, incoming.note)
  const records = new Map(own.records.map((kept) => [kept.record.pmid, kept]))
  for (const kept of incoming.records) {
    const before = records.get(kept.record.pmid)
    records.set(kept.record.pmid, before ? mergeRecords(before, kept) : kept)
  }
  const { note: _note, ...rest } = later
  return { ...rest, ...(note && { note }), records: [...records.values()] }
}

function mergeRecords(own: KeptRecord, incoming: KeptRecord): KeptRecord {
  const note = joinNotes(own.note, incoming.note)
  return { ...own, ...(note && { note }) }
}

function joinNotes(own = '', incoming = ''): string {
  if (own.includes(incoming)) return own
  return incoming.includes(own) ? incoming : `${own}\n${incoming}`
}
