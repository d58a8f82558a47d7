import { formatCount } from '../../format.ts'
import { counted } from '../counted.ts'
import type { Messages } from '../messages.ts'

export const footer: Messages['footer'] = {
  privacy: 'Ihre Suchanfrage bleibt auf diesem Gerät.',
  purpose: 'Nicht zur Diagnose; zeigt, worum es geht, nicht wie gut es ist.',
  byWords: 'nach Wörtern',
  offline: 'offline',
  readyOffline: 'offline bereit',
  newApp: 'Eine neue Version dieser App ist da.',
  useNewApp: 'Jetzt verwenden',
  otherWindows: 'Schließen Sie zuerst ihre anderen Tabs und Fenster: Sie verwenden noch die alte Version.',
  manageLibraries: 'Bibliotheken verwalten',
  library: 'Bibliothek',
  libraryNamed: (title) => `Bibliothek: ${title}`,
  title: 'Titel',
  records: 'Einträge',
  date: 'Datum',
  source: 'Quelle',
  licence: 'Lizenz',
  recall: (share) => `${share} der genauen zehn nächsten, gemessen beim Erstellen`,
  size: 'Größe',
  network: 'Netz',
  networks: {
    unknown: 'Nicht nachgesehen; die Suche braucht keines',
    online: 'Verbunden; nur verwendet, um nach einer neueren Bibliothek zu sehen',
    offline: 'Offline; die Suche braucht keines',
  },
  model: 'Suchmodell',
  encoder: 'Name',
  runsOn: 'Läuft auf',
  threads: (count) => counted(count, 'Thread', 'Threads'),
  selfTest: 'Selbsttest',
  selfTestResult: (texts, cosine, floor, time) =>
    `${texts} bekannte Texte, kleinster Kosinus ${cosine} (mindestens ${floor} nötig), ${time}`,
  loadedIn: 'Geladen in',
  index: 'Index',
  approximate: 'Angenähert (HNSW)',
  exact: 'Genau: Jeder Eintrag wird verglichen',
  withProblem: (index, problem) =>
    `${index}, weil der angenäherte Index nicht verwendet werden kann: ${problem}`,
  reads: 'Liest',
  firstTokens: (count) => `die ersten ${count} Tokens eines Textes`,
  offer: (title, records, size) =>
    `Diese Website bietet „${title}“ mit ${records === 1 ? 'einem Eintrag' : `${formatCount(records)} Einträgen`} an (${size}).`,
  newerVersion: (title, size) => `Von „${title}“ gibt es eine neuere Version (${size}).`,
  updateLibrary: 'Bibliothek aktualisieren',
  searchMeanwhile: 'Sie können weitersuchen, während sie installiert wird.',
  notInstalled: 'Die Bibliothek wurde nicht installiert; die vorhandene ist unverändert.',
}
