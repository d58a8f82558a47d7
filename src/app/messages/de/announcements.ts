import { formatCount } from '../../format.ts'
import type { Messages } from '../messages.ts'

export const announcements: Messages['announcements'] = {
  loading: 'Wird geladen',
  choose: 'Wählen Sie eine Bibliothek zum Installieren',
  installing: (title) => `${title} wird installiert`,
  ready: 'Bereit zur Suche',
  results(count, matching, query) {
    const of = matching === undefined ? '' : ` von ${formatCount(matching)} passenden`
    return `${count ? formatCount(count) : 'Keine'} Treffer${of} ${query ? `zu „${query}“` : 'mit diesen Filtern'}`
  },
}
