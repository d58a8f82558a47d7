import type { PartMessages } from '../partMessages.ts'

export const filterNames: PartMessages['filterNames'] = {
  values: {
    species: { humans: 'Menschen', animals: 'Andere Tiere' },
    sexes: { female: 'Weiblich', male: 'Männlich' },
    ages: {
      newborn: 'Neugeborene: bis 1 Monat',
      infant: 'Säuglinge: 1 bis 23 Monate',
      preschool: 'Vorschulkinder: 2 bis 5 Jahre',
      child: 'Kinder: 6 bis 12 Jahre',
      adolescent: 'Jugendliche: 13 bis 18 Jahre',
      'young-adult': 'Junge Erwachsene: 19 bis 24 Jahre',
      adult: 'Erwachsene: 19 bis 44 Jahre',
      'middle-aged': 'Mittleres Alter: 45 bis 64 Jahre',
      aged: 'Ältere: ab 65 Jahren',
      'over-80': 'Ab 80 Jahren',
    },
    evidence: {
      synthesis: 'Systematische Übersichten und Metaanalysen',
      guideline: 'Leitlinien',
      'randomized-trial': 'Randomisierte kontrollierte Studien',
      trial: 'Andere klinische Studien',
      observation: 'Beobachtungsstudien',
      'case-report': 'Fallberichte',
      review: 'Andere Übersichten',
      opinion: 'Kommentare, Editorials, Leserbriefe',
    },
  },
  evidenceMeanings: {
    synthesis:
      'Alle Studien zu einer Frage, die zu finden waren, nach einer angegebenen Methode zusammengefasst.',
    guideline:
      'Empfehlungen eines Fachgremiums. Wie sie zustande kamen, ist verschieden: Lesen Sie, nach welcher Methode.',
    'randomized-trial':
      'Der Zufall entschied, wer wie behandelt wurde, sodass sich die Gruppen sonst kaum unterscheiden.',
    trial:
      'Wer wie behandelt wurde, war geplant, aber nicht, oder soweit angegeben nicht, vom Zufall bestimmt.',
    observation:
      'Menschen wurden begleitet oder verglichen, wie sie waren; was gesehen wurde, kann andere Ursachen haben.',
    'case-report': 'Ein Patient oder wenige. Sie zeigen, dass etwas vorkommt, nicht wie oft.',
    review: 'Ein Überblick, dessen Quellen die Autoren ausgewählt haben.',
    opinion: 'Was jemand denkt oder zu einer anderen Veröffentlichung ergänzt.',
  },
  excluded: (heading) => `nicht ${heading}`,
  yearsTo: (year) => `bis ${year}`,
  yearsFrom: (year) => `ab ${year}`,
  years: (from, to) => `${from} bis ${to}`,
  hasAbstract: 'Mit Abstract',
  notRetracted: 'Nicht zurückgezogen',
  chosenOnMap: (count) => `Auf der Karte gewählt (${count})`,
}
