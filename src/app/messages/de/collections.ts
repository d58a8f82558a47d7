import type { PartMessages } from '../partMessages.ts'
import { counts } from './counts.ts'

export const collections: PartMessages['collections'] = {
  title: 'Sammlungen',
  about:
    'Was Sie aufheben, bleibt auf diesem Gerät, bis Sie es löschen. Nichts davon wird irgendwohin gesendet; um es anderswo zu haben, speichern Sie es als Datei.',
  records: 'Einträge',
  none: 'Noch keine Sammlung. Legen Sie hier eine an, oder drücken Sie bei einem Eintrag auf „In eine Sammlung“.',
  whole: 'Alles zusammen',
  saveAsFile: 'Als Datei speichern',
  addFromFile: 'Aus einer Datei hinzufügen',
  newCollection: 'Neue Sammlung',
  make: 'Anlegen',
  name: 'Name',
  all: 'Alle Sammlungen',
  collection: 'Sammlung',
  gone: 'Diese Sammlung gibt es nicht oder nicht mehr.',
  empty:
    'Noch keine Einträge. Drücken Sie bei einem Eintrag auf „In eine Sammlung“ oder über den Treffern auf „Alle in eine Sammlung“.',
  note: 'Notiz zur Sammlung',
  rename: 'Umbenennen',
  renameOf: (name) => `„${name}“ umbenennen`,
  delete: 'Löschen',
  deleteOf: (name) => `„${name}“ löschen?`,
  deletedWithIt: (records) =>
    `Mit ihr werden von diesem Gerät gelöscht: ${counts.records(records)} samt Notizen.`,
}
