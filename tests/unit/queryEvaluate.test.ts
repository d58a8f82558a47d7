import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/core/bitmap.ts'
import { evaluate } from '../../src/core/query/evaluate.ts'
import { lookUp, type Lookup } from '../../src/core/query/lookup.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import { toPubmedQuery } from '../../src/core/query/toPubmed.ts'
import { termsOf, type QueryNode, type TermNode } from '../../src/core/query/tree.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { createMemoryLists } from '../fakes/memoryLists.ts'
import { meets } from '../fakes/queryTwin.ts'
import { toyMesh } from '../fakes/toyMesh.ts'
import { toyRecord } from '../fakes/toyPack.ts'

// Forms of the same words, words that begin alike, what is written in several ways, and stop words.
const words = (
  'heart failure failures failing therapy therapies therapeutic trial trials of the IL-6 IL6 10mg 10 mg hopping hop hopeful ' +
  'capable capability infection infected infectious children child asthma asthmatic β-blockers beta blocker Crohn’s dying dye'
).split(' ')
const sentence = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((list) => list.join(' '))

const heading = fc.record({
  ui: fc.constantFrom(...toyMesh.headings.map(({ ui }) => ui)),
  name: fc.constant('by its identifier'),
  major: fc.boolean(),
  qualifiers: fc.array(
    fc.record({ name: fc.constantFrom('drug therapy', 'diagnosis'), major: fc.boolean() }),
    { maxLength: 2 },
  ),
})

const record = fc
  .record({
    title: sentence,
    abstract: fc.array(
      sentence.map((text) => ({ text })),
      { maxLength: 2 },
    ),
    headings: fc.array(heading, { maxLength: 3 }),
    publicationTypes: fc.array(fc.constantFrom('Review', 'Letter', 'Case Reports'), { maxLength: 2 }),
    languages: fc.array(fc.constantFrom('eng', 'ger'), { maxLength: 1 }),
    year: fc.option(fc.integer({ min: 2018, max: 2022 }), { nil: undefined }),
    month: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ year, month, ...rest }) => ({ ...rest, ...(year !== undefined && { date: { year, month } }) }))

const library = fc
  .array(record, { minLength: 1, maxLength: 40 })
  .map((records) => records.map((each, row) => toyRecord(String(row + 1), each)))

const beginnings = [
  'hopp*',
  'hope*',
  'failu*',
  'therap*',
  'therapi*',
  'capabl*',
  'capabi*',
  'infection*',
  'infect*',
  'asth*',
]
const inTitle = fc.constantFrom('[ti]', '[tiab]', '')
const tagged = fc.constantFrom(
  ...[
    'Heart Failure[mh]',
    'cardiac failure[mh]',
    'Heart Diseases[mh:noexp]',
    'Asthma[majr]',
    'Heart Diseases[majr]',
  ],
  ...[
    'Immune System Diseases[mh]',
    'drug therapy[sh]',
    'review[pt]',
    'eng[la]',
    '2019[dp]',
    '2019/06:2021/03[dp]',
  ],
  ...['2020/02:2020/04[dp]', '3 5[pmid]'],
)
const operand = fc.oneof(
  tagged,
  fc
    .tuple(fc.constantFrom(...words, ...beginnings), fc.constantFrom('[ti]', '[tiab]'))
    .map(([text, tag]) => text + tag),
  fc
    .tuple(fc.array(fc.constantFrom(...words, ...beginnings), { minLength: 2, maxLength: 3 }), inTitle)
    .map(([list, tag]) => `"${list.join(' ')}"${tag}`),
  fc.constantFrom('heart failure', 'asthma', 'children', 'of the', 'IL-6', '10mg'),
)
const { query } = fc.letrec<{ query: string; part: string }>((tie) => ({
  part: fc.oneof(
    { withCrossShrink: true },
    operand,
    tie('query').map((inner) => `(${inner})`),
  ),
  query: fc
    .tuple(
      tie('part'),
      fc.array(fc.tuple(fc.constantFrom('AND', 'OR', 'NOT'), tie('part')), { minLength: 1, maxLength: 3 }),
    )
    .map(([first, others]) => [first, ...others.flat()].join(' ')),
}))

function parse(text: string): QueryNode {
  const tree = parseQuery(text)
  if (!tree) throw new Error(`${text} is a plain text.`)
  return tree
}

async function evaluateOver(text: string, records: readonly PubmedRecord[], most?: number) {
  const lists = createMemoryLists(records, toyMesh)
  const tree = parse(text)
  const lookups = new Map<TermNode, Lookup>()
  for (const term of termsOf(tree)) lookups.set(term, await lookUp(text, term, lists))
  const { rows, unread } = await evaluate(tree, lookups, lists, most === undefined ? {} : { most })
  return {
    rows: rows && [...rowsOf(rows)],
    unread: [...unread].map((term) => term.text),
    read: lists.readRows,
  }
}

function twinOver(text: string, records: readonly PubmedRecord[]): number[] | undefined {
  const tree = parse(text)
  const said = records.map((each) => meets(tree, each, toyMesh))
  return said.includes(undefined) ? undefined : [...records.keys()].filter((row) => said[row])
}

describe('a query', () => {
  it('finds the records that meet it when each is looked at by itself', async () => {
    await fc.assert(
      fc.asyncProperty(library, query, async (records, text) => {
        expect((await evaluateOver(text, records)).rows).toEqual(twinOver(text, records))
      }),
      { numRuns: 150 },
    )
  })

  it('finds the same when it is written as PubMed would', async () => {
    await fc.assert(
      fc.asyncProperty(library, query, async (records, text) => {
        const written = toPubmedQuery(parse(text))
        expect((await evaluateOver(written, records)).rows).toEqual((await evaluateOver(text, records)).rows)
      }),
    )
  })

  const records = [
    toyRecord('1', { title: 'Quality of life after stroke' }),
    toyRecord('2', { title: 'Life of good quality', date: { year: 2020 } }),
    toyRecord('3', { title: 'Of quality', abstract: [{ text: 'life' }] }),
  ]

  it('has records read only where the lists leave a doubt, and of those alone that the rest leaves over', async () => {
    expect((await evaluateOver('quality[ti] AND life', records)).read).toEqual([])
    expect(await evaluateOver('"quality of life"', records)).toMatchObject({ rows: [0], read: [0, 1, 2] })
    expect(await evaluateOver('2020[dp] AND "quality of life"', records)).toMatchObject({
      rows: [],
      read: [1],
    })
    expect(await evaluateOver('"quality" AND "life"', records)).toMatchObject({ read: [0, 1, 2] })
    expect(await evaluateOver('"quality of life" NOT 2020[dp]', records)).toMatchObject({
      rows: [0],
      read: [0, 2],
    })
  })

  it('takes in what it cannot tell, and says so, where too many records would have to be read', async () => {
    const found = await evaluateOver('"quality of life"', records, 2)
    expect(found).toEqual({ rows: [0, 1, 2], unread: ['quality of life'], read: [] })
  })
})
