import type { Messages } from '../messages.ts'

export const card: Messages['card'] = {
  rank: 'Platz',
  malformed:
    'Ihre Bibliothek hat diesen Eintrag in einer Form, die nicht gelesen werden kann. Sagen Sie es dem, der sie erstellt hat.',
  sampleNote: 'Beispielnotiz',
  number: (pmid, isSample) => `${isSample ? 'Nr.' : 'PMID'} ${pmid}`,
  inLibraries: (titles) => `in ${titles}`,
  meaning: 'Nähe in der Bedeutung',
  words: 'Übereinstimmung der Wörter',
  headings: 'MeSH-Schlagwörter',
  moreHeadings: (count) => `+ ${count} ${count === 1 ? 'weiteres' : 'weitere'}`,
  majorTopic: '(Hauptthema)',
  why: 'Warum dieser Treffer',
  moreLike: 'Mehr davon',
  lessLike: 'Weniger davon',
}
