import type { Messages } from '../messages.ts'

export const libraries: Messages['libraries'] = {
  title: 'Bibliotheken',
  kinds: {
    pubmed: 'Einträge aus PubMed',
    'sample-notes': 'Beispielnotizen, keine Publikationen',
  },
  quoted: (title) => `„${title}“`,
  openFile: 'Bibliotheksdatei öffnen',
  installFromAddress: 'Von einer Adresse installieren',
  install: 'Installieren',
  installNamed: (title) => `Installieren: ${title}`,
  toDownload: (size) => `${size} zu laden`,
  used: (size) => `${size} belegt.`,
  usedOf: (size, quota) => `${size} belegt; der Browser erlaubt etwa ${quota}.`,
  kept: 'Der Browser behält es, bis Sie es entfernen.',
  notKept: 'Der Browser darf es löschen, wenn der Speicher voll ist.',
  maybeKept: 'Dieser Browser sagt nicht, ob er Bibliotheken behält, wenn der Speicher voll ist.',
  askToKeep: 'Den Browser bitten, es zu behalten',
  noRoom: (needed, free) =>
    `Mindestens ${needed} sind noch zu speichern, und der Browser hat für diese Website ${free} übrig.`,
  diskFull: (needed, free) =>
    `Mindestens ${needed} sind noch zu speichern. Der Browser gäbe dieser Website ${free}, es ist also der Datenträger selbst voll.`,
  inMemory:
    'Dieser Browser lässt die Website nichts speichern. Was Sie installieren, bleibt im Arbeitsspeicher und geht verloren, wenn Sie diese Seite schließen.',
  notSearchable: 'So kann nichts durchsucht werden.',
  onDevice: 'Auf diesem Gerät',
  looking: 'Wird nachgesehen …',
  none: 'Noch keine. Installieren Sie eine von dieser Website, oder öffnen Sie eine Bibliotheksdatei.',
  onSite: 'Auf dieser Website',
  askingSite: 'Die Website wird gefragt …',
  siteFailed:
    'Die Liste der Bibliotheken konnte nicht von der Website geladen werden. Was auf diesem Gerät ist, können Sie trotzdem verwenden.',
  allHere: 'Alles, was diese Website anbietet, ist auf diesem Gerät.',
  noOther: 'Diese Website bietet keine andere Bibliothek an.',
}
