import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fitOfStem, shorterStems } from '../../src/core/query/stems.ts'
import { toTerms } from '../../src/core/text/terms.ts'
import { dataDir } from '../fixtures/dataDir.ts'

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z]{4,}/g))
}

/** Of all words and all their beginnings. */
function* beginningsOf(
  words: Iterable<string>,
): Generator<{ word: string; beginning: string; stem: string }> {
  for (const word of words) {
    const stem = toTerms(word)[0]
    if (stem === undefined) continue
    for (let length = 4; length <= word.length; length++)
      yield { word, beginning: word.slice(0, length), stem }
  }
}

function expectSound(words: ReadonlySet<string>): void {
  const wordsByStem = new Map<string, string[]>()
  for (const word of words) {
    const stem = toTerms(word)[0]
    if (stem !== undefined) wordsByStem.set(stem, [...(wordsByStem.get(stem) ?? []), word])
  }
  const missed: string[] = []
  const wrong: string[] = []
  for (const { word, beginning, stem } of beginningsOf(words)) {
    const fit = fitOfStem(stem, beginning)
    const isFound = stem.startsWith(beginning) || shorterStems(beginning).includes(stem)
    if (fit === 'none' || !isFound) missed.push(`${word} for ${beginning}*`)
    const others = wordsByStem.get(stem) ?? []
    if (fit === 'all' && !others.every((other) => other.startsWith(beginning)))
      wrong.push(`${others.join(', ')} for ${beginning}*`)
  }
  expect(missed).toEqual([])
  expect(wrong).toEqual([])
}

describe('the stems under which the words that begin so stand', () => {
  it('are found for every word of the sample notes, and none is taken for certain that is not', () => {
    expectSound(wordsOf(readFileSync('samples/notes.jsonl', 'utf8')))
  })

  it.skipIf(!dataDir)('are found for the words of real abstracts', () => {
    const records = gunzipSync(readFileSync(`${dataDir}/pubmed/pubmed_mesh.jsonl.gz`)).toString('utf8')
    expectSound(wordsOf(records.slice(0, 8e6)))
  })

  it('are few: a word that only begins like it is not looked into', () => {
    expect(fitOfStem('heart', 'heartbeat')).toBe('none')
    expect(fitOfStem('therapeut', 'therap')).toBe('all')
    expect(fitOfStem('infect', 'infection')).toBe('some')
    expect(fitOfStem('il6', 'il6b')).toBe('none')
  })
})
