import type { PartMessages } from '../partMessages.ts'
import { counts } from './counts.ts'

export const searchReport: PartMessages['searchReport'] = {
  title: 'Suchbericht',
  nothing: (searchAddress) => (
    <>
      Es gibt keine Treffer für einen Bericht. <a href={searchAddress}>Suchen</a> Sie zuerst.
    </>
  ),
  reckoning: 'Wird berechnet …',
  print: 'Drucken',
  copyText: 'Als Text kopieren',
  saveJson: 'Als JSON speichern',
  query: 'Suchanfrage',
  rankedBy: 'Geordnet nach',
  modes: { both: 'Bedeutung und Wörtern', meaning: 'Bedeutung', words: 'Wörtern' },
  options: { filters: 'Filter', sort: 'Reihenfolge', breadth: 'Entlang MeSH', likes: 'Angepasst durch' },
  optionValues: {
    relevance: 'nach Relevanz',
    date: 'neueste zuerst',
    narrower: 'enger',
    same: 'wie gefragt',
    wider: 'breiter',
    widest: 'am breitesten',
  },
  moreLike: (pmids) => `mehr wie ${pmids}`,
  lessLike: (pmids) => `weniger wie ${pmids}`,
  exact: 'Genaue Suche',
  yes: 'ja',
  no: 'nein',
  libraries: (count) => (count === 1 ? 'Bibliothek' : 'Bibliotheken'),
  library: ({ id, title, date, source, records }, version) =>
    `${title} (${id}, Version ${version ?? '?'}, ${date}, ${counts.records(records)}; ${source})`,
  model: 'Suchmodell',
  backend: 'Ausgeführt mit',
  index: 'Index',
  fullScan: 'vollständiger Durchlauf',
  searched: 'Gesucht am',
  results: 'Treffer',
  found: (count, most) => `${count}, höchstens ${most} waren verlangt`,
  hash: 'Hash der Treffer',
  hashOf:
    'SHA-256 über Suchanfrage, Ordnung, Filter, Genauigkeit, verlangte Anzahl, Bibliotheken, Suchmodell und die Nummern der Treffer in ihrer Reihenfolge. Das Datum gehört nicht dazu: Dieselbe Suche in denselben Bibliotheken hat denselben Hash.',
}
