import { describe, expect, it } from 'vitest'
import { addEvidence, type Evidence } from '../../src/app/search/evidence.ts'
import { initialSession, reduce } from '../../src/app/session.ts'
import type { NearSentence } from '../../src/core/evidence.ts'
import { isQuestion } from '../../src/core/text/question.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const sentence = (score: number): NearSentence => ({
  section: 0,
  start: 0,
  end: 1,
  text: 'A',
  score,
  words: [],
})
const hits = ['1', '2', '3'].map((pmid, place) => ({ rank: place + 1, record: toyRecord(pmid) }))

describe('evidence', () => {
  it('has the nearest sentences of all records first, whichever record comes first', () => {
    const found = [
      { pmid: '2', sentences: [sentence(0.7), sentence(0.2)], titleWords: [] },
      { pmid: '9', sentences: [sentence(1)], titleWords: [] }, // of no hit
      { pmid: '1', sentences: [sentence(0.5)], titleWords: [] },
      { pmid: '3', sentences: [], titleWords: [] },
    ]
    for (const order of [found, found.toReversed()]) {
      const evidence = order.reduce<Evidence[]>((all, one) => addEvidence(all, hits, one), [])
      expect(evidence.map(({ hit, sentence: { score } }) => [hit.record.pmid, score])).toEqual([
        ['2', 0.7],
        ['1', 0.5],
        ['2', 0.2],
      ])
    }
  })
})

describe('isQuestion', () => {
  it.each([
    'What helps against gout?',
    'gout treatment in the elderly?',
    'does aspirin prevent stroke',
    'Which antibiotics',
    '¿Es seguro?',
    'هل هذا آمن؟',
    '痛風？',
  ])('%s: yes', (query) => expect(isQuestion(query)).toBe(true))

  it.each(['gout', 'whatever works', 'Is', 'Canaries', '?', '', 'p<0.05', 'hows'])('%j: no', (query) =>
    expect(isQuestion(query)).toBe(false),
  )

  it('reads a megabyte at once', () => {
    const start = performance.now()
    expect(isQuestion('a '.repeat(500_000))).toBe(false)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('a record that is read without standing in the list', () => {
  it('is open until it is closed', () => {
    const library = {
      ...{ id: 'l', title: 'L', kind: 'pubmed' as const, version: 1, date: '2026-01-31', source: 'S' },
      ...{ licence: 'none', meshYear: null, records: 1, recallAt10: 1, key: 'k', sizeBytes: 1 },
    }
    const ready = reduce(initialSession, { type: 'opened', libraries: [library], refused: [] })
    const reading = reduce(ready, { type: 'record-read', record: toyRecord('7') })
    expect(reading).toMatchObject({ phase: 'ready', reading: { pmid: '7' } })
    expect(reduce(reading, { type: 'record-closed' })).not.toHaveProperty('reading')
  })
})
