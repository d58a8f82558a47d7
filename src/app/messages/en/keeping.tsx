import { counts } from './counts.ts'

export const keeping = {
  add: 'Add to a collection',
  isIn: (collection: string) => `In “${collection}”`,
  removeFrom: (collection: string) => (
    <>
      Remove<span className="visually-hidden"> from “{collection}”</span>
    </>
  ),
  collection: 'Collection',
  newOne: 'A new one',
  name: 'Name',
  records: 'Records',
  addRecords: (count: number) => `Add ${counts.records(count)}`,
  record: 'Record',
  sampleNote: 'Sample note',
  newNotice: 'New notice',
  pmid: (pmid: string) => `PMID ${pmid}`,
  sampleNumber: (number: string) => `No. ${number}`,
  from: (library: string, version: number) => `from ${library}, version ${version}`,
  note: 'Note',
  addNote: 'Add a note',
  addNoteTo: (record: string) => `Add a note: ${record}`,
  keepNote: 'Keep the note',
  removeRecord: (record: string) => `Remove: ${record}`,
  made: (collection: string) => `“${collection}” was made.`,
  changed: 'The change is kept.',
  deleted: (collection: string) => `“${collection}” was deleted.`,
  added: (records: number, collection: string) => `${counts.records(records)} in “${collection}”.`,
  removed: (records: number, collection: string) =>
    `${counts.records(records)} removed from “${collection}”.`,
  noteKept: 'The note is kept.',
  searchSaved: 'The search is saved.',
  searchDeleted: 'The search is no longer saved.',
  historyKept: 'A history is kept from now on.',
  historyGone: 'The history is gone.',
  fileAdded: (file: string) => `What ${file} holds has been added.`,
  allGone: 'All of it is gone.',
}
