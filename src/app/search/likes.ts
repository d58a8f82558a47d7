import type { Likes as LikedPmids } from '../../protocol/reading.ts'
import { createStore, type Store } from '../store.ts'

export interface LikedRecord {
  pmid: string
  title: string
}

/** Records that the list of one question is to be more like, and less like. Another question is asked without them. */
export interface Likes {
  query: string
  more: readonly LikedRecord[]
  less: readonly LikedRecord[]
}

export type Liking = 'more' | 'less'

export type LikesAction =
  { type: 'liked'; query: string; record: LikedRecord; as: Liking } | { type: 'likes-cleared' }

export const noLikes: Likes = { query: '', more: [], less: [] }

export function reduceLikes(likes: Likes, action: LikesAction): Likes {
  if (action.type === 'likes-cleared') return noLikes
  const { query, record, as } = action
  const { more, less } = likesOf(likes, query)
  const without = (list: readonly LikedRecord[]) => list.filter(({ pmid }) => pmid !== record.pmid)
  // Chosen once more, it is let go.
  const isTaken = (as === 'more' ? more : less).length === without(as === 'more' ? more : less).length
  const taken = { query, more: without(more), less: without(less) }
  return isTaken ? { ...taken, [as]: [...taken[as], record] } : taken
}

/** What counts for a question. */
export function likesOf(likes: Likes, query: string): Likes {
  return likes.query === query ? likes : { ...noLikes, query }
}

export function likingOf({ more, less }: Likes, pmid: string): Liking | undefined {
  const isIn = (list: readonly LikedRecord[]) => list.some((record) => record.pmid === pmid)
  return isIn(more) ? 'more' : isIn(less) ? 'less' : undefined
}

export interface LikesControl extends Pick<Store<Likes, LikesAction>, 'get' | 'subscribe'> {
  like(query: string, record: LikedRecord, as: Liking): void
  clear(): void
  /** For the search of a question. */
  pmidsFor(query: string): { likes?: LikedPmids }
}

/** @param onChange the list is to be asked for again */
export function createLikes(onChange: () => void): LikesControl {
  const { get, subscribe, dispatch } = createStore(reduceLikes, noLikes)
  const change = (action: LikesAction) => {
    dispatch(action)
    onChange()
  }
  const toPmids = (list: readonly LikedRecord[]) => list.map(({ pmid }) => pmid)
  return {
    get,
    subscribe,
    like: (query, record, as) => change({ type: 'liked', query, record, as }),
    clear: () => change({ type: 'likes-cleared' }),
    pmidsFor(query) {
      const { more, less } = likesOf(get(), query)
      return more.length + less.length > 0 ? { likes: { more: toPmids(more), less: toPmids(less) } } : {}
    },
  }
}
