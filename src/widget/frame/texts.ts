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
  noneHint: 'Try other words. The app also finds by meaning, what is said in other words.',
  apart: 'Libraries that you have installed in the app cannot be seen from within this page.',
  openApp: 'Search by meaning in the app',
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
  noneHint: 'Versuchen Sie andere Wörter. Die App findet auch nach Bedeutung, was anders gesagt ist.',
  apart: 'Bibliotheken, die Sie in der App installiert haben, sind aus dieser Seite heraus nicht zu sehen.',
  openApp: 'In der App nach Bedeutung suchen',
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
