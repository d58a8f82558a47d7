import type { PartMessages } from '../partMessages.ts'

export const installedLibrary: PartMessages['installedLibrary'] = {
  searched: 'Wird durchsucht',
  searchedNamed: (title) => `Wird durchsucht: ${title}`,
  main: 'Hauptbibliothek: Ihr Suchmodell liest Ihre Fragen',
  makeMain: 'Zur Hauptbibliothek machen',
  makeMainNamed: (title) => `Zur Hauptbibliothek machen: ${title}`,
  atLeastOne: 'Mindestens eine',
  notSearched: 'Wird nicht durchsucht.',
  byWordsOnly: 'Wird nur nach Wörtern durchsucht.',
  otherModel: (mainTitle) =>
    `Sie wurde mit einem anderen Suchmodell erstellt als „${mainTitle}“. Um sie nach Bedeutung zu durchsuchen, schalten Sie zuerst die anderen ab.`,
  checkIt: 'Prüfen Sie sie: Was beschädigt ist, kann dann repariert werden.',
  damagedSince: (title) =>
    `„${title}“ wurde auf diesem Gerät beschädigt, nachdem sie installiert worden war.`,
  update: 'Aktualisieren',
  updateOf: (size) => `Aktualisieren · ${size}`,
  check: 'Prüfen',
  checkNamed: (title) => `Prüfen: ${title}`,
  saveAsFile: 'Als Datei speichern',
  saveNamed: (title) => `Als Datei speichern: ${title}`,
  removeNamed: (title) => `Entfernen: ${title}`,
  whatGoes:
    'Ihre Einträge, ihr Index und, wenn keine andere Bibliothek es braucht, ihr Suchmodell werden von diesem Gerät gelöscht.',
  installAgain: 'Sie können sie von dieser Website wieder installieren.',
  saveFirst:
    'Diese Website hat sie nicht: Speichern Sie sie vorher als Datei, wenn Sie sie vielleicht wiederhaben möchten.',
  maybeSaveFirst:
    'Ob diese Website sie hat, ist gerade nicht bekannt: Speichern Sie sie vorher als Datei, wenn Sie sie vielleicht wiederhaben möchten.',
  records: 'Einträge',
  size: 'Größe',
  date: 'Datum',
  newestRecord: 'Neuester Eintrag',
  noMesh: 'keine',
  version: 'Version',
  model: 'Suchmodell',
  notHere: (importing) => <>(nicht hier: {importing})</>,
  importIt: 'importieren',
  signedBy: 'Signiert von',
  nobody: 'niemandem',
  signatureUnchecked: 'unbekannt: kann nicht geprüft werden',
  key: (begin) => `Schlüssel ${begin}…`,
  sourceAndLicence: 'Quelle und Lizenz',
  signedByKey: (key) => (
    <>
      Signiert mit dem Schlüssel <code>{key}</code>. Das sagt, dass ein Inhaber dieses Schlüssels sie erstellt
      hat, nicht wer das ist.
    </>
  ),
}
