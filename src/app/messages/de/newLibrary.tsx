import { formatCount } from '../../format.ts'
import type { PartMessages } from '../partMessages.ts'
import { counts } from './counts.ts'

export const newLibrary: PartMessages['newLibrary'] = {
  steps: 'Schritte',
  places: { records: 'Einträge', check: 'Prüfen', making: 'Erstellen' },
  headings: {
    source: 'Woher kommen die Einträge?',
    columns: 'Was enthalten die Spalten?',
    reading: 'Die Dateien werden gelesen',
    searching: 'PubMed wird gefragt',
    found: 'Was PubMed gefunden hat',
    fetching: 'Die Einträge werden geladen',
    check: 'Was es braucht',
    making: 'Die Bibliothek wird erstellt',
    paused: 'Angehalten',
    done: 'Die Bibliothek ist fertig',
  },
  fromFiles: 'Aus Dateien',
  aboutFiles: (
    <>
      Was PubMed und Literaturverwaltungen exportieren: PubMed-XML, MEDLINE (<code>.nbib</code>), RIS,
      Tabellen (<code>.csv</code>, <code>.tsv</code>) mit einer Spalte von PMIDs, JSON Lines; auch mit gzip
      gepackt. Sie werden auf diesem Gerät gelesen und nirgendwohin gesendet.
    </>
  ),
  chooseFiles: 'Dateien wählen',
  orDrop: 'oder hier fallen lassen',
  aboutColumns:
    'So ist die erste Zeile der Tabelle zu verstehen. Berichtigen Sie, was nicht stimmt; andere Spalten werden übergangen.',
  columns: {
    pmid: 'PMID (nötig)',
    title: 'Titel',
    abstract: 'Abstract',
    authors: 'Autoren',
    journal: 'Zeitschrift',
    year: 'Jahr',
    volume: 'Band',
    issue: 'Heft',
    pages: 'Seiten',
    mesh: 'MeSH-Schlagwörter',
    types: 'Publikationstypen',
    language: 'Sprache',
    doi: 'DOI',
  },
  noColumn: 'keine Spalte',
  readTables: 'Einträge lesen',
  otherFiles: 'Andere Dateien',
  fromPubmed: 'Aus einer Suche in PubMed',
  search: 'Suchanfrage',
  searchHint: (example) => <>So, wie Sie sie dort eingeben würden: {example}</>,
  limit: 'Höchstens',
  limitHint: 'Einträge, und zwar die neuesten',
  wrongLimit: (most) => `Eine Zahl von 1 bis ${formatCount(most)}.`,
  email: 'Ihre E-Mail-Adresse, wenn Sie möchten',
  emailHint: 'Die NLM schreibt dorthin, bevor sie jemanden sperrt',
  terms: (policies, terms) => (
    <>
      Die Suchanfrage wird an die NLM gesendet, die U.S. National Library of Medicine, mit dem Namen dieses
      Werkzeugs und der Adresse oben; die NLM sieht auch, woher die Anfrage kommt. Was Sie eine Bibliothek auf
      diesem Gerät fragen, wird nie gesendet. Die Einträge gehören der NLM und die Abstracts oft ihren
      Verlagen: siehe {policies} und {terms}. Die NLM hat diese App nicht geprüft.
    </>
  ),
  ncbiPolicies: 'Richtlinien des NCBI',
  nlmTerms: 'Bedingungen der NLM',
  askPubmed: 'PubMed fragen',
  searched: 'Suchanfrage',
  readAs: 'Gelesen als',
  but: 'Aber',
  found: 'Gefunden',
  foundNone: 'Kein Eintrag',
  foundMore: (found, wanted) =>
    `${counts.records(found)}, von denen die neuesten ${formatCount(wanted)} geladen werden`,
  fetch: (records) => `${counts.records(records)} laden`,
  anotherSearch: 'Andere Suche',
}
