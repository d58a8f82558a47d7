import type { Ready } from '../../readySession.ts'
import { counted } from '../counted.ts'
import { counts } from './counts.ts'

/** The foot of every page. */
export const footer = {
  privacy: 'Your query stays on this device.',
  purpose: 'Not for diagnosis; evidence of topic, not of quality.',
  byWords: 'by words',
  offline: 'offline',
  readyOffline: 'ready offline',
  newApp: 'A new version of this app is here.',
  useNewApp: 'Use it now',
  otherWindows: 'Close its other tabs and windows first: they still use the old version.',
  manageLibraries: 'Manage libraries',
  library: 'Library',
  libraryNamed: (title: string) => `Library: ${title}`,
  title: 'Title',
  records: 'Records',
  date: 'Date',
  source: 'Source',
  licence: 'Licence',
  recall: (share: string) => `${share} of the exact ten nearest, measured when it was built`,
  size: 'Size',
  network: 'Network',
  networks: {
    unknown: 'Not looked at; searching does not need it',
    online: 'Connected; used only to look for a newer library',
    offline: 'Offline; searching does not need it',
  } satisfies Record<Ready['network'], string>,
  model: 'Model',
  encoder: 'Encoder',
  runsOn: 'Runs on',
  threads: (count: number) => counted(count, 'thread', 'threads'),
  selfTest: 'Self-test',
  selfTestResult: (texts: number, cosine: string, floor: string, time: string) =>
    `${texts} known texts, smallest cosine ${cosine} (at least ${floor} needed), ${time}`,
  loadedIn: 'Loaded in',
  index: 'Index',
  approximate: 'Approximate (HNSW)',
  exact: 'Exact: every record is compared',
  withProblem: (index: string, problem: string) =>
    `${index}, because the approximate index cannot be used: ${problem}`,
  reads: 'Reads',
  firstTokens: (count: number) => `the first ${count} tokens of a text`,
  offer: (title: string, records: number, size: string) =>
    `This site offers “${title}” with ${counts.records(records)} (${size}).`,
  newerVersion: (title: string, size: string) => `There is a newer version of “${title}” (${size}).`,
  updateLibrary: 'Update library',
  searchMeanwhile: 'You can go on searching while it is installed.',
  notInstalled: 'The library was not installed; the one you have is untouched.',
}
