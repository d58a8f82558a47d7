import type { Breadth } from '../../../core/breadth.ts'
import type { Asked } from '../../../core/kept/kept.ts'

export const savedSearches = {
  title: 'Saved searches',
  none: 'None yet. Press “Save this search” above results: after each update of the library it is asked once more here on the device, and you are told what is new or was retracted.',
  search: 'Search',
  searchFor: (asked: string) => `Search: ${asked}`,
  delete: 'Delete',
  deleteOf: (asked: string) => `Delete the search: ${asked}`,
  history: 'History',
  keepHistory: 'Keep a history of searches',
  aboutHistory:
    'Off unless you want it: the last 100 searches, on this device only. Switched off, they are deleted.',
  noWords: 'No words',
  modes: { both: '', meaning: 'by meaning', words: 'by words' } satisfies Record<Asked['mode'], string>,
  exact: 'exact',
  filtered: 'with filters',
  liking: 'like chosen records',
  newestFirst: 'newest first',
  breadths: {
    narrower: 'narrower in MeSH',
    same: 'same in MeSH',
    wider: 'wider in MeSH',
    widest: 'widest in MeSH',
  } satisfies Record<Breadth, string>,
  unknownOptions:
    'This search has options that this version of the app does not know, so it is not asked without them.',
  likesGone: 'The records that it was to be like have to be chosen again.',
}
