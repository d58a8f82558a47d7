import type { TermMeaning, TextField } from '../../../core/query/meaning.ts'
import { formatCount, formatList } from '../../format.ts'
import { counted } from '../counted.ts'
import type { PartMessages } from '../partMessages.ts'
import { counts } from './counts.ts'

export const queryReading: PartMessages['queryReading'] = {
  title: 'Wie Ihre Suchanfrage gelesen wurde',
  roles: { must: 'Filter:', 'must-not': 'Ausschluss:', ranks: 'Rangfolge:' },
  groups: {
    and: 'alle diese',
    or: 'mindestens eines von diesen',
    not: 'das erste von diesen ohne das zweite',
  },
  plainText: 'Als einfacher Text: Er ordnet die Einträge nach Bedeutung und Wörtern und lässt keinen weg.',
  left(rows, rankText) {
    const left =
      rows === undefined
        ? 'Kein Eintrag wird weggelassen'
        : `Es ${rows === 1 ? 'bleibt' : 'bleiben'} ${counts.records(rows)}`
    return rankText === '' ? `${left}, die neuesten zuerst.` : `${left}, geordnet nach „${rankText}“.`
  },
  askPubmed: 'PubMed dasselbe fragen',
  pubmedGets: (everyPartFilters) =>
    `Die Suchanfrage verlässt dann dieses Gerät und geht an PubMed${everyPartFilters ? ', wo jeder Teil filtert' : ''}.`,
  tooLong: 'Die Suchanfrage ist zu lang für einen Link zu PubMed.',
  rows: (rows, isMost) => `${isMost ? 'höchstens ' : ''}${counts.records(rows)}`,
  unread:
    'Zu viele Einträge, um in jeden zu sehen: Auch solche sind dabei, in denen die Wörter getrennt stehen oder andere Wörter so beginnen.',
  meantPerhaps: 'Gemeint ist vielleicht',

  heading({ name, entryTerm, qualifier, isMajor, isExploded, below }) {
    const term = entryTerm === undefined ? '' : ` („${entryTerm}“ ist ein anderer Name dafür)`
    const depth = below > 0 ? ` und ${counted(below, 'Schlagwort', 'Schlagwörter')} darunter` : ''
    const about = qualifier === undefined ? '' : ` mit dem Qualifikator „${qualifier}“`
    return `Schlagwort „${name}“${term}${depth}${about}${asMajor(isMajor)}${isExploded ? '' : ', ohne die darunter'}`
  },
  headingsCut: (count, isMajor, names, left) =>
    `${counted(count, 'Schlagwort', 'Schlagwörter')}${asMajor(isMajor)}, ${count === 1 ? 'dessen' : 'deren'} Name so beginnt${count > 0 ? ` (${names.join('; ')}${andMore(left)})` : ''}, jedes für sich`,
  headingUnknown: 'ein Schlagwort, das diese Bibliothek nicht kennt',
  withoutMesh: 'ein Schlagwort; diese Bibliothek wurde ohne MeSH erstellt',
  words: (words, field) =>
    `${formatList(words.map((word) => `„${word}“`))} ${fields[field]}, in ${words.length > 1 ? 'beliebiger Reihenfolge und ' : ''}jeder Form`,
  phrase: (words, field) => `„${words.join(' ')}“ ${fields[field]}, Wort für Wort`,
  mapped({ text, heading }) {
    if (!heading) return `„${text}“ in Titel oder Abstract`
    const depth = heading.below > 0 ? ` und ${formatCount(heading.below)} darunter` : ''
    return `„${text}“ in Titel oder Abstract oder als Schlagwort „${heading.name}“${depth}`
  },
  values: (field, names, left) => `${values[field]}: ${names.join(', ')}${andMore(left)}`,
  noValues: (field) => `${values[field]}; die Bibliothek hat nichts unter diesem Namen`,
  dates: (from, to) => `Publikationsdatum von ${from} bis ${to}`,
  pmids: (asked, found) =>
    `${counted(asked, 'PMID', 'PMIDs')}; davon ${found === 1 ? 'ist' : 'sind'} ${formatCount(found)} in der Bibliothek`,
  meaning: 'Nähe in Bedeutung und Wörtern',
  commonWords: 'nichts: Solche Wörter stehen in fast jedem Eintrag',
}

const fields: Record<TextField, string> = {
  title: 'im Titel',
  'title-abstract': 'in Titel oder Abstract',
}

const values: Record<(TermMeaning & { what: 'values' })['field'], string> = {
  author: 'Autor',
  journal: 'Zeitschrift',
  language: 'Sprache',
  qualifier: 'Qualifikator',
  type: 'Publikationstyp',
}

const asMajor = (isMajor: boolean) => (isMajor ? ' als Hauptthema' : '')
const andMore = (left: number) => (left > 0 ? ` und ${formatCount(left)} mehr` : '')
