import { describe, expect, it } from 'vitest'
import { dot } from '../../src/core/exactIndex.ts'
import type { RecordSentences } from '../../src/core/evidence.ts'
import { createMeshTree } from '../../src/core/mesh/tree.ts'
import { splitSentences } from '../../src/core/text/sentences.ts'
import { createSerial } from '../../src/engine/serial.ts'
import { createSentenceVectors } from '../../src/engine/sentenceVectors.ts'
import { findSentences, findSharedHeadings } from '../../src/engine/why.ts'
import { FakeEmbedder } from '../fakes/fakeEmbedder.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const records = [
  toyRecord('1', {
    title: 'Diet in gout',
    abstract: [
      { label: 'AIMS', text: 'We asked about coffee. Nothing else was asked.' },
      { label: 'RESULTS', text: 'Cherries eased attacks of gout (e.g. At night). The cost was low.' },
    ],
  }),
  toyRecord('2', { title: 'No abstract' }),
  toyRecord('3', {
    title: 'Gout',
    abstract: [{ text: '— . Gout attacks hurt. Attacks of gout are eased by cherries!' }],
  }),
]
const query = 'attacks of gout eased by cherries'

async function collect(found: AsyncGenerator<RecordSentences>): Promise<RecordSentences[]> {
  const all: RecordSentences[] = []
  for await (const one of found) all.push(one)
  return all
}

function find(embedder = new FakeEmbedder(), { most = 2, signal = new AbortController().signal } = {}) {
  const ports = { vectors: createSentenceVectors(embedder), letOthersGo: async () => {} }
  return collect(findSentences(query, records, most, ports, signal))
}

describe('the nearest sentences', () => {
  it('are found by comparing each sentence with the query, of each record the nearest first', async () => {
    const found = await find(undefined, { most: 100 })
    const embedder = new FakeEmbedder()
    const { vectors: asked } = await embedder.embed([query], 'query')
    for (const [place, record] of records.entries()) {
      const slow = []
      for (const [section, { text }] of record.abstract.entries())
        for (const { start, end } of splitSentences(text)) {
          const sentence = text.slice(start, end)
          if (!/\p{L}/u.test(sentence)) continue
          const { vectors } = await embedder.embed([sentence], 'document')
          slow.push({ section, start, end, text: sentence, score: dot(vectors, 0, asked) })
        }
      slow.sort((a, b) => b.score - a.score)
      expect(found[place]).toMatchObject({ pmid: record.pmid, sentences: slow })
    }
  })

  it('say in which section they stand and which words of the query they have', async () => {
    const [first, second, third] = await find(undefined, { most: 1 })
    expect(first?.sentences).toMatchObject([
      { section: 1, start: 0, text: 'Cherries eased attacks of gout (e.g. At night).' },
    ])
    const { text = '', words = [] } = first?.sentences[0] ?? {}
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Cherries',
      'eased',
      'attacks',
      'gout',
    ])
    expect(first?.titleWords).toEqual([{ start: 8, end: 12 }])
    expect(second).toEqual({ pmid: '2', sentences: [], titleWords: [] })
    expect(third?.sentences[0]?.text).toBe('Attacks of gout are eased by cherries!')
  })

  it('are encoded one a run, as documents, and once while they are remembered', async () => {
    const embedder = new FakeEmbedder()
    const vectors = createSentenceVectors(embedder)
    const ports = { vectors, letOthersGo: async () => {} }
    const { signal } = new AbortController()
    const first = await collect(findSentences(query, records, 2, ports, signal))
    const runs = embedder.runs.length
    expect(embedder.runs.every((texts) => texts.length === 1)).toBe(true)
    expect(await collect(findSentences(query, records, 2, ports, signal))).toEqual(first)
    expect(embedder.runs).toHaveLength(runs)
    expect(vectors.has('The cost was low.', 'document')).toBe(true)
    expect(vectors.has('The cost was low.', 'query')).toBe(false)
  })

  it('that were not asked for the longest are forgotten first', async () => {
    const embedder = new FakeEmbedder()
    const vectors = createSentenceVectors(embedder, 2)
    for (const text of ['a', 'b', 'a', 'c']) await vectors.get(text, 'document')
    expect(['a', 'b', 'c'].map((text) => vectors.has(text, 'document'))).toEqual([true, false, true])
  })

  it('let a query go first that comes while there are more to encode', async () => {
    const oneByOne = createSerial()
    const order: string[] = []
    const embedder = new FakeEmbedder()
    const queued = {
      dims: embedder.dims,
      embed: (texts: readonly string[], kind: 'query' | 'document') =>
        oneByOne(async () => {
          order.push(texts[0] ?? '')
          return embedder.embed(texts, kind)
        }),
    }
    // What came in meanwhile: as a message to the worker would, a query comes in before the second sentence.
    let turns = 0
    const answered: Promise<void>[] = []
    const letOthersGo = async () => {
      if (++turns === 3) answered.push(oneByOne(async () => void order.push('the next query')))
    }
    await collect(
      findSentences(
        query,
        records,
        1,
        { vectors: createSentenceVectors(queued), letOthersGo },
        new AbortController().signal,
      ),
    )
    await Promise.all(answered)
    expect(order.slice(0, 4)).toEqual([
      query,
      'We asked about coffee.',
      'the next query',
      'Nothing else was asked.',
    ])
    expect(turns).toBe(order.length - 1)
  })

  it('are looked for no further when nobody wants them any more', async () => {
    const embedder = new FakeEmbedder()
    const controller = new AbortController()
    let turns = 0
    const letOthersGo = async () => {
      if (++turns === 3) controller.abort()
    }
    const found = collect(
      findSentences(
        query,
        records,
        1,
        { vectors: createSentenceVectors(embedder), letOthersGo },
        controller.signal,
      ),
    )
    await expect(found).rejects.toMatchObject({ code: 'cancelled' })
    expect(embedder.runs).toHaveLength(2)
  })
})

describe('headings that a record shares with a query', () => {
  const tree = createMeshTree(
    [
      { ui: 'D001', name: 'Joint Diseases', treeNumbers: ['C05'] },
      { ui: 'D002', name: 'Arthritis', treeNumbers: ['C05.100'], terms: ['Polyarthritis'] },
      { ui: 'D003', name: 'Gout', treeNumbers: ['C05.100.100', 'C18.100'] },
      { ui: 'D004', name: 'Metabolic Diseases', treeNumbers: ['C18'] },
      { ui: 'D005', name: 'Osteoarthritis', treeNumbers: ['C05.100.200'] },
      { ui: 'D006', name: 'Diet', treeNumbers: ['G07'] },
      { ui: 'D007', name: 'Female', treeNumbers: [] },
    ],
    2026,
  )
  const heading = (name: string, ui?: string) => ({ name, major: false, qualifiers: [], ...(ui && { ui }) })
  const gout = { ui: 'D003', name: 'Gout' }

  it('are told with the place where they meet, the same ones first, then the deepest', () => {
    const headings = ['Metabolic Diseases', 'Osteoarthritis', 'Gout', 'Diet', 'Unheard Of'].map((name) =>
      heading(name),
    )
    expect(findSharedHeadings('How is gout treated?', headings, tree)).toEqual({
      asked: [gout],
      meetings: [
        { own: gout, asked: gout, meeting: gout, depth: 3 },
        {
          own: { ui: 'D005', name: 'Osteoarthritis' },
          asked: gout,
          meeting: { ui: 'D002', name: 'Arthritis' },
          depth: 2,
        },
        {
          own: { ui: 'D004', name: 'Metabolic Diseases' },
          asked: gout,
          meeting: { ui: 'D004', name: 'Metabolic Diseases' },
          depth: 1,
        },
      ],
    })
  })

  it('are each put beside the nearest of the query’s', () => {
    const { meetings } = findSharedHeadings(
      'gout or polyarthritis',
      [heading('Osteoarthritis', 'D005'), heading('Arthritis')],
      tree,
    )
    expect(meetings).toMatchObject([
      { own: { ui: 'D002' }, asked: { ui: 'D002' }, depth: 2 },
      { own: { ui: 'D005' }, meeting: { ui: 'D002' }, depth: 2 },
    ])
  })

  it('may stand nowhere in the tree, and be the same all the same', () => {
    expect(findSharedHeadings('female', [heading('Female')], tree).meetings).toMatchObject([
      { own: { ui: 'D007' }, meeting: { ui: 'D007' }, depth: 0 },
    ])
  })

  it('are none where the query names no heading', () => {
    expect(findSharedHeadings('why', [heading('Gout')], tree)).toEqual({ asked: [], meetings: [] })
  })
})
