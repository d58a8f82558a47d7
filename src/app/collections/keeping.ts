import type { KeptRecord } from '../../core/kept/kept.ts'
import type { CollectionOverview, KeptOverview } from '../../protocol/keeping.ts'
import type { Failure } from '../failure.ts'

/** What the page knows of what is kept. Pure; what happens is in keeper.ts. */
export interface Keeping {
  /** Absent until the device has answered. */
  overview?: KeptOverview
  /** The collection that is looked at; its records are absent until they are read. */
  opened?: { id: string; records?: readonly KeptRecord[] }
  /** How the last thing went, to be told of. */
  outcome: Outcome
}

export type Outcome =
  { kind: 'none' } | { kind: 'done'; words: string } | { kind: 'failed'; failure: Failure }

export type KeepingAction =
  | { type: 'changed'; overview: KeptOverview; words?: string }
  | { type: 'failed'; failure: Failure }
  | { type: 'opened'; id: string }
  | { type: 'read'; id: string; records: readonly KeptRecord[] }
  | { type: 'told'; words: string }

export const initialKeeping: Keeping = { outcome: { kind: 'none' } }

export function reduceKeeping(keeping: Keeping, action: KeepingAction): Keeping {
  switch (action.type) {
    case 'changed': {
      const { overview, words } = action
      return { ...keeping, overview, ...(words !== undefined && { outcome: { kind: 'done', words } }) }
    }
    case 'failed':
      return { ...keeping, outcome: { kind: 'failed', failure: action.failure } }
    case 'opened':
      return { ...keeping, opened: { id: action.id }, outcome: { kind: 'none' } }
    case 'read':
      return keeping.opened?.id === action.id
        ? { ...keeping, opened: { id: action.id, records: action.records } }
        : keeping
    case 'told':
      return { ...keeping, outcome: { kind: 'done', words: action.words } }
  }
}

/** The collections that have a record. */
export function collectionsWith({ overview }: Keeping, pmid: string): CollectionOverview[] {
  return overview?.collections.filter(({ pmids }) => pmids.includes(pmid)) ?? []
}

/** How much is new, in records and in searches. */
export function countNews({ overview }: Keeping): number {
  const records = overview?.collections.reduce((sum, { news }) => sum + news.length, 0) ?? 0
  return records + (overview?.searches.filter(({ news }) => news).length ?? 0)
}
