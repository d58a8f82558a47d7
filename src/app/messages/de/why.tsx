import { formatFixed, formatPercent } from '../../format.ts'
import type { PartMessages } from '../partMessages.ts'

export const why: PartMessages['why'] = {
  sentence: 'Nächster Satz',
  sentenceSought: 'Er wird gesucht.',
  sentenceWithoutModel: 'Das Suchmodell, das ihn findet, ist noch nicht da.',
  noAbstract: 'Dieser Eintrag hat kein Abstract.',
  noSentence: 'Sein Abstract enthält keinen Satz.',
  headings: 'Schlagwörter',
  noHeadings: 'Dieser Eintrag hat keine Schlagwörter.',
  treeSought: 'Der Baum der Schlagwörter wird gelesen …',
  treeFailed: 'Der Baum der Schlagwörter konnte nicht gelesen werden.',
  noMesh: 'Die Bibliothek wurde ohne MeSH erstellt.',
  noneAsked: 'Ihre Frage nennt kein MeSH-Schlagwort.',
  noneMeets: (names) => <>Keines seiner Schlagwörter trifft im Baum auf die Ihrer Frage: {names}.</>,
  asked: (names) => <>Ihre Frage nennt {names}.</>,
  same: (own) => <>{own}: dasselbe Schlagwort</>,
  below: (own, asked) => (
    <>
      {own} liegt unter {asked}
    </>
  ),
  above: (own, asked) => (
    <>
      {own} liegt über {asked}
    </>
  ),
  meet: (own, asked, meeting) => (
    <>
      {own} und {asked} treffen sich bei {meeting}
    </>
  ),
  depth: (depth) => `(Tiefe ${depth})`,
  score: 'Bewertung',
  meaning: (score) => (
    <>
      <strong>Bedeutung {formatFixed(score, 2)}</strong>: wie nahe der ganze Eintrag Ihrer Frage liegt; bei 1
      sind sie gleich
    </>
  ),
  words: (score) => (
    <>
      <strong>Wörter {formatFixed(score, 2)}</strong>: wie viel von den Wörtern Ihrer Frage darin steht;
      seltene zählen mehr, und 1 ist das Höchste
    </>
  ),
  together: (score, meaningShare) => (
    <>
      <strong>Zusammen {formatFixed(score, 2)}</strong>: {formatPercent(meaningShare)} Bedeutung und{' '}
      {formatPercent(1 - meaningShare)} Wörter; danach ist die Liste geordnet
    </>
  ),
  limits: 'Das zeigt, worum es geht, nicht wie gut es ist.',
}
