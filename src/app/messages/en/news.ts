import type { Notice } from '../../../core/record.ts'
import { formatCount } from '../../format.ts'

export const news = {
  title: 'News after an update',
  inCollection: (collection: string) => `In “${collection}”`,
  fresh: (asked: string, day: string) => `New for “${asked}”, ${day}`,
  noticed: (asked: string, day: string) => `Notices for “${asked}”, ${day}`,
  notices: {
    retraction: 'Retraction',
    'expression-of-concern': 'Expression of concern',
    correction: 'Correction',
  } satisfies Record<Notice['kind'], string>,
  seen: 'I have seen this',
  updated: (count: number) =>
    `The library was updated: ${formatCount(count)} of your saved searches and records ${count === 1 ? 'has' : 'have'} news.`,
  look: 'Look at it',
}
