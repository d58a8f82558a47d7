import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readRetrievalSet, readTextPairs } from '../../src/platform/node/sources/evaluation.ts'

const root = mkdtempSync(join(tmpdir(), 'evaluation-test-'))
afterAll(() => rmSync(root, { recursive: true }))

const { signal } = new AbortController()
const good: Record<string, string> = {
  'corpus.jsonl': '{"_id":"d1","title":"A title","text":"A text."}\n{"_id":"d2","text":"Another."}\n',
  'queries.jsonl': '{"_id":"q1","text":"A question?"}\n',
  'qrels/test.tsv': 'query-id\tcorpus-id\tscore\nq1\td1\t1\n',
}
let sets = 0

/** A folder of its own with the good files and these; `undefined` leaves a file out. */
function writeSet(files: Record<string, string | Buffer | undefined> = {}): string {
  const folder = join(root, String(sets++))
  mkdirSync(folder)
  for (const [name, content] of Object.entries({ ...good, ...files })) {
    if (content === undefined) continue
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const read = (folder: string, split?: string) => readRetrievalSet(folder, split, signal)

describe('a retrieval set', () => {
  it('joins title and text, and leaves out what is empty', async () => {
    const corpus = ['{"_id":"1","title":"A","text":"B"}', '{"_id":"2","title":"","text":"B"}']
    const more = ['{"_id":"3","title":null,"text":"B"}', '{"_id":"4","title":"A","text":""}', '']
    const qrels = 'q1\t1\t1\n'
    const folder = writeSet({ 'corpus.jsonl': [...corpus, ...more].join('\n'), 'qrels/test.tsv': qrels })
    const { documents } = await read(folder)
    expect(documents.map(({ text }) => text)).toEqual(['A B', 'B', 'B', 'A'])
  })

  it('is the same from packed files, with Windows line ends, empty lines and no last line end', async () => {
    const plain = await read(writeSet())
    const windows = (name: string) => `${good[name]?.replaceAll('\n', '\r\n\r\n') ?? ''}`.trimEnd()
    const folder = writeSet({
      'corpus.jsonl': undefined,
      'corpus.jsonl.gz': gzipSync(good['corpus.jsonl'] ?? ''),
      'queries.jsonl': windows('queries.jsonl'),
      'qrels/test.tsv': windows('qrels/test.tsv'),
    })
    expect(await read(folder)).toEqual(plain)
  })

  it('keeps gains above 0 alone, and asks the queries that have one', async () => {
    const folder = writeSet({
      'queries.jsonl': ['a', 'b', 'c'].map((id) => `{"_id":"${id}","text":"?"}`).join('\n'),
      'qrels/test.tsv': 'a\td1\t2\na\td2\t0\nb\td1\t-1\n',
    })
    const { queries, queriesLeftOut } = await read(folder)
    expect(queries.map(({ id, gains }) => [id, [...gains]])).toEqual([['a', [['d1', 2]]]])
    expect(queriesLeftOut).toBe(2)
  })

  it('counts judgements of what is not there; a missing document stays relevant', async () => {
    const set = await read(writeSet({ 'qrels/test.tsv': 'q1\td1\t1\nq1\tgone\t2\nnobody\td1\t1\n' }))
    expect(set).toMatchObject({ unknownQueries: 1, unknownDocuments: 1 })
    expect(set.queries[0]?.gains.get('gone')).toBe(2)
  })

  it('has the split that is named, else test, else the only one', async () => {
    const dev = 'q1\td2\t1\n'
    const both = writeSet({ 'qrels/dev.tsv': dev })
    expect((await read(both)).split).toBe('test')
    expect((await read(both, 'dev')).queries[0]?.gains.has('d2')).toBe(true)
    expect((await read(writeSet({ 'qrels/dev.tsv': dev, 'qrels/test.tsv': undefined }))).split).toBe('dev')
  })

  it('cannot be read once the command was stopped', async () => {
    await expect(readRetrievalSet(writeSet(), undefined, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})

describe('a retrieval set that is not right is refused with file, line and what to do', () => {
  const [corpus, queries, qrels] = ['corpus.jsonl', 'queries.jsonl', 'qrels/test.tsv']
  const line = '{"_id":"d1","text":"A."}'
  it.each<[what: string, files: Record<string, string | undefined>, message: string]>([
    [
      'no JSON',
      { [corpus]: `${line}\n{"_id": ` },
      `${corpus}: line 2: not valid JSON. A line must be like {"_id"`,
    ],
    ['no object', { [corpus]: '[]' }, `${corpus}: line 1: `],
    ['no _id', { [corpus]: '{"text":"A."}' }, `${corpus}: line 1: _id: `],
    ['an empty _id', { [queries]: '{"_id":"","text":"?"}' }, `${queries}: line 1: _id: expected an id`],
    ['an _id that is a number', { [queries]: '{"_id":7,"text":"?"}' }, `${queries}: line 1: _id: `],
    ['no text', { [corpus]: '{"_id":"d1"}' }, `${corpus}: line 1: text: `],
    [
      'an id twice',
      { [corpus]: `${line}\n\n${line}` },
      `${corpus}: line 3: the id "d1" stands in line 1 already.`,
    ],
    ['a web page', { [corpus]: '<!doctype html>' }, `${corpus}: line 1: a web page came`],
    ['too few columns', { [qrels]: 'q1\td1\n' }, `${qrels}: line 1: expected 3 columns with tabs between`],
    ['the columns of TREC', { [qrels]: 'q1\t0\td1\t1\n' }, `${qrels}: line 1: expected 3 columns`],
    ['spaces for tabs', { [qrels]: 'q1 d1 1\n' }, `(query-id, corpus-id, score), got 1.`],
    [
      'a score that is none',
      { [qrels]: 'q1\td1\t1\nq1\td2\tyes\n' },
      `line 2: score: expected a number, got "yes".`,
    ],
    [
      'no score',
      { [qrels]: 'q1\td1\t1\nq1\td2\t \n' },
      `${qrels}: line 2: score: expected a number, got " ".`,
    ],
    [
      'a judgement twice',
      { [qrels]: 'q1\td1\t1\nq1\td1\t1\n' },
      `${qrels}: line 2: query q1 and document d1`,
    ],
    ['a corpus of empty lines', { [corpus]: '\n\n' }, 'has a corpus without documents.'],
    ['an empty corpus', { [corpus]: '' }, `${corpus} is empty.`],
    [
      'nothing relevant',
      { [qrels]: 'q1\td1\t0\n' },
      `${qrels} finds nothing relevant for any query of this folder.`,
    ],
    [
      'no corpus',
      { [corpus]: undefined },
      'corpus.jsonl.gz. A set is a folder with corpus.jsonl, queries.jsonl',
    ],
    ['no qrels', { [qrels]: undefined }, 'qrels has no .tsv file. A set is a folder with'],
    ['splits to choose from', { [qrels]: undefined, 'qrels/a.tsv': '', 'qrels/b.tsv': '' }, '--split: a, b.'],
  ])('%s', async (_what, files, message) => {
    await expect(read(writeSet(files))).rejects.toThrow(message)
  })

  it('a split that is not there', async () => {
    await expect(read(writeSet({ 'qrels/dev.tsv': '' }), 'train')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/has no split “train”. Choose with --split: dev, test\.$/) as string,
    })
  })
})

describe('a file of pairs', () => {
  const write = (content: string) => join(writeSet({ 'pairs.tsv': content }), 'pairs.tsv')

  it('is read with or without a header', async () => {
    const pairs = [
      { first: 'a', second: 'b', score: 1 },
      { first: 'c', second: 'd', score: 2.5 },
    ]
    expect(await readTextPairs(write('a\tb\t1\nc\td\t2.5\n'), signal)).toEqual(pairs)
    expect(await readTextPairs(write('text1\ttext2\tscore\na\tb\t1\nc\td\t2.5\n'), signal)).toEqual(pairs)
  })

  it.each([
    [
      'a line with other columns',
      'a\tb\t1\na b\t2\n',
      'pairs.tsv: line 2: expected 3 columns with tabs between',
    ],
    ['one score only', 'a\tb\t1\nc\td\t1\n', 'pairs.tsv needs pairs with different scores'],
    ['a header only', 'a\tb\tscore\n', 'pairs.tsv needs pairs with different scores'],
  ])('is refused with %s', async (_what, content, message) => {
    await expect(readTextPairs(write(content), signal)).rejects.toThrow(message)
  })
})
