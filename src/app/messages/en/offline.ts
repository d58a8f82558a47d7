import type { OfflineStep } from '../../offline/checkOffline.ts'
import type { Finding } from '../../offline/findings.ts'
import { counted } from '../counted.ts'

/** The page that shows whether the app works without a network. */
export const offline = {
  about:
    'Whether all of this works without a network is tried here, not guessed. The app’s own files and the libraries are read and compared with what they must be. Then the network is cut off for this page, a second search worker starts from what is on the device, and has to answer each library’s known questions. It takes some seconds, longer with large libraries. Leaving this page ends it.',
  check: 'Check now',
  checkAgain: 'Check again',
  cancel: 'Cancel',
  noLibrary: 'No library is open yet. Install one, then check.',
  encoderFailed: 'The model is not open, so searches by meaning cannot be shown to work without a network.',
  whenModelOpen: 'as soon as the model is open',
  steps: {
    app: 'Reading the app’s own files',
    libraries: 'Reading libraries and models',
    search: 'Searching with the network cut off',
  } satisfies Record<OfflineStep, string>,
  unfinished: 'The check was not finished.',
  ready: 'Ready offline.',
  notReady: 'Not ready offline.',
  checkedOn: (date: string) => `Checked ${date}.`,
  states: { passed: 'holds', failed: 'fails', 'to-know': 'to know' } satisfies Record<
    Finding['state'],
    string
  >,
  app: 'App',
  appStored: (files: number, size: string) => `${counted(files, 'file', 'files')} (${size}) kept and whole.`,
  appMissing: (count: number, names: string) =>
    `${counted(count, 'file is', 'files are')} missing and could not be fetched: ${names}. Connect to the network and check again.`,
  appNotKept:
    'This page does not come from the device. If you have just opened it for the first time, or reloaded it past what is kept, reload it and check again. Some browsers keep nothing in private windows, and none without https (localhost is an exception).',
  addsHeaders:
    'This site does not send the headers that keep its workers from the network and let it use several threads. The app adds them to what it keeps: they hold from the second visit on, not at the first.',
  protection: 'Protection',
  library: (title: string) => `Library “${title}”`,
  libraryWhole: 'All parts of it and of its model are whole.',
  mend: 'The Libraries page has the way to mend it.',
  search: 'Search',
  answered: (files: number, time: string) =>
    `With the network cut off, libraries and model opened from the device and gave the answers that are known (${counted(files, 'file', 'files')} of the app read, ${time}).`,
  notTried: 'Not tried, because something above is missing.',
  refusedFiles: (names: string) => `It asked the network for ${names}.`,
  storage: 'Storage',
  backend: 'Computing',
  copy: 'Copy the result',
}
