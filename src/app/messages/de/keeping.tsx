import type { PartMessages } from '../partMessages.ts'
import { counts } from './counts.ts'

export const keeping: PartMessages['keeping'] = {
  add: 'In eine Sammlung',
  isIn: (collection) => `In „${collection}“`,
  removeFrom: (collection) => (
    <>
      Entfernen<span className="visually-hidden"> aus „{collection}“</span>
    </>
  ),
  collection: 'Sammlung',
  newOne: 'Eine neue',
  name: 'Name',
  records: 'Einträge',
  addRecords: (count) => `${counts.records(count)} hinzufügen`,
  record: 'Eintrag',
  sampleNote: 'Beispielnotiz',
  newNotice: 'Neuer Hinweis',
  pmid: (pmid) => `PMID ${pmid}`,
  sampleNumber: (number) => `Nr. ${number}`,
  from: (library, version) => `aus ${library}, Version ${version}`,
  note: 'Notiz',
  addNote: 'Notiz hinzufügen',
  addNoteTo: (record) => `Notiz hinzufügen: ${record}`,
  keepNote: 'Notiz speichern',
  removeRecord: (record) => `Entfernen: ${record}`,
  made: (collection) => `„${collection}“ wurde angelegt.`,
  changed: 'Die Änderung ist gespeichert.',
  deleted: (collection) => `„${collection}“ wurde gelöscht.`,
  added: (records, collection) => `${counts.records(records)} in „${collection}“.`,
  removed: (records, collection) => `${counts.records(records)} aus „${collection}“ entfernt.`,
  noteKept: 'Die Notiz ist gespeichert.',
  searchSaved: 'Die Suche ist gespeichert.',
  searchDeleted: 'Die Suche ist nicht mehr gespeichert.',
  historyKept: 'Von jetzt an wird ein Verlauf geführt.',
  historyGone: 'Der Verlauf ist gelöscht.',
  fileAdded: (file) => `Was ${file} enthält, wurde hinzugefügt.`,
  allGone: 'Alles ist gelöscht.',
}
