import type { PartMessages } from '../partMessages.ts'

export const queryHelp: PartMessages['queryHelp'] = {
  intro:
    'Ohne eines dieser Zeichen ist eine Suchanfrage einfacher Text: Er ordnet alle Einträge und lässt keinen weg. Mit ihnen filtert sie, in der Sprache von PubMed und auf diesem Gerät. Was weder Kürzel noch Anführungszeichen hat und neben einem Teil steht, der sie hat, ordnet, was übrig bleibt:',
  signsTitle: 'Zeichen',
  signs: {
    'asthma AND children':
      'Beides. AND, OR und NOT in Großbuchstaben; sie werden von links nach rechts gelesen.',
    'asthma NOT (cats OR dogs)': 'Klammern gehen vor.',
    '"quality of life"': 'Wörter in dieser Reihenfolge, Buchstabe für Buchstabe, in Titel oder Abstract.',
    'therap*': 'Wörter, die so beginnen, mit mindestens vier Buchstaben vor dem Stern.',
  },
  tagsTitle: 'Kürzel, hinter einem Begriff',
  tags: {
    'Heart Failure[mh]':
      'MeSH-Schlagwort, mit allen darunter. Auch ein anderer Name genügt: cardiac failure[mh].',
    'Heart Failure[mh:noexp]': 'Nur dieses Schlagwort.',
    'Heart Failure[majr]': 'Als Hauptthema; [majr:noexp] ohne die darunter.',
    'Heart Failure/drug therapy[mh]':
      'Das Schlagwort mit einem Qualifikator, als Name oder mit zwei Buchstaben: /dt.',
    'diagnosis[sh]': 'Ein Qualifikator bei einem beliebigen Schlagwort.',
    'fatigue[ti]': 'Wörter des Titels, in jeder Form; in Anführungszeichen so, wie sie geschrieben sind.',
    'fatigue[tiab]': 'Wörter aus Titel oder Abstract.',
    'smith j[au]': 'Autor: Nachname und Initialen.',
    'lancet[ta]': 'Zeitschrift, mit Titel oder Abkürzung.',
    'randomized controlled trial[pt]': 'Publikationstyp, mit allen darunter.',
    '2019:2023[dp]': 'Publikationsdatum: 2019, 2019/03, 2019/03/15 oder von einem bis zum anderen.',
    'german[la]': 'Sprache, mit englischem Namen oder Code.',
    '15894554[pmid]': 'Eine PMID oder mehrere.',
  },
  longNames:
    'Auch die langen Namen von PubMed gelten: [MeSH Terms], [Title/Abstract], [Publication Type]. Über den Treffern steht, wie Ihre Suchanfrage gelesen wurde.',
}
