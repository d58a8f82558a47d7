import type { Messages } from '../messages.ts'

export const firstRun: Messages['firstRun'] = {
  title: 'Eine Bibliothek wählen',
  about:
    'Eine Bibliothek ist ein Bestand von Einträgen, der auf diesem Gerät gespeichert wird, mit dem Suchmodell, das Ihre Fragen liest. Ist sie installiert, so braucht die Suche kein Netz, und was Sie eingeben, verlässt nie das Gerät.',
  lostLibrary: (title, size) => `„${title}“ (${size})`,
  lost: (libraries, date) =>
    `Dieser Browser hat verloren, was hier installiert war: ${libraries}, zuletzt gesehen am ${date}.`,
  whyLost:
    'Browser entfernen, was eine Website gespeichert hat, wenn der Speicher voll ist, wenn man sie Websitedaten löschen lässt oder wenn ihre eigenen Dateien beschädigt sind. Sammlungen und gespeicherte Suchen lagen am selben Ort. Installieren Sie die Bibliotheken neu und lassen Sie den Browser sie behalten: Die Seite „Bibliotheken“ bittet ihn darum.',
  fromFile: 'Aus einer Datei',
  aboutFiles: (
    <>
      Eine Bibliothek kann auch als Datei kommen, zum Beispiel von einem USB-Stick; das braucht kein Netz.
      Solche Dateien enden auf <code>.biohicl</code>. Öffnen Sie hier eine, oder lassen Sie sie auf die Seite
      fallen.
    </>
  ),
  ofYourOwn: 'Eine eigene',
  aboutMaking:
    'Aus Einträgen, die Sie als Dateien haben oder die eine Suche in PubMed findet, kann auf diesem Gerät eine Bibliothek erstellt werden. Das Suchmodell, das sie liest, kommt zuerst von dieser Website.',
  noOffer: 'Diese Website bietet noch keine Bibliothek an',
  noList:
    'Die Liste der Bibliotheken konnte nicht geladen werden. Verbinden Sie sich einmal mit dem Netz; danach wird es nicht gebraucht. Oder öffnen Sie eine Bibliotheksdatei.',
  nothingHere: 'Ihr Betreiber hat noch keine bereitgestellt.',
  forOperators: (
    <>
      Wenn Sie diese Website selbst betreiben, erstellen Sie eine Bibliothek mit{' '}
      <code>npm run library -- build</code> und laden Sie die Seite neu.
    </>
  ),
  aboutLibrary: 'Über diese Bibliothek',
  sampleNotes: 'Beispielnotizen: kurze Texte, für diese App geschrieben, keine Publikationen.',
  realRecords: 'Wie Sie zu echten Einträgen kommen',
  getRealRecords: (
    <>
      Der Betreiber dieser Website kann mit <code>npm run library -- pubmed</code> aus einer Suche in PubMed
      oder mit <code>npm run library -- build</code> aus Dateien von PubMed eine Bibliothek erstellen; sie
      wird dann hier angeboten.
    </>
  ),
}
