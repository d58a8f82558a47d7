import type { PartMessages } from '../partMessages.ts'

export const libraryAddress: PartMessages['libraryAddress'] = {
  address: 'Adresse',
  what: (
    <>
      Einer Bibliotheksdatei (<code>https://example.org/heart.biohicl</code>), der <code>manifest.json</code>{' '}
      einer Bibliothek oder einer Website wie dieser
    </>
  ),
  sent: 'Die Website wird gefragt, was dort ist, und sieht, woher die Anfrage kommt. Von Ihren Suchen wird nichts gesendet.',
  look: 'Ansehen',
  lookAt: (title) => `Ansehen: ${title}`,
  looking: 'Wird angesehen',
  askingSite: 'Die Website wird gefragt',
  askingWhat: 'Es wird gefragt, was dort ist …',
  downloading: 'Wird heruntergeladen; installiert ist noch nichts.',
  soFar: (size) => `${size} bis jetzt`,
  downloaded: 'Heruntergeladen',
  wholeFile: (size) => `Eine Bibliotheksdatei, ${size}`,
  wholeFileUnmeasured: 'Eine Bibliotheksdatei, deren Größe ihr Server nicht nennt',
  onlyWhole:
    'Ihr Server sendet sie nur als Ganzes. Erst wenn sie heruntergeladen ist, lässt sich sagen, was sie enthält; wird das unterbrochen, so beginnt es von vorn.',
  download: 'Herunterladen und ansehen',
  another: 'Andere Adresse',
  offers: 'Was diese Website anbietet',
  offersNone: 'Diese Website bietet keine Bibliothek an',
  from: 'Von',
  holds: 'Inhalt',
  version: (version) => `Version ${version}`,
  downloadSize: 'Download',
  nothingToDownload: 'Nichts; alles ist schon hier',
  model: 'Suchmodell',
  models: {
    here: 'Schon auf diesem Gerät',
    comes: 'Kommt mit',
    missing: 'Weder hier noch dort: Diese Bibliothek würde nur nach Wörtern durchsucht',
    'name-taken':
      'Ein anderes gleichen Namens ist hier und bleibt: Diese Bibliothek würde nur nach Wörtern durchsucht',
  },
  source: 'Quelle',
  licence: 'Lizenz',
  signed: 'Signiert',
  byNobody: 'Von niemandem',
  byKey: (key) => (
    <>
      Mit dem Schlüssel <code>{key}</code>.
    </>
  ),
  knownKey: 'Es ist der Schlüssel, mit dem die Version auf diesem Gerät signiert ist.',
  unknownKey:
    'Vergleichen Sie ihn mit dem, was Ihnen der Ersteller auf anderem Weg mitteilt: Wem der Schlüssel gehört, kann die Bibliothek nicht beweisen.',
  unsigned: (origin) => (
    <>
      <strong>Niemand hat diese Bibliothek signiert.</strong> Wer {origin} betreibt oder dort eingebrochen
      ist, kann alles Mögliche in ihre Einträge geschrieben haben. Installieren Sie sie nur, wenn Sie {origin}{' '}
      vertrauen.
    </>
  ),
  installTrusting: (origin) => `Ich vertraue ${origin}: installieren`,
}
