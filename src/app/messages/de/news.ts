import { formatCount } from '../../format.ts'
import type { PartMessages } from '../partMessages.ts'

export const news: PartMessages['news'] = {
  title: 'Neues nach einer Aktualisierung',
  inCollection: (collection) => `In „${collection}“`,
  fresh: (asked, day) => `Neu zu „${asked}“, ${day}`,
  noticed: (asked, day) => `Hinweise zu „${asked}“, ${day}`,
  notices: {
    retraction: 'Rückzugshinweis',
    'expression-of-concern': 'Bedenken (Expression of concern)',
    correction: 'Korrektur',
  },
  seen: 'Ich habe das gesehen',
  updated: (count) =>
    `Die Bibliothek wurde aktualisiert: Neues gibt es zu ${formatCount(count)} Ihrer gespeicherten Suchen und Einträge.`,
  look: 'Ansehen',
}
