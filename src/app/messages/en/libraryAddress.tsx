import type { FoundLibrary } from '../../../protocol/address.ts'

/** A library from an address of the user's. */
export const libraryAddress = {
  address: 'Address',
  what: (
    <>
      Of a library file (<code>https://example.org/heart.biohicl</code>), of a library’s{' '}
      <code>manifest.json</code>, or of a site like this one
    </>
  ),
  sent: 'The site is asked for what is there, and sees where the request comes from. Nothing of your searches is sent.',
  look: 'Look',
  lookAt: (title: string) => `Look at ${title}`,
  looking: 'Looking',
  askingSite: 'Asking the site',
  askingWhat: 'Asking what is there …',
  downloading: 'Downloading; nothing is installed yet.',
  soFar: (size: string) => `${size} so far`,
  downloaded: 'Downloaded',
  wholeFile: (size: string) => `A library file, ${size}`,
  wholeFileUnmeasured: 'A library file, of a size that its server does not tell',
  onlyWhole:
    'Its server sends it only as a whole. It has to be downloaded before it can be told what it holds, and if that is interrupted it begins anew.',
  download: 'Download and look',
  another: 'Another address',
  offers: 'What this site offers',
  offersNone: 'This site offers no library',
  from: 'From',
  holds: 'Holds',
  version: (version: number) => `version ${version}`,
  downloadSize: 'Download',
  nothingToDownload: 'Nothing; all of it is here',
  model: 'Model',
  models: {
    here: 'On this device already',
    comes: 'Comes along',
    missing: 'Neither here nor there: this library would be searched by words only',
    'name-taken': 'Another one of its name is here and stays: this library would be searched by words only',
  } satisfies Record<FoundLibrary['encoder'], string>,
  source: 'Source',
  licence: 'Licence',
  signed: 'Signed',
  byNobody: 'By nobody',
  byKey: (key: string) => (
    <>
      By the key <code>{key}</code>.
    </>
  ),
  knownKey: 'It is the key that signed the version on this device.',
  unknownKey:
    'Compare it with what its maker tells you by another way: whose key it is, the library cannot prove.',
  unsigned: (origin: string) => (
    <>
      <strong>Nobody has signed this library.</strong> Whoever runs {origin}, or has broken into it, can have
      put anything into its records. Install it only if you trust {origin}.
    </>
  ),
  installTrusting: (origin: string) => `I trust ${origin}: install it`,
}
