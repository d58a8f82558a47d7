import { counts } from './counts.ts'

export const collections = {
  title: 'Collections',
  about:
    'What you keep stays on this device until you delete it. Nothing of it is sent anywhere; to have it elsewhere, save it as a file.',
  records: 'Records',
  none: 'No collection yet. Make one here, or press “Add to a collection” at a record.',
  whole: 'All of it',
  saveAsFile: 'Save as a file',
  addFromFile: 'Add from a file',
  newCollection: 'New collection',
  make: 'Make',
  name: 'Name',
  all: 'All collections',
  collection: 'Collection',
  gone: 'This collection is not there, or no longer.',
  empty:
    'No records yet. Press “Add to a collection” at a record, or “Add all to a collection” above results.',
  note: 'Note to the collection',
  rename: 'Rename',
  renameOf: (name: string) => `Rename “${name}”`,
  delete: 'Delete',
  deleteOf: (name: string) => `Delete “${name}”?`,
  deletedWithIt: (records: number) =>
    `${counts.records(records)} and their notes are deleted from this device with it.`,
}
