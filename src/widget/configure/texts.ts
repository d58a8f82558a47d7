import type { Language } from '../../app/messages/locale.ts'
import type { OptionName } from './form.ts'
import type { Place } from './snippets.ts'

/** What the configurator says: the one table of its words. */
interface Texts {
  title: string
  about: string
  toApp: string
  options: string
  optionsHint: string
  /** An option without words is called by its name. */
  names: Partial<Record<OptionName, { label: string; hint?: string }>>
  preview: string
  previewHint: string
  snippet: string
  place: string
  places: Record<Place, { label: string; hint: string }>
  copy: string
  copied: string
  notCopied: string
  policy: string
  policyHint: string
  listing: string
  listingHint: string
}

const en: Texts = {
  title: 'Put the search into your page',
  about: 'Choose how the search looks and what it does, try it, and copy the lines for your page.',
  toApp: 'To the app',
  options: 'Options',
  optionsHint: 'An empty field stands for what is written in it in grey.',
  names: {
    library: { label: 'Library', hint: 'Id of one of the libraries of this site.' },
    encoder: { label: 'Encoder', hint: 'By which meaning is compared; “none” searches by words alone.' },
    backend: { label: 'Computed by', hint: 'The graphics processor (webgpu) or WebAssembly.' },
    'allow-download': {
      label: 'Download for searching by meaning',
      hint: 'Whether encoder and library may be fetched: after a question, never, or at once.',
    },
    filters: { label: 'Filters', hint: 'As JSON, such as {"years":{"from":2020}}.' },
    lang: { label: 'Language' },
    theme: { label: 'Light or dark' },
    look: { label: 'Look', hint: 'Declarations such as accent: #06c; font: Inter; radius: 4px.' },
    query: { label: 'Query at the beginning' },
    'max-results': { label: 'Results', hint: '1 to 50.' },
    mode: { label: 'Shown', hint: 'In the page, in a dialog behind a button, or as a link to the app.' },
    shortcut: { label: 'Keys', hint: 'They go to the search from anywhere in the page, such as Ctrl+K.' },
    height: { label: 'Height', hint: 'In pixels, 200 to 2000; “auto” follows the content.' },
    share: { label: 'The page is told', hint: 'Queries and results only where the site allows it.' },
    debug: { label: 'Show how answers came about' },
  },
  preview: 'Preview',
  previewHint: 'The search itself, as it will stand in your page.',
  snippet: 'Lines for your page',
  place: 'Kind of page',
  places: {
    script: { label: 'HTML', hint: 'Where the script stands, the search appears.' },
    element: { label: 'Element', hint: 'For pages whose own scripts speak to the search.' },
    react: { label: 'React', hint: 'Install it first: npm install biohicl-widget' },
    wordpress: { label: 'WordPress', hint: 'Into a block “Custom HTML”, or into the code editor as it is.' },
    docusaurus: { label: 'Docusaurus', hint: 'One line for the configuration, one for a page.' },
  },
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Not copied: mark the text and copy it by hand.',
  policy: 'If your page has a Content Security Policy',
  policyHint: 'Add to it:',
  listing: 'Who may show the search',
  listingHint: 'Whoever runs this site lists the pages when it is built:',
}

const de: Texts = {
  title: 'Die Suche in Ihre Seite setzen',
  about:
    'Wählen Sie, wie die Suche aussieht und was sie tut, probieren Sie sie aus und kopieren Sie die Zeilen für Ihre Seite.',
  toApp: 'Zur App',
  options: 'Optionen',
  optionsHint: 'Ein leeres Feld steht für das, was darin in Grau geschrieben ist.',
  names: {
    library: { label: 'Bibliothek', hint: 'Kennung einer der Bibliotheken dieser Seite.' },
    encoder: { label: 'Encoder', hint: 'Wonach Bedeutung verglichen wird; „none“ sucht nur nach Wörtern.' },
    backend: { label: 'Gerechnet von', hint: 'Grafikprozessor (webgpu) oder WebAssembly.' },
    'allow-download': {
      label: 'Herunterladen für die Suche nach Bedeutung',
      hint: 'Ob Encoder und Bibliothek geholt werden dürfen: nach einer Frage, nie oder gleich.',
    },
    filters: { label: 'Filter', hint: 'Als JSON, etwa {"years":{"from":2020}}.' },
    lang: { label: 'Sprache' },
    theme: { label: 'Hell oder dunkel' },
    look: { label: 'Aussehen', hint: 'Angaben wie accent: #06c; font: Inter; radius: 4px.' },
    query: { label: 'Suchanfrage zu Beginn' },
    'max-results': { label: 'Treffer', hint: '1 bis 50.' },
    mode: {
      label: 'Darstellung',
      hint: 'In der Seite, in einem Dialog hinter einem Knopf oder als Link zur App.',
    },
    shortcut: { label: 'Tasten', hint: 'Sie führen von überall in der Seite zur Suche, etwa Ctrl+K.' },
    height: { label: 'Höhe', hint: 'In Pixeln, 200 bis 2000; „auto“ folgt dem Inhalt.' },
    share: { label: 'Die Seite erfährt', hint: 'Anfragen und Treffer nur, wo die Website es erlaubt.' },
    debug: { label: 'Zeigen, wie Antworten zustande kamen' },
  },
  preview: 'Vorschau',
  previewHint: 'Die Suche selbst, wie sie in Ihrer Seite stehen wird.',
  snippet: 'Zeilen für Ihre Seite',
  place: 'Art der Seite',
  places: {
    script: { label: 'HTML', hint: 'Wo das Skript steht, erscheint die Suche.' },
    element: { label: 'Element', hint: 'Für Seiten, deren eigene Skripte mit der Suche sprechen.' },
    react: { label: 'React', hint: 'Vorher installieren: npm install biohicl-widget' },
    wordpress: {
      label: 'WordPress',
      hint: 'In einen Block „Individuelles HTML“, oder so, wie es ist, in den Code-Editor.',
    },
    docusaurus: { label: 'Docusaurus', hint: 'Eine Zeile für die Konfiguration, eine für eine Seite.' },
  },
  copy: 'Kopieren',
  copied: 'Kopiert',
  notCopied: 'Nicht kopiert: Markieren Sie den Text und kopieren Sie ihn von Hand.',
  policy: 'Wenn Ihre Seite eine Content Security Policy hat',
  policyHint: 'Fügen Sie hinzu:',
  listing: 'Wer die Suche zeigen darf',
  listingHint: 'Wer diese Website betreibt, nennt die Seiten, wenn sie gebaut wird:',
}

export const texts: Record<Language, Texts> = { en, de }
