import type { ReactNode } from 'react'
import { formatFixed, formatPercent } from '../../format.ts'

export const why = {
  sentence: 'Nearest sentence',
  sentenceSought: 'It is being looked for.',
  sentenceWithoutModel: 'The search model that finds it is not there yet.',
  noAbstract: 'This record has no abstract.',
  noSentence: 'Its abstract has no sentence.',
  headings: 'Headings',
  noHeadings: 'This record has no headings.',
  treeSought: 'Looking at the tree of headings …',
  treeFailed: 'The tree of headings could not be read.',
  noMesh: 'The library was made without MeSH.',
  noneAsked: 'Your question names no MeSH heading.',
  noneMeets: (names: ReactNode) => (
    <>None of its headings meets those of your question in the tree: {names}.</>
  ),
  asked: (names: ReactNode) => <>Your question names {names}.</>,
  same: (own: ReactNode) => <>{own}: the same heading</>,
  below: (own: ReactNode, asked: ReactNode) => (
    <>
      {own} lies below {asked}
    </>
  ),
  above: (own: ReactNode, asked: ReactNode) => (
    <>
      {own} lies above {asked}
    </>
  ),
  meet: (own: ReactNode, asked: ReactNode, meeting: ReactNode) => (
    <>
      {own} and {asked} meet at {meeting}
    </>
  ),
  depth: (depth: number) => `(depth ${depth})`,
  score: 'Score',
  meaning: (score: number) => (
    <>
      <strong>Meaning {formatFixed(score, 2)}</strong>: how near the whole record lies to your question, where
      1 is the same
    </>
  ),
  words: (score: number) => (
    <>
      <strong>Words {formatFixed(score, 2)}</strong>: how much of your question’s words stands in it, rare
      ones counting more, where 1 is the most possible
    </>
  ),
  together: (score: number, meaningShare: number) => (
    <>
      <strong>Together {formatFixed(score, 2)}</strong>: {formatPercent(meaningShare)} meaning and{' '}
      {formatPercent(1 - meaningShare)} words, which orders the list
    </>
  ),
  limits: 'This is evidence of topic, not of quality.',
}
