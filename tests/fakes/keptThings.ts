import type { KeptCollection, KeptRecord, SavedSearch } from '../../src/core/kept/kept.ts'
import { toyRecord } from './toyPack.ts'

export const then = '2026-01-01T00:00:00.000Z'
export const later = '2026-01-02T00:00:00.000Z'

export const toyKept = (pmid: string, more: Partial<KeptRecord> = {}): KeptRecord => ({
  record: toyRecord(pmid),
  library: { id: 'toy', title: 'Toy', version: 1, isSample: false },
  added: then,
  ...more,
})

export const toyCollection = (id: string, more: Partial<KeptCollection> = {}): KeptCollection => ({
  ...{ id, name: `Collection ${id}`, created: then, changed: then, records: [] },
  ...more,
})

export const toySearch = (id: string, text: string, more: Partial<SavedSearch> = {}): SavedSearch => ({
  ...{ id, created: then, seen: [], asked: { text, mode: 'both', isExact: false } },
  ...more,
})
