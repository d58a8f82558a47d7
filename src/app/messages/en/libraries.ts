import type { CatalogueEntry } from '../../../core/catalogue.ts'

export const libraries = {
  title: 'Libraries',
  kinds: {
    pubmed: 'PubMed records',
    'sample-notes': 'Sample notes, not publications',
  } satisfies Record<CatalogueEntry['kind'], string>,
  quoted: (title: string) => `“${title}”`,
  openFile: 'Open a library file',
  installFromAddress: 'Install from an address',
  install: 'Install',
  installNamed: (title: string) => `Install ${title}`,
  toDownload: (size: string) => `${size} to download`,
  used: (size: string) => `${size} used.`,
  usedOf: (size: string, quota: string) => `${size} used; the browser allows about ${quota}.`,
  kept: 'The browser keeps it until you remove it.',
  notKept: 'The browser may clear it away when the disk is full.',
  maybeKept: 'This browser does not tell whether it keeps libraries when the disk is full.',
  askToKeep: 'Ask the browser to keep it',
  noRoom: (needed: string, free: string) =>
    `At least ${needed} are still to be stored, and the browser has ${free} left for this site.`,
  diskFull: (needed: string, free: string) =>
    `At least ${needed} are still to be stored. The browser would give this site ${free}, so it is the disk itself that is full.`,
  inMemory:
    'This browser lets the site keep nothing. What you install is held in memory and will be lost when you close this page.',
  notSearchable: 'Nothing can be searched as it is.',
  onDevice: 'On this device',
  looking: 'Looking …',
  none: 'None yet. Install one from this site, or open a library file.',
  onSite: 'On this site',
  askingSite: 'Asking the site …',
  siteFailed:
    'The site’s list of libraries could not be fetched. What is on this device can be used all the same.',
  allHere: 'All that this site offers is on this device.',
  noOther: 'This site offers no other library.',
}
