import type { ReactNode } from 'react'
import type { Breadth } from '../../../core/breadth.ts'
import { formatPercent } from '../../format.ts'
import { counts } from './counts.ts'

export const listBar = {
  active: 'Active filters',
  remove: 'Remove filter:',
  clear: 'Clear all',
  sort: 'Sort',
  byRelevance: 'by relevance',
  newestFirst: 'newest first',
  noneMeets: 'No record meets all of the filters.',
  noneToBlame: 'No single one of them is to blame.',
  without: (filter: string) => `Without “${filter}”`,
  nothingLeft: 'Nothing is left.',
  onlyFew: (count: number) => `Only ${counts.records(count)}.`,
  stepUp: 'One step up in MeSH:',
  instead: (to: ReactNode, from: ReactNode) => (
    <>
      “{to}” instead of “{from}”
    </>
  ),
  dial: 'Along MeSH',
  breadths: {
    off: 'off',
    narrower: 'narrower',
    same: 'as asked',
    wider: 'wider',
    widest: 'widest',
  } satisfies Record<Breadth | 'off', string>,
  noTree: 'The question names no heading of this library’s MeSH, so the tree has no say.',
  moreHeadings: (count: number) => `${count} more`,
  treeSay: (share: number, headings: string, records: number) =>
    `${formatPercent(share)} of the score: whether a record stands at or below ${headings} (${counts.records(records)}).`,
}
