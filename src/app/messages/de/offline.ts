import { counted } from '../counted.ts'
import type { PartMessages } from '../partMessages.ts'

export const offline: PartMessages['offline'] = {
  about:
    'Ob all das ohne Netz geht, wird hier ausprobiert und nicht vermutet. Die Dateien der App und die Bibliotheken werden gelesen und mit dem verglichen, was sie sein müssen. Dann wird dieser Seite das Netz abgeschnitten; eine zweite Suche startet mit dem, was auf dem Gerät ist, und muss die bekannten Fragen jeder Bibliothek beantworten. Das dauert einige Sekunden, mit großen Bibliotheken länger. Wenn Sie diese Seite verlassen, endet die Prüfung.',
  check: 'Jetzt prüfen',
  checkAgain: 'Erneut prüfen',
  cancel: 'Abbrechen',
  noLibrary: 'Es ist noch keine Bibliothek geöffnet. Installieren Sie eine und prüfen Sie dann.',
  encoderFailed:
    'Das Suchmodell ist nicht geöffnet; dass die Suche nach Bedeutung ohne Netz geht, lässt sich so nicht zeigen.',
  whenModelOpen: 'sobald das Suchmodell geöffnet ist',
  steps: {
    app: 'Die Dateien der App werden gelesen',
    libraries: 'Bibliotheken und Suchmodelle werden gelesen',
    search: 'Es wird gesucht, ohne Netz',
  },
  unfinished: 'Die Prüfung wurde nicht beendet.',
  ready: 'Offline bereit.',
  notReady: 'Nicht offline bereit.',
  checkedOn: (date) => `Geprüft am ${date}.`,
  states: { passed: 'stimmt', failed: 'stimmt nicht', 'to-know': 'zur Kenntnis' },
  app: 'App',
  appStored: (files, size) => `${counted(files, 'Datei', 'Dateien')} (${size}) vorhanden und unversehrt.`,
  appMissing: (count, names) =>
    `${counted(count, 'Datei fehlt und war', 'Dateien fehlen und waren')} nicht zu laden: ${names}. Verbinden Sie sich mit dem Netz und prüfen Sie erneut.`,
  appNotKept:
    'Diese Seite kommt nicht vom Gerät. Falls Sie sie eben zum ersten Mal geöffnet oder am Gespeicherten vorbei neu geladen haben, laden Sie sie neu und prüfen Sie erneut. Manche Browser behalten in privaten Fenstern nichts, und ohne https (außer bei localhost) behält keiner etwas.',
  addsHeaders:
    'Diese Website sendet nicht die Kopfzeilen, die ihre Worker vom Netz fernhalten und mehrere Threads erlauben. Die App setzt sie zu dem, was sie behält, hinzu: Sie gelten ab dem zweiten Besuch, beim ersten nicht.',
  protection: 'Schutz',
  library: (title) => `Bibliothek „${title}“`,
  libraryWhole: 'Alle ihre Teile und die ihres Suchmodells sind unversehrt.',
  mend: 'Auf der Seite „Bibliotheken“ lässt sich das beheben.',
  search: 'Suche',
  answered: (files, time) =>
    `Ohne Netz haben Bibliotheken und Suchmodell sich vom Gerät öffnen lassen und die bekannten Antworten gegeben (${counted(files, 'Datei', 'Dateien')} der App gelesen, ${time}).`,
  notTried: 'Nicht versucht, weil oben etwas fehlt.',
  refusedFiles: (names) => `Vom Netz verlangt wurde ${names}.`,
  storage: 'Speicher',
  backend: 'Rechnen',
  copy: 'Ergebnis kopieren',
}
