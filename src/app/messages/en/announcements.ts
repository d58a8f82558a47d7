import { formatCount } from '../../format.ts'

/** What a screen reader is told when it changes. */
export const announcements = {
  loading: 'Loading',
  choose: 'Choose a library to install',
  installing: (title: string) => `Installing ${title}`,
  ready: 'Ready to search',
  /** @param matching how many the filters leave over, where these are not all @param query empty: by filters alone */
  results(count: number, matching: number | undefined, query: string) {
    const results = `${count ? formatCount(count) : 'No'} ${count === 1 ? 'result' : 'results'}`
    const of = matching === undefined ? '' : ` of ${formatCount(matching)} that match`
    return `${results}${of} for ${query ? `“${query}”` : 'the filters'}`
  },
}
