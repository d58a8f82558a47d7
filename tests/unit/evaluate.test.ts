import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { toTable } from '../../src/cli/evaluate/report.ts'
import { indexTexts } from '../../src/core/bm25.ts'
import { evaluateRetrieval, evaluateWords, type EvaluationStep } from '../../src/engine/evaluate.ts'
import { FakeEmbedder, toyMaxTokens } from '../fakes/fakeEmbedder.ts'

const set = {
  documents: [
    { id: 'd1', title: '', text: 'gout' },
    { id: 'd2', title: '', text: 'sepsis '.repeat(toyMaxTokens) },
  ],
  queries: [{ id: 'q1', text: 'gout', gains: new Map([['d1', 1]]) }],
  ...{ queriesLeftOut: 0, unknownQueries: 0, unknownDocuments: 0 },
}
const texts = indexTexts(set.documents)

describe('evaluating', () => {
  it('encodes one text a run, tells how far it is, and counts texts that were cut', async () => {
    const embedder = new FakeEmbedder()
    const steps: [EvaluationStep, number, number][] = []
    const { figures, corpus, queries } = await evaluateRetrieval(set, texts, {
      embedder,
      signal: new AbortController().signal,
      onProgress: ({ step, done, total }) => steps.push([step, done, total]),
    })
    expect(embedder.runs.map(({ length }) => length)).toEqual([1, 1, 1])
    expect(steps).toEqual([
      ['corpus', 1, 2],
      ['corpus', 2, 2],
      ['queries', 1, 1],
    ])
    expect([corpus.cutTexts, queries.cutTexts]).toEqual([1, 0])
    expect([figures.meaning['recall@1'], figures.both['recall@1']]).toEqual([1, 1])
  })

  it('by words needs no encoder', () => {
    expect(evaluateWords(set, texts)['recall@1']).toBe(1)
    const other = { ...set, queries: [{ id: 'q1', text: 'sepsis', gains: new Map([['d1', 1]]) }] }
    expect(evaluateWords(other, texts)).toMatchObject({ 'recall@1': 0, 'MRR@10': 0.5 })
  })

  it('stops before the next text', async () => {
    const embedder = new FakeEmbedder()
    const controller = new AbortController()
    const stopped = evaluateRetrieval(set, texts, {
      embedder,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(embedder.runs).toHaveLength(1)
  })
})

describe('the table', () => {
  const model = { name: 'some-encoder', id: 'id' }
  const run = {
    mode: 'meaning' as const,
    file: 'model.onnx',
    backend: 'node' as const,
    cutTexts: 0,
    seconds: 1.25,
  }

  it('puts the number of queries beside the figures, and says what was not used', () => {
    const data = {
      ...{ kind: 'retrieval' as const, path: 'sets/a', split: 'dev', documents: 1000, queries: 50 },
      ...{ queriesLeftOut: 2, unknownQueries: 0, unknownDocuments: 1 },
    }
    const runs = [
      { mode: 'words' as const, figures: { 'nDCG@10': 0.25, 'MRR@10': 0.5 }, seconds: 0 },
      { ...run, figures: { 'nDCG@10': 0.12345, 'MRR@10': 1 } },
      { ...run, file: 'model_quantized.onnx', figures: { 'nDCG@10': 0.5, 'MRR@10': 0.75 }, cutTexts: 12 },
    ]
    expect(toTable({ model, data, runs }).split('\n')).toEqual([
      'some-encoder on sets/a, split dev: 50 queries, 1000 documents',
      '  queries left out, as nothing is relevant for them in this split: 2',
      '  judgements of documents that are not there, relevant ones not found: 1',
      '',
      'by       file                  backend  nDCG@10  MRR@10  queries  cut texts  seconds',
      'words                                     0.250   0.500       50                 0.0',
      'meaning  model.onnx            node       0.123   1.000       50          0      1.3',
      'meaning  model_quantized.onnx  node       0.500   0.750       50         12      1.3',
    ])
  })

  it('puts the number of pairs beside the correlation', () => {
    const data = { kind: 'similarity' as const, path: 'pairs.tsv', pairs: 100 }
    expect(toTable({ model, data, runs: [{ ...run, figures: { Spearman: 0.8125 } }] }).split('\n')).toEqual([
      'some-encoder on pairs.tsv: 100 pairs',
      '',
      'by       file        backend  Spearman  pairs  cut texts  seconds',
      'meaning  model.onnx  node        0.813    100          0      1.3',
    ])
  })
})

describe('the command', () => {
  it.each([
    ['no data', ['some-model'], 2, 'Expected a model and one folder or file.'],
    ['an unknown option', ['a', 'b', '--fast'], 2, "Unknown option '--fast'"],
    [
      'an unknown backend',
      ['a', 'b', '--backend', 'gpu'],
      2,
      '--backend: expected node, wasm, webgpu, got “gpu”.',
    ],
    ['a model that is not there', ['no-such-model', '.'], 1, 'expected models/no-such-model/model.json.'],
  ])('ends with a word on it for %s', (_what, args, code, words) => {
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'src/cli/evaluate/main.ts', ...args],
      { encoding: 'utf8' },
    )
    expect(stderr).toContain(words)
    expect(stderr).not.toContain('    at ') // no stack: it is no bug
    expect([status, stdout]).toEqual([code, ''])
  })
})
