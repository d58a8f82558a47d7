import type { Messages } from '../messages.ts'

export const evidence: Messages['evidence'] = {
  title: 'Nächste Sätze',
  show: 'Belege zeigen',
  hide: 'Belege ausblenden',
  reading: 'Die Einträge werden gelesen',
  read: (done, total) => `${done} von ${total} Einträgen gelesen`,
  found: 'Wörtlich aus den besten Einträgen.',
  noAbstract: 'Keiner der besten Einträge hat ein Abstract.',
  failed:
    'Die Einträge konnten nicht nach Sätzen durchsucht werden. Eine neue Suche versucht es noch einmal.',
  more: 'Mehr Sätze',
  fewer: 'Weniger Sätze',
}
