import { formatFixed } from '../../format.ts'
import type { Messages } from '../messages.ts'

export const reader: Messages['reader'] = {
  record: 'Eintrag',
  opening: 'Der Eintrag wird geöffnet …',
  back: 'Zurück',
  notPublication: 'Beispielnotiz, keine Publikation.',
  noAbstract: 'Dieser Eintrag hat kein Abstract.',
  allAuthors: (count) => `Alle ${count} Autoren`,
  fewerAuthors: 'Weniger',
  journal: 'Zeitschrift',
  date: 'Datum',
  type: 'Typ',
  language: 'Sprache',
  copyPmid: 'PMID kopieren',
  headings: 'MeSH-Schlagwörter',
  majorMark: '(* Hauptthema)',
  filterBy: 'Filtern nach',
  about: (name) => (
    <>
      mehr<span className="visually-hidden"> zu {name}</span>
    </>
  ),
  predicted: 'Vorhergesagt',
  predictedHow:
    'Dieser Eintrag hat noch keine Schlagwörter. Dies sind die der nächsten Einträge, jedes mit seinem Anteil unter ihnen; niemand hat sie geprüft, und etwa die Hälfte davon stimmt.',
  similar: 'Ähnliche Artikel',
  similarSought: 'Sie werden gesucht …',
  similarFailed:
    'Sie konnten nicht gesucht werden. Öffnen Sie den Eintrag neu, um es noch einmal zu versuchen.',
  similarUnknown:
    'Sie lassen sich nicht angeben: Das Suchmodell ist nicht da, oder die Bibliothek des Eintrags wurde mit einem anderen erstellt.',
  nearness: (score) => `Nähe ${formatFixed(score, 2)}`,
}
