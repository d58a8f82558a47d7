import type { ReactNode } from 'react'

export const installedLibrary = {
  searched: 'Searched',
  searchedNamed: (title: string) => `Searched: ${title}`,
  main: 'The main one: its model reads your questions',
  makeMain: 'Make it the main one',
  makeMainNamed: (title: string) => `Make it the main one: ${title}`,
  atLeastOne: 'At least one is',
  notSearched: 'Not searched.',
  byWordsOnly: 'Searched by words only.',
  otherModel: (mainTitle: string) =>
    `It was made with another model than “${mainTitle}”. To search it by meaning, switch the others off first.`,
  checkIt: 'Check it: what is damaged can then be repaired.',
  damagedSince: (title: string) => `“${title}” was damaged on this device after it was installed.`,
  update: 'Update',
  updateOf: (size: string) => `Update · ${size}`,
  check: 'Check',
  checkNamed: (title: string) => `Check ${title}`,
  saveAsFile: 'Save as a file',
  saveNamed: (title: string) => `Save as a file: ${title}`,
  removeNamed: (title: string) => `Remove ${title}`,
  whatGoes:
    'Its records, its index, and its model where no other library needs that are deleted from this device.',
  installAgain: 'You can install it from this site again.',
  saveFirst: 'This site does not have it: save it as a file first if you may want it back.',
  maybeSaveFirst:
    'Whether this site has it is not known now: save it as a file first if you may want it back.',
  records: 'Records',
  size: 'Size',
  date: 'Date',
  newestRecord: 'Newest record',
  noMesh: 'none',
  version: 'Version',
  model: 'Model',
  notHere: (importing: ReactNode) => <>(not here: {importing})</>,
  importIt: 'import it',
  signedBy: 'Signed by',
  nobody: 'nobody',
  signatureUnchecked: 'not known: cannot be checked',
  key: (begin: string) => `key ${begin}…`,
  sourceAndLicence: 'Source and licence',
  signedByKey: (key: string) => (
    <>
      Signed by the key <code>{key}</code>. It tells that one holder of this key made it, not who that is.
    </>
  ),
}
