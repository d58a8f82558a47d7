import { describe, expect, it } from 'vitest'
import { queryFaults } from '../../src/app/messages/en/queryFaults.ts'
import { describeMeaning, describeRows } from '../../src/app/search/readingText.ts'
import type { TermMeaning } from '../../src/core/query/meaning.ts'
import type { ReadTerm } from '../../src/core/query/reading.ts'

describe('the words for how a query was read', () => {
  it.each<[TermMeaning, string]>([
    [
      {
        ...{ what: 'heading', ui: 'D1', name: 'Heart Failure', entryTerm: 'cardiac failure', below: 2 },
        ...{ isMajor: true, isExploded: true, qualifier: 'drug therapy' },
      },
      'heading “Heart Failure” (“cardiac failure” is another name for it) and 2 headings below it with the qualifier “drug therapy” as a major topic',
    ],
    [
      { what: 'heading', ui: 'D1', name: 'Gout', below: 0, isMajor: false, isExploded: false },
      'heading “Gout”, without those below it',
    ],
    [{ what: 'words', field: 'title', words: ['gout'] }, '“gout” in the title, in any form'],
    [
      { what: 'words', field: 'title-abstract', words: ['gout', 'diet*'] },
      '“gout” and “diet*” in title or abstract, in any order and any form',
    ],
    [{ what: 'phrase', field: 'title', words: ['of', 'gout'] }, '“of gout” in the title, word for word'],
    [
      {
        what: 'mapped',
        parts: [{ text: 'gout', heading: { ui: 'D1', name: 'Gout', below: 1 } }, { text: 'diet' }],
      },
      '“gout” in title or abstract or as heading “Gout” and 1 below it and “diet” in title or abstract',
    ],
    [{ what: 'values', field: 'language', values: ['ger'] }, 'language: German'],
    [{ what: 'values', field: 'author', values: [] }, 'author; the library has none of that name'],
    [
      { what: 'values', field: 'author', values: ['a', 'b', 'c', 'd', 'e', 'f'] },
      'author: a, b, c, d and 2 more',
    ],
    [{ what: 'dates', from: 20200101, to: 20211231 }, 'date of publication from 2020/01/01 to 2021/12/31'],
    [{ what: 'pmids', asked: 2, found: 1 }, '2 PMIDs; the library has 1'],
  ])('%j', (meaning, words) => {
    expect(describeMeaning(meaning)).toBe(words)
  })

  it('say that a count may be too high', () => {
    const term: ReadTerm = {
      ...{ kind: 'term', text: 'x', meaning: { what: 'meaning' }, isMost: false, isUnread: false },
      proposals: [],
    }
    expect(describeRows({ ...term, rows: 1 })).toBe('1 record')
    expect(describeRows({ ...term, rows: 1200, isMost: true })).toBe('at most 1,200 records')
  })
})

it('each fault of a query is told in a sentence of its own', () => {
  const texts = Object.values(queryFaults)
  for (const text of texts) expect(text).toMatch(/^\p{Lu}.*\.$/u)
  expect(new Set(texts).size).toBe(texts.length)
})
