import { formatCount } from '../../format.ts'
import { counts } from './counts.ts'

export const forgetting = {
  forgetAll: 'Forget everything',
  title: 'Forget everything?',
  whatGoes: 'This is deleted from this device, and cannot be brought back:',
  collections: (collections: number, records: number) =>
    `collections: ${formatCount(collections)}, with ${counts.records(records)} and all notes`,
  searches: (count: number) => `saved searches: ${formatCount(count)}`,
  history: (searches: number) => `the history: ${formatCount(searches)} searches`,
  noHistory: 'no history: none is kept',
  whatStays:
    'Libraries, models and settings stay, unless you choose otherwise. The description of a library that you have made names the search or the files that it was made of.',
  wholeSite: 'Libraries, models, settings and all else of this site, too',
  failed: 'Not all of it could be deleted. Delete this site’s data in the browser’s settings.',
  forget: 'Forget',
}
