import type { ErrorCode } from '../../core/errors.ts'
import type { Notice } from '../../core/record.ts'
import { formatCount } from '../../app/format.ts'
import type { Language } from '../../app/messages/locale.ts'

/** What the frame says: the one table of its words. The app has its own, most of which a frame never needs. */
interface Texts {
  search: string
  placeholder: string
  opening: string
  searching: string
  /** Under the field, before anything was searched. */
  about(records: number, title: string): string
  isSample: string
  /** @param shown of them */
  results(total: number, shown: number, query: string): string
  none(query: string): string
  noneHint: string
  /** What a frame cannot see: browsers keep what a site stores apart by the page around it. */
  apart: string
  openApp: string
  /** With what is asked. */
  handOver: string
  /** @param of records */
  nearest(shown: number, of: number, query: string): string
  addMeaning(size: string): string
  meaningCost: string
  /** Where the browser stores nothing. */
  meaningCostInMemory: string
  useInstalled: string
  fetchingMeaning: string
  openingMeaning: string
  cancel: string
  meaningReady: string
  showBetter: string
  meaningFailures: Partial<Record<ErrorCode, string>>
  meaningFailure: string
  byWords: string
  otherEncoder(name: string): string
  newTab: string
  onPubmed: string
  noAbstract: string
  library(title: string, date: string): string
  old: string
  notices: Record<Notice['kind'], string>
  retry: string
  failures: Partial<Record<ErrorCode, string>>
  failure: string
  notAllowed(origin: string): string
  warnings: string
}

const en: Texts = {
  search: 'Search',
  placeholder: 'A question, or a few words',
  opening: 'Opening the library …',
  searching: 'Searching …',
  about: (records, title) => `${formatCount(records)} records of “${title}”`,
  isSample: 'Sample notes written for this app; no publications.',
  results(total, shown, query) {
    const of = shown < total ? `${formatCount(shown)} of ` : ''
    return `${of}${formatCount(total)} ${total === 1 ? 'record' : 'records'} with words of “${query}”`
  },
  none: (query) => `No record has a word of “${query}”`,
  noneHint: 'Try other words. Searching by meaning also finds what is said in other words.',
  apart: 'Libraries that you have installed in the app cannot be seen from within this page.',
  openApp: 'Open the app',
  handOver: 'Go on with this question in the app',
  nearest: (shown, of, query) =>
    `The nearest ${formatCount(shown)} of ${formatCount(of)} records to “${query}”, by meaning and words`,
  addMeaning: (size) => `Search by meaning too (${size}, once)`,
  meaningCost:
    'A model and this library are fetched and stored by your browser. Questions stay on your device.',
  meaningCostInMemory:
    'A model and this library are fetched and held until this page is closed. Questions stay on your device.',
  useInstalled: 'Use what I have installed in the app',
  fetchingMeaning: 'Fetching what searching by meaning takes …',
  openingMeaning: 'Opening the model …',
  cancel: 'Cancel',
  meaningReady: 'Searches by meaning too, on this device.',
  showBetter: 'Show what is nearest by meaning',
  meaningFailures: {
    network: 'The model could not be fetched. Check the connection.',
    'quota-exceeded': 'There is no room for the model in this browser.',
    'storage-refused': 'Your browser does not let this page at what you have installed in the app.',
    'library-missing': 'This library is not installed in the app.',
    'storage-newer': 'The app is of a newer version than this search: load the page again.',
    'memory-short': 'This device has too little memory for the model.',
    'library-older': 'The site offers an older library than your browser has had.',
    'signature-changed': 'This library has another signer than the one that your browser has had.',
    'signer-untrusted': 'Nobody whom this app trusts has signed this library.',
    'worker-lost': 'The model has stopped working.',
  },
  meaningFailure: 'The model could not be used.',
  byWords: 'It is searched by words.',
  otherEncoder: (name) =>
    `encoder is “${name}”, but the library was made with another one: it is searched by words.`,
  newTab: 'opens in a new tab',
  onPubmed: 'On PubMed',
  noAbstract: 'There is no abstract.',
  library: (title, date) => `${title} · ${date}`,
  old: 'This library is old: newer publications are not in it.',
  notices: {
    retraction: 'Retracted',
    'expression-of-concern': 'Expression of concern',
    correction: 'Corrected',
  },
  retry: 'Try again',
  failures: {
    'query-syntax': 'This question cannot be read: a quotation mark, a bracket or an operator stands alone.',
    'query-empty': 'There is no word in it to search for.',
    network:
      'The library, or a part of it, cannot be fetched. Check the connection; if that is fine, tell whoever runs the search.',
    'not-found': 'The site has no library here. Whoever runs it can mend that.',
    'library-missing': 'The site has no library of this name. Whoever embeds this search can mend that.',
    'library-outdated':
      'The library was built by an older version. Whoever runs the site can build it again.',
    'library-invalid': 'The library is not well formed. Whoever runs the site can build it again.',
    'signature-invalid': 'The library is not what its maker has signed, so it is not searched.',
    'wrong-body': 'Something else came instead of the library, perhaps the login page of a network.',
    'insecure-context':
      'This page did not come over https, so nothing can be checked, and nothing is searched.',
    'worker-lost': 'The search has stopped working.',
  },
  failure: 'The search did not work.',
  notAllowed: (origin) =>
    `The page around this search, ${origin}, may not embed it. Whoever runs the search can allow it.`,
  warnings: 'For whoever embeds this search',
}

const de: Texts = {
  search: 'Suche',
  placeholder: 'Eine Frage oder ein paar Wörter',
  opening: 'Die Bibliothek wird geöffnet …',
  searching: 'Es wird gesucht …',
  about: (records, title) => `${formatCount(records)} Einträge in „${title}“`,
  isSample: 'Für diese App geschriebene Beispiele, keine Veröffentlichungen.',
  results(total, shown, query) {
    const of = shown < total ? `${formatCount(shown)} von ` : ''
    const entries = total === 1 ? 'Eintrag' : of === '' ? 'Einträge' : 'Einträgen'
    return `${of}${formatCount(total)} ${entries} mit Wörtern aus „${query}“`
  },
  none: (query) => `Kein Eintrag enthält ein Wort aus „${query}“`,
  noneHint: 'Versuchen Sie andere Wörter. Die Suche nach Bedeutung findet auch, was anders gesagt ist.',
  apart: 'Bibliotheken, die Sie in der App installiert haben, sind aus dieser Seite heraus nicht zu sehen.',
  openApp: 'App öffnen',
  handOver: 'Mit dieser Frage in der App weitersuchen',
  nearest: (shown, of, query) =>
    `Die nächsten ${formatCount(shown)} von ${formatCount(of)} Einträgen zu „${query}“, nach Bedeutung und Wörtern`,
  addMeaning: (size) => `Auch nach Bedeutung suchen (einmal ${size})`,
  meaningCost:
    'Ein Modell und diese Bibliothek werden geholt und von Ihrem Browser gespeichert. Fragen bleiben auf Ihrem Gerät.',
  meaningCostInMemory:
    'Ein Modell und diese Bibliothek werden geholt und behalten, bis diese Seite zugeht. Fragen bleiben auf Ihrem Gerät.',
  useInstalled: 'Nehmen, was ich in der App installiert habe',
  fetchingMeaning: 'Was die Suche nach Bedeutung braucht, wird geholt …',
  openingMeaning: 'Das Modell wird geöffnet …',
  cancel: 'Abbrechen',
  meaningReady: 'Sucht auch nach Bedeutung, auf diesem Gerät.',
  showBetter: 'Zeigen, was der Bedeutung nach am nächsten ist',
  meaningFailures: {
    network: 'Das Modell ist nicht zu holen. Prüfen Sie die Verbindung.',
    'quota-exceeded': 'In diesem Browser ist kein Platz für das Modell.',
    'storage-refused': 'Ihr Browser lässt diese Seite nicht an das, was Sie in der App installiert haben.',
    'library-missing': 'Diese Bibliothek ist in der App nicht installiert.',
    'storage-newer': 'Die App ist von einer neueren Version als diese Suche: Laden Sie die Seite neu.',
    'memory-short': 'Dieses Gerät hat zu wenig Speicher für das Modell.',
    'library-older': 'Hier gibt es eine ältere Bibliothek als die, die Ihr Browser hatte.',
    'signature-changed': 'Diese Bibliothek hat jemand anders unterschrieben als die, die Ihr Browser hatte.',
    'signer-untrusted': 'Niemand, dem diese App vertraut, hat diese Bibliothek unterschrieben.',
    'worker-lost': 'Das Modell arbeitet nicht mehr.',
  },
  meaningFailure: 'Das Modell ist nicht zu gebrauchen.',
  byWords: 'Gesucht wird nach Wörtern.',
  otherEncoder: (name) =>
    `encoder ist „${name}“, die Bibliothek wurde aber mit einem anderen gemacht: Gesucht wird nach Wörtern.`,
  newTab: 'öffnet einen neuen Tab',
  onPubmed: 'In PubMed',
  noAbstract: 'Es gibt keine Zusammenfassung.',
  library: (title, date) => `${title} · ${date}`,
  old: 'Diese Bibliothek ist alt: Neuere Veröffentlichungen fehlen.',
  notices: {
    retraction: 'Zurückgezogen',
    'expression-of-concern': 'Bedenken der Redaktion',
    correction: 'Korrigiert',
  },
  retry: 'Noch einmal versuchen',
  failures: {
    'query-syntax':
      'Diese Frage ist nicht zu lesen: Ein Anführungszeichen, eine Klammer oder ein Operator steht allein.',
    'query-empty': 'Darin steht kein Wort, nach dem sich suchen lässt.',
    network:
      'Die Bibliothek oder ein Teil von ihr ist nicht zu holen. Prüfen Sie die Verbindung; steht sie, sagen Sie es denen, die die Suche betreiben.',
    'not-found': 'Hier gibt es keine Bibliothek. Das kann beheben, wer die Seite betreibt.',
    'library-missing':
      'Es gibt keine Bibliothek dieses Namens. Das kann beheben, wer die Suche eingebettet hat.',
    'library-outdated':
      'Die Bibliothek stammt aus einer älteren Version. Wer die Seite betreibt, kann sie neu bauen.',
    'library-invalid': 'Die Bibliothek ist fehlerhaft. Wer die Seite betreibt, kann sie neu bauen.',
    'signature-invalid':
      'Die Bibliothek ist nicht die, die unterschrieben wurde. Sie wird deshalb nicht durchsucht.',
    'wrong-body': 'Statt der Bibliothek kam etwas anderes, vielleicht die Anmeldeseite eines Netzes.',
    'insecure-context':
      'Diese Seite kam nicht über https. Nichts lässt sich prüfen, also wird nichts durchsucht.',
    'worker-lost': 'Die Suche ist stehen geblieben.',
  },
  failure: 'Die Suche hat nicht geklappt.',
  notAllowed: (origin) =>
    `Die umgebende Seite ${origin} darf diese Suche nicht einbetten. Das kann erlauben, wer die Suche betreibt.`,
  warnings: 'Für die, die diese Suche einbetten',
}

export const texts: Record<Language, Texts> = { en, de }
