import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PubmedRecord } from '../../src/core/record.ts'

const BRANCHES = [...'ABCDEFGHIJKLMN', 'Z']

function readLines(name: string): string[] {
  const text = readFileSync(new URL(`../../samples/${name}`, import.meta.url), 'utf8')
  expect(text.endsWith('\n')).toBe(true)
  return text.trimEnd().split('\n')
}

function countSentences(text: string): number {
  return text.match(/[.!?](?=\s|$)/g)?.length ?? 0
}

/** C14.280.067 to C14, C14.280 */
function ancestorsOf(treeNumber: string): string[] {
  const parts = treeNumber.split('.')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'))
}

const notes = readLines('notes.jsonl').map((line) => JSON.parse(line) as PubmedRecord)
const pmids = new Set(notes.map(({ pmid }) => pmid))
const [headingsHeader, ...headingLines] = readLines('headings.tsv')
const headingRows = headingLines.map((line) => {
  const [ui = '', name = '', treeNumbers = ''] = line.split('\t')
  return { ui, name, treeNumbers: treeNumbers.split('|').filter(Boolean) }
})
const headingByUi = new Map(headingRows.map((row) => [row.ui, row]))
const knownTreeNumbers = new Set(headingRows.flatMap(({ treeNumbers }) => treeNumbers))
const usedTreeNumbers = notes.flatMap(({ headings }) =>
  headings.flatMap(({ ui = '' }) => headingByUi.get(ui)?.treeNumbers ?? []),
)

describe('sample notes', () => {
  it('are 140 to 170 with unique PMIDs far above those in use', () => {
    expect(notes.length).toBeGreaterThanOrEqual(140)
    expect(notes.length).toBeLessThanOrEqual(170)
    expect(pmids.size).toBe(notes.length)
    expect([...pmids].filter((pmid) => !/^9000\d{5}$/.test(pmid))).toEqual([])
  })

  it('have a title and three to six sentences unless the abstract is empty', () => {
    expect(notes.filter(({ title }) => !title.trim())).toEqual([])
    const odd = notes
      .filter(({ abstract }) => abstract.length > 0)
      .map(({ pmid, abstract }) => ({
        pmid,
        count: countSentences(abstract.map(({ text }) => text).join(' ')),
      }))
      .filter(({ count }) => count < 3 || count > 6)
    expect(odd).toEqual([])
  })

  it('have headings with a major one among them, all but five', () => {
    const indexed = notes.filter(({ headings }) => headings.length > 0)
    expect(notes.length - indexed.length).toBe(5)
    expect(indexed.filter(({ headings }) => !headings.some(({ major }) => major))).toEqual([])
    expect(indexed.filter(({ headings }) => headings.length < 2 || headings.length > 8)).toEqual([])
  })

  it('name only headings that stand in headings.tsv', () => {
    const unknown = notes.flatMap(({ headings }) =>
      headings.filter(({ ui = '', name }) => headingByUi.get(ui)?.name !== name),
    )
    expect(unknown).toEqual([])
  })

  it('represent every branch from A to N, and Z', () => {
    const branches = new Set(usedTreeNumbers.map((treeNumber) => treeNumber.charAt(0)))
    expect(BRANCHES.filter((branch) => !branches.has(branch))).toEqual([])
  })

  it('hold one retraction whose notice is a note too, as every other notice is', () => {
    const withNotice = (kind: string) =>
      notes.flatMap((note) =>
        note.notices.filter((notice) => notice.kind === kind).map((notice) => ({ note, notice })),
      )
    const retractions = withNotice('retraction')
    expect(retractions).toHaveLength(1)
    expect(retractions[0]?.note.publicationTypes).toContain('Retracted Publication')
    const notice = notes.find(({ pmid }) => pmid === retractions[0]?.notice.pmid)
    expect(notice?.publicationTypes).toEqual(['Retraction of Publication'])
    expect(withNotice('expression-of-concern')).toHaveLength(1)
    expect(withNotice('correction')).toHaveLength(2)
    const dangling = notes.flatMap(({ notices }) => notices.filter(({ pmid = '' }) => !pmids.has(pmid)))
    expect(dangling).toEqual([])
  })
})

describe('sample headings', () => {
  it('are sorted by identifier under a header line', () => {
    expect(headingsHeader).toBe('ui\tname\ttree_numbers')
    const uis = headingRows.map(({ ui }) => ui)
    expect(uis).toEqual([...new Set(uis)].sort())
  })

  it('include every ancestor in every branch', () => {
    expect(usedTreeNumbers.length).toBeGreaterThan(0)
    const missing = [...knownTreeNumbers]
      .flatMap(ancestorsOf)
      .filter((parent) => !knownTreeNumbers.has(parent))
    expect(missing).toEqual([])
  })
})

describe('sample questions', () => {
  it('point to notes, one question a note', () => {
    const questions = readLines('questions.jsonl').map(
      (line) => JSON.parse(line) as { question: string; pmid: string },
    )
    expect(questions.length).toBeGreaterThanOrEqual(25)
    expect(questions.filter(({ question, pmid }) => !question || !pmids.has(pmid))).toEqual([])
    expect(new Set(questions.map(({ pmid }) => pmid)).size).toBe(questions.length)
  })
})
