import { formatPercent } from '../../format.ts'
import type { PartMessages } from '../partMessages.ts'
import { counts } from './counts.ts'

export const listBar: PartMessages['listBar'] = {
  active: 'Aktive Filter',
  remove: 'Filter entfernen:',
  clear: 'Alle entfernen',
  sort: 'Reihenfolge',
  byRelevance: 'nach Relevanz',
  newestFirst: 'neueste zuerst',
  noneMeets: 'Kein Eintrag erfüllt alle Filter.',
  noneToBlame: 'An keinem von ihnen allein liegt es.',
  without: (filter) => `Ohne „${filter}“`,
  nothingLeft: 'Es bleibt nichts übrig.',
  onlyFew: (count) => `Nur ${counts.records(count)}.`,
  stepUp: 'Eine Stufe höher in MeSH:',
  instead: (to, from) => (
    <>
      „{to}“ statt „{from}“
    </>
  ),
  dial: 'Entlang MeSH',
  breadths: {
    off: 'aus',
    narrower: 'enger',
    same: 'wie gefragt',
    wider: 'breiter',
    widest: 'am breitesten',
  },
  noTree: 'Die Frage nennt kein Schlagwort aus dem MeSH dieser Bibliothek, daher zählt der Baum nicht mit.',
  moreHeadings: (count) => `${count} weiteren`,
  treeSay: (share, headings, records) =>
    `${formatPercent(share)} der Bewertung: ob ein Eintrag bei ${headings} oder darunter steht (${counts.records(records)}).`,
}
