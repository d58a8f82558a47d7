export const firstRun = {
  title: 'Choose a library',
  about:
    'A library is a collection of records that is kept on this device, with the model that reads your questions. Once it is installed, searching needs no network, and what you type never leaves the device.',
  lostLibrary: (title: string, size: string) => `“${title}” (${size})`,
  lost: (libraries: string, date: string) =>
    `This browser has lost what was installed here: ${libraries}, last seen ${date}.`,
  whyLost:
    'Browsers remove what a site has stored when the disk is full, when they are told to clear site data, or when their own files are damaged. Collections and saved searches were stored in the same place. Install the libraries again, and let the browser keep them: the Libraries page asks it to.',
  fromFile: 'From a file',
  aboutFiles: (
    <>
      A library can also come as a file, from a USB stick for example; that needs no network. Such files end
      in <code>.biohicl</code>. Open one here, or drop it on the page.
    </>
  ),
  ofYourOwn: 'Of your own',
  aboutMaking:
    'Records that you have as files, or that a PubMed search finds, can be made into a library on this device. The model that reads them comes from this site first.',
  noOffer: 'This site offers no library yet',
  noList:
    'The list of libraries could not be fetched. Connect to the network once; after that it is not needed. Or open a library file.',
  nothingHere: 'Whoever runs it has not put one here.',
  forOperators: (
    <>
      If you run this site yourself, build a library with <code>npm run library -- build</code> and reload the
      page.
    </>
  ),
  aboutLibrary: 'About this library',
  sampleNotes: 'Sample notes: short texts written for this app, not publications.',
  realRecords: 'How to get real records',
  getRealRecords: (
    <>
      Whoever runs this site can make a library of a PubMed search with <code>npm run library -- pubmed</code>
      , or of PubMed files with <code>npm run library -- build</code>; it is then offered here.
    </>
  ),
}
