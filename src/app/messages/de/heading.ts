import { formatCount } from '../../format.ts'
import type { PartMessages } from '../partMessages.ts'
import { counts } from './counts.ts'

export const heading: PartMessages['heading'] = {
  title: 'Schlagwort',
  reading: 'Das Schlagwort wird gelesen …',
  unknown: (ui) =>
    `Das MeSH dieser Bibliothek hat kein Schlagwort „${ui}“. Vielleicht hat es eine andere Bibliothek.`,
  number: (ui) => `MeSH-Schlagwort ${ui}`,
  counts: (exploded, own, major) =>
    `${counts.records(exploded)} mit ihm oder einem Schlagwort darunter; ${formatCount(own)} mit genau diesem, ${formatCount(major)} als Hauptthema.`,
  searchWithin: 'In diesen Einträgen suchen',
  terms: 'Andere Namen:',
  moreTerms: (count) => `und ${count} weitere`,
  places: 'Wo es steht',
  noPlace: 'Es steht in keinem Zweig des Baums.',
  treeNumber: (treeNumber) => `Baumnummer ${treeNumber}`,
  below: 'Direkt darunter',
  years: 'Nach Jahr',
  mostInYear: (count) => `meiste in einem Jahr: ${formatCount(count)}`,
  asTable: 'Als Tabelle',
  year: 'Jahr',
  records: 'Einträge',
  typical: 'Typische Einträge',
  typicalNearest: 'In der Bedeutung der Mitte aller seiner Einträge am nächsten.',
  typicalWithoutModel: 'Sie werden gezeigt, sobald das Suchmodell da ist.',
}
