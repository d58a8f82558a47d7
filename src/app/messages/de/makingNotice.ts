import type { Messages } from '../messages.ts'

export const makingNotice: Messages['makingNotice'] = {
  searchIn: 'Darin suchen',
  show: 'Zeigen',
  notBegun: 'Eine neue Bibliothek wurde nicht begonnen.',
  columnsAsked: 'Noch zu sagen ist, was die Spalten der Tabelle enthalten.',
  reading: 'Einträge für eine neue Bibliothek werden gelesen.',
  fetching: 'Einträge für eine neue Bibliothek werden geladen.',
  notFetched: 'Einträge für eine neue Bibliothek konnten nicht geladen werden.',
  toBeFetched: 'Eine neue Bibliothek wartet darauf, dass ihre Einträge geladen werden.',
  toBeMade: (title) => `„${title}“ wartet darauf, erstellt zu werden.`,
  beingMade: (title) => `„${title}“ wird erstellt.`,
  unfinished: (title) => `„${title}“ ist nicht fertig.`,
  ready: (title) => `„${title}“ ist fertig.`,
  myLibrary: 'Meine Bibliothek',
  andMore: (title, others) => `${title} und ${others} weitere`,
}
