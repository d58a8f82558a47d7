import { formatCount, formatList } from '../../format.ts'
import type { PartMessages } from '../partMessages.ts'

export const models: PartMessages['models'] = {
  importFolder: 'Modellordner importieren',
  about: (
    <>
      Ein Suchmodell macht aus Texten Zahlen, die für ihre Bedeutung stehen. Eine Bibliothek kann nur mit eben
      dem Modell nach Bedeutung durchsucht werden, mit dem sie erstellt wurde; deshalb ist hier nichts zu
      wählen: Ein Modell kommt mit seiner Bibliothek oder aus einem Ordner, den <code>npm run model</code>{' '}
      erstellt hat. Sie können ihn auch hier fallen lassen.
    </>
  ),
  none: 'Noch keines. Eines kommt mit der ersten Bibliothek.',
  wordsOnly: (libraries) =>
    `${quote(libraries)} ${libraries.length === 1 ? 'kann' : 'können'} nur nach Wörtern durchsucht werden:`,
  missing: (name, id) =>
    `Das Suchmodell ${name} (${id}) ist nicht hier. Importieren Sie seinen Ordner, oder installieren Sie die Bibliothek neu von einer Website, die beide hat.`,
  readsQuestions: 'Liest Ihre Fragen',
  unused: 'Es wird nicht verwendet. Entfernen Sie es, oder holen Sie es noch einmal.',
  runSelfTest: 'Selbsttest ausführen',
  runSelfTestOf: (name) => `Selbsttest ausführen: ${name}`,
  goes: 'Seine Dateien werden von diesem Gerät gelöscht. Keine Bibliothek hier braucht es.',
  needed: (libraries) =>
    `${quote(libraries)} ${libraries.length === 1 ? 'kann' : 'können'} nur mit ihm nach Bedeutung durchsucht werden. Es wird nur entfernt, wenn diese Website eine andere Kopie hat; sie wird geladen, wenn die Bibliothek das nächste Mal geöffnet wird.`,
  dims: 'Zahlen je Text',
  tokens: (count) => `${formatCount(count)} Tokens eines Textes`,
  size: 'Größe',
  licence: 'Lizenz',
  usedBy: 'Verwendet von',
  noLibrary: 'keiner Bibliothek hier',
  notLoaded: 'nicht geladen',
  madeFrom: 'Erstellt aus',
  runsOnUnknown: 'vor seinem Selbsttest nicht bekannt',
  testPassed: (result) => `bestanden: ${result}`,
  testFailed: 'nicht bestanden',
  notTested: 'bei diesem Besuch nicht ausgeführt',
  id: 'Id',
  copyId: (name) => (
    <>
      Kopieren<span className="visually-hidden">: Id von {name}</span>
    </>
  ),
  running: {
    import: 'Wird importiert …',
    test: 'Wird getestet …',
    check: 'Wird geprüft …',
    remove: 'Wird entfernt …',
  },
  importing: (folder) => `${folder} wird geprüft und kopiert`,
  testing: 'Test mit Texten, deren Ergebnisse bekannt sind …',
  loading: 'Wird geladen …',
  selfTestPassed: 'Selbsttest bestanden.',
  imported: 'Importiert: Jede Datei ist so, wie ihre model.json es sagt.',
  whole: 'Geprüft: Jede Datei ist so, wie ihre model.json es sagt.',
  mend: 'Importieren Sie seinen Ordner noch einmal, oder prüfen und reparieren Sie eine Bibliothek, die es verwendet.',
  failed: {
    none: '',
    import: 'Das Suchmodell wurde nicht installiert; nichts hat sich geändert.',
    test: 'Es konnte nicht getestet werden.',
    check: 'Es konnte nicht geprüft werden.',
    remove: 'Es wurde nicht entfernt.',
  },
  importFailed: {
    'encoder-invalid': 'Seine model.json ist keine eines Modells, das diese Version der App verwenden kann.',
    'file-damaged':
      'Eine Datei ist nicht das, was model.json von ihr sagt. Kopieren Sie den Ordner neu, oder erstellen Sie das Modell noch einmal.',
    'not-found':
      'Eine Datei fehlt. Kopieren Sie den ganzen Ordner, oder erstellen Sie das Modell noch einmal.',
  },
}

const quote = (titles: string[]) => formatList(titles.map((title) => `„${title}“`))
