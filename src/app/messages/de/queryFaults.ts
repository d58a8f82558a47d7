import type { PartMessages } from '../partMessages.ts'

export const queryFaults: PartMessages['queryFaults'] = {
  'date-backwards': 'Das zweite Datum liegt vor dem ersten.',
  'date-invalid':
    'Das ist kein Datum. Schreiben Sie 2019, 2019/03 oder 2019/03/15, und zwei davon mit Doppelpunkt: 2019:2023[dp].',
  'nesting-deep': 'Die Klammern sind zu tief verschachtelt.',
  'operator-alone': 'AND, OR und NOT stehen zwischen zwei Begriffen; hier fehlt einer.',
  'operator-double': 'Zwei Operatoren folgen aufeinander.',
  'operator-small': 'Als Operator wird es großgeschrieben; in Kleinbuchstaben ist es ein Wort.',
  'parenthesis-empty': 'Zwischen diesen Klammern steht nichts.',
  'parenthesis-unclosed': 'Diese Klammer wird nicht geschlossen.',
  'parenthesis-unopened': 'Zu dieser Klammer fehlt die öffnende.',
  'phrase-empty': 'Hier steht kein Wort.',
  'phrase-unclosed': 'Diese Anführungszeichen werden nicht geschlossen.',
  'pmid-invalid': 'Eine PMID besteht nur aus Ziffern; mehrere werden durch Leerzeichen oder Kommas getrennt.',
  'qualifier-unknown': 'Diesen Qualifikator gibt es in MeSH nicht.',
  'star-first': 'Ein Stern steht am Ende eines Wortes: Nach Wortenden kann nicht gesucht werden.',
  'star-short': 'Vor einem Stern müssen mindestens vier Buchstaben oder Ziffern stehen.',
  'tag-alone': 'Ein Kürzel steht hinter einem Begriff; hier steht keiner davor.',
  'tag-unclosed': 'Diese eckige Klammer wird nicht geschlossen.',
  'tag-unknown': 'Dieses Kürzel gibt es hier nicht.',
  'terms-many': 'Die Suchanfrage hat mehr als 500 Begriffe.',
}
