import type { PartMessages } from '../partMessages.ts'

export const savedSearches: PartMessages['savedSearches'] = {
  title: 'Gespeicherte Suchen',
  none: 'Noch keine. Drücken Sie über den Treffern auf „Diese Suche speichern“: Nach jeder Aktualisierung der Bibliothek wird hier auf dem Gerät noch einmal gesucht, und Sie erfahren, was neu ist oder zurückgezogen wurde.',
  search: 'Suchen',
  searchFor: (asked) => `Suchen: ${asked}`,
  delete: 'Löschen',
  deleteOf: (asked) => `Löschen der Suche: ${asked}`,
  history: 'Verlauf',
  keepHistory: 'Einen Verlauf der Suchen führen',
  aboutHistory:
    'Nur auf Wunsch: die letzten 100 Suchen, nur auf diesem Gerät. Beim Ausschalten werden sie gelöscht.',
  noWords: 'Ohne Wörter',
  modes: { both: '', meaning: 'nach Bedeutung', words: 'nach Wörtern' },
  exact: 'genau',
  filtered: 'mit Filtern',
  liking: 'ähnlich wie gewählte Einträge',
  newestFirst: 'neueste zuerst',
  breadths: {
    narrower: 'enger in MeSH',
    same: 'gleich in MeSH',
    wider: 'breiter in MeSH',
    widest: 'am breitesten in MeSH',
  },
  unknownOptions:
    'Diese Suche hat Optionen, die diese Version der App nicht kennt; ohne sie wird nicht gesucht.',
  likesGone: 'Die Einträge, denen die Treffer ähneln sollten, müssen neu gewählt werden.',
}
