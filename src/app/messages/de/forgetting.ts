import { formatCount } from '../../format.ts'
import { counted } from '../counted.ts'
import type { PartMessages } from '../partMessages.ts'
import { counts } from './counts.ts'

export const forgetting: PartMessages['forgetting'] = {
  forgetAll: 'Alles vergessen',
  title: 'Alles vergessen?',
  whatGoes: 'Das wird von diesem Gerät gelöscht und kann nicht zurückgeholt werden:',
  collections: (collections, records) =>
    `Sammlungen: ${formatCount(collections)}; darin ${counts.records(records)} und alle Notizen`,
  searches: (count) => `gespeicherte Suchen: ${formatCount(count)}`,
  history: (searches) => `der Verlauf: ${counted(searches, 'Suche', 'Suchen')}`,
  noHistory: 'kein Verlauf: Es wird keiner geführt',
  whatStays:
    'Bibliotheken, Modelle und Einstellungen bleiben, wenn Sie es nicht anders wählen. Die Beschreibung einer Bibliothek, die Sie erstellt haben, nennt die Suche oder die Dateien, aus denen sie entstand.',
  wholeSite: 'Auch Bibliotheken, Modelle, Einstellungen und alles andere von dieser Website',
  failed:
    'Nicht alles konnte gelöscht werden. Löschen Sie die Daten dieser Website in den Einstellungen des Browsers.',
  forget: 'Vergessen',
}
