import { formatCount } from '../../format.ts'
import type { PartMessages } from '../partMessages.ts'
import { counts } from './counts.ts'

export const facets: PartMessages['facets'] = {
  title: 'Filter',
  counting: 'Wird gezählt …',
  others: 'Weitere Bedingungen',
  hasAbstract: 'Mit Abstract',
  hideRetracted: 'Zurückgezogene ausblenden',
  groups: {
    types: 'Publikationstyp',
    languages: 'Sprache',
    journals: 'Zeitschrift',
    species: 'Spezies',
    sexes: 'Geschlecht',
    ages: 'Alter',
    evidence: 'Evidenzstufe',
  },
  none: 'In dieser Liste gibt es keine.',
  showAll: (count) => `Alle ${formatCount(count)} anzeigen`,
  heading: 'MeSH-Schlagwort',
  headingPrompt: 'Begriff eingeben',
  noHeading: 'Kein Schlagwort hier hat einen solchen Namen.',
  unit: (count) => (count === 1 ? 'Eintrag' : 'Einträge'),
  options: 'Optionen',
  modesOf: (heading) => `Wie „${heading}“ filtert`,
  modes: {
    exploded: 'Mit allen darunter',
    only: 'Nur dieses Schlagwort',
    major: 'Nur als Hauptthema',
    exclude: 'Ausschließen, mit allen darunter',
  },
  aboutHeading: 'Über dieses Schlagwort',
  modeMarks: {
    exploded: '',
    only: 'nur dieses',
    major: 'Hauptthema',
    exclude: 'nicht',
  },
  year: 'Jahr',
  yearFrom: 'Von',
  yearTo: 'bis',
  filterByYear: 'Nach Jahr filtern',
  histogram: (count, first, last) => `${counts.records(count)} von ${first} bis ${last}`,
}
