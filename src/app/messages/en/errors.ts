import type { ErrorCode } from '../../../core/errors.ts'

/** What a user reads for each failure: what happened, what it means, what to do. */
export interface ErrorText {
  title: string
  explanation: string
  action: string
}

export const errors = {
  'address-invalid': {
    title: 'Nothing is fetched from such an address',
    explanation: 'It has to begin with https://, without a name or a password in it.',
    action: 'Check the address.',
  },
  'backend-lost': {
    title: 'The graphics processor stopped working',
    explanation: 'Its driver was restarted, or it did not answer for a minute; the model was running on it.',
    action: 'Try again: WebAssembly takes its place until this page is opened anew.',
  },
  'backend-unavailable': {
    title: 'This browser cannot run the search model',
    explanation: 'Neither WebGPU nor WebAssembly is available here, or both were refused.',
    action:
      'Use a current version of Chrome, Edge, Firefox or Safari, and allow WebAssembly if it was turned off.',
  },
  cancelled: {
    title: 'Stopped',
    explanation: 'You, or the page, ended this before it was done. Nothing was lost.',
    action: 'Try again when you like.',
  },
  'crash-loop': {
    title: 'This page has ended while it opened, more than once',
    explanation:
      'So what it ended with is not opened by itself any more. Most often a model or a library needs more memory than there is.',
    action: 'Close other tabs and programs and try again: everything is opened then.',
  },
  'encoder-invalid': {
    title: 'The search model is not usable',
    explanation: 'The installed model does not do what its description says.',
    action: 'Try again to install it anew. If that does not help, tell whoever runs this site.',
  },
  'encoder-mismatch': {
    title: 'Library and search model do not belong together',
    explanation: 'The library was made with another model, so nearness in meaning could not be trusted.',
    action: 'Install the library again; its own model comes with it.',
  },
  'encoder-missing': {
    title: 'The search model is not installed',
    explanation: 'The library is here, the model that reads your question is not.',
    action: 'Connect to the network once and try again, or open a library file that brings the model.',
  },
  'file-damaged': {
    title: 'A file is damaged',
    explanation: 'What was received or stored is not what the library was published with, so it is not used.',
    action:
      'Try again: only the damaged part is fetched anew. If it stays, tell whoever runs this site. A library file has to be copied anew.',
  },
  'index-invalid': {
    title: 'The library’s index is damaged',
    explanation: 'The index does not fit the library, so searching could miss records.',
    action: 'Install the library again.',
  },
  'input-invalid': {
    title: 'The file cannot be read',
    explanation: 'It ends too early, or it is not in the format it should be in.',
    action: 'Check the file, or export it again from where it came.',
  },
  'insecure-context': {
    title: 'The connection to this site is not secure',
    explanation: 'Without HTTPS the browser does not let the page check the files it receives.',
    action: 'Open the site by its https:// address.',
  },
  'install-blocked': {
    title: 'Another tab is installing',
    explanation: 'Only one can at a time, and it has shown no sign of life for half a minute.',
    action: 'Go to that tab or close it, and try again.',
  },
  'install-elsewhere': {
    title: 'Another tab has taken over',
    explanation: 'Only one can install at a time. What had come is kept.',
    action: 'Try again when the other tab has finished.',
  },
  internal: {
    title: 'Something went wrong in the app',
    explanation: 'This is a fault of ours and not of your question.',
    action: 'Try again. If it happens twice, copy the details and send them to whoever runs this site.',
  },
  'library-invalid': {
    title: 'The library cannot be read',
    explanation: 'Its description is malformed, or it was made by a newer version of this app.',
    action: 'Reload the page to get the newest version, then try again.',
  },
  'library-missing': {
    title: 'No library is installed',
    explanation: 'There is nothing on this device to search in yet, or the browser has cleared it away.',
    action: 'Connect to the network once and install a library, or open a library file.',
  },
  'library-outdated': {
    title: 'The library was built by an older version of this app',
    explanation: 'Its lists are kept in another way than this version reads, so a search would miss records.',
    action:
      'Update the library: install its newest version from the site or a library file, or build it again.',
  },
  'library-older': {
    title: 'This library is older than the one this device knows',
    explanation: 'A newer version is installed, or was before, and nothing was changed.',
    action:
      'Ask whoever offers it for the newer one. To have the older one, install it again and agree to that.',
  },
  'library-unfit': {
    title: 'The library does not answer as it should',
    explanation:
      'It brings questions whose answers are known, and here it gives other ones. So it is not searched.',
    action: 'Install it again. If that does not help, tell whoever made the library.',
  },
  'memory-short': {
    title: 'The search model is too large for this device',
    explanation: 'It needs more memory than the browser can give it here.',
    action: 'Close other tabs and programs and try again, or use a computer with more memory.',
  },
  network: {
    title: 'No connection',
    explanation: 'A file that is needed could not be fetched.',
    action: 'Check the network and try again. What was already received is kept.',
  },
  'not-found': {
    title: 'A file is missing on the site',
    explanation: 'The site does not have a file that it should have.',
    action: 'Try again later, or tell whoever runs this site.',
  },
  'offer-changed': {
    title: 'The library at this address has changed',
    explanation: 'It is not the one any more that you have looked at, so nothing was installed.',
    action: 'Look at the address again.',
  },
  'origin-untrusted': {
    title: 'Nobody has signed this library',
    explanation: 'It comes from another site, and you have not agreed to have it from there.',
    action: 'Look at the address again, and agree if you trust the site.',
  },
  'part-missing': {
    title: 'This part of the app could not be loaded',
    explanation: 'The site did not answer, or it has a newer version of the app than this window.',
    action: 'Try again. Where the site answers, the page is reloaded if that is needed.',
  },
  'query-empty': {
    title: 'Nothing to search for',
    explanation: 'The field holds no letters or digits.',
    action: 'Type a question or a few words.',
  },
  'query-syntax': {
    title: 'The query cannot be read',
    explanation: 'It is written in PubMed’s language, and something in it does not fit.',
    action: 'Mend it where it is marked, or look at “Query language” below the field.',
  },
  'quota-exceeded': {
    title: 'Not enough space on this device',
    explanation: 'The browser has no room left for the library.',
    action:
      'Free some disk space, or clear other sites’ data in the browser’s settings, and try again: it may take a minute until the browser notices.',
  },
  'self-test-failed': {
    title: 'The search model gives wrong results here',
    explanation: 'Texts whose results are known came out differently on this device, so it is not used.',
    action: 'Update the browser and the graphics driver, or use another browser.',
  },
  'signature-changed': {
    title: 'This library does not come from who made the one this device knows',
    explanation:
      'The version that is installed, or was before, is signed; this one is not, or with another key. So it was not installed.',
    action:
      'Ask its maker whether the key has changed. If it has, install the library again and agree to that.',
  },
  'signature-invalid': {
    title: 'The library’s signature could not be confirmed',
    explanation:
      'What came is not what its maker signed, or this browser cannot check signatures. So it is not used.',
    action: 'Update the browser and try again. If that does not help, tell whoever runs this site.',
  },
  'signer-untrusted': {
    title: 'This library does not come from those whom this app trusts',
    explanation:
      'Whoever runs this site has named whose libraries are taken, and none of them signed this one. So it was not installed.',
    action:
      'Ask whoever runs this site for a signed one. To have this one, install it again and agree to that.',
  },
  'site-unreadable': {
    title: 'The other site cannot be read from here',
    explanation:
      'It is not reachable, or it does not let pages of other sites read its files (CORS), or it sends one on to another address. The browser does not tell which.',
    action:
      'Check the address and the network. Otherwise download the file in a window of its own and open it here, or ask whoever runs that site to allow it.',
  },
  'storage-blocked': {
    title: 'Another tab holds the stored data',
    explanation: 'It has this app open in an older version, and does not answer.',
    action: 'Close all other tabs of this app and try again.',
  },
  'storage-newer': {
    title: 'The library was stored by a newer version of this app',
    explanation: 'This page is older than the data it has found.',
    action: 'Close all other tabs of this site and reload the page.',
  },
  'storage-refused': {
    title: 'This browser lets the site keep nothing',
    explanation:
      'Libraries are held in memory until the page is closed. Collections, saved searches and new libraries cannot be kept.',
    action: 'Open the site in a normal window, or allow it to keep data.',
  },
  'storage-unavailable': {
    title: 'What this site has stored cannot be read',
    explanation: 'The browser’s own files for it are damaged, or were taken away.',
    action:
      'Try again. If that does not help, clear this site’s data in the browser’s settings and install the libraries again.',
  },
  usage: {
    title: 'That is not possible',
    explanation: 'The app was asked for something it does not do.',
    action: 'Reload the page without additions to its address.',
  },
  'vector-invalid': {
    title: 'Your question could not be turned into a meaning',
    explanation: 'The search model gave an answer that cannot be used.',
    action: 'Try again, or put the question in other words.',
  },
  'worker-lost': {
    title: 'The search stopped working',
    explanation: 'The browser ended the part of the page that searches, most often for want of memory.',
    action: 'Close other tabs and try again.',
  },
  'wrong-body': {
    title: 'A web page came instead of a file',
    explanation: 'This happens when a network wants you to sign in first.',
    action:
      'Open any website to sign in to the network, then try again. A library file has to be downloaded anew.',
  },
} satisfies Record<ErrorCode, ErrorText>
