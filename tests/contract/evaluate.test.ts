import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, it } from 'vitest'
import { toFloat32 } from '../../src/core/bytes.ts'
import { dot } from '../../src/core/exactIndex.ts'
import { defaultEncoderFolder } from '../../src/cli/defaults.ts'
import type { Effects } from '../../src/cli/effects.ts'
import { evaluate, type EvaluateOptions } from '../../src/cli/evaluate/evaluate.ts'

const fixture = 'tests/fixtures/evaluation'
const vectorsFolder = mkdtempSync(join(tmpdir(), 'evaluate-test-'))
afterAll(() => rmSync(vectorsFolder, { recursive: true }))

const printed: string[] = []
const effects: Effects = {
  out: (line) => printed.push(line),
  progress() {},
  now: () => 0,
  signal: new AbortController().signal,
}
const run = (options: Partial<EvaluateOptions>) =>
  evaluate(
    {
      ...{ model: defaultEncoderFolder, data: join(fixture, 'beir'), backend: 'node', isJson: true },
      ...options,
    },
    effects,
  )

describe('the shipped encoder in Node', () => {
  it('is measured with both its files, and finds what a small set asks for', async () => {
    const report = await run({ vectorsFolder })
    expect(JSON.parse(printed.at(-1) ?? '')).toEqual(report)
    expect(report.data).toMatchObject({ split: 'test', documents: 13, queries: 4 })
    expect(
      report.runs.map((run) => (run.mode === 'words' ? [run.mode] : [run.mode, run.file, run.backend])),
    ).toEqual([
      ['words'],
      ['meaning', 'model_quantized.onnx', 'node'],
      ['both', 'model_quantized.onnx', 'node'],
      ['meaning', 'model.onnx', 'node'],
      ['both', 'model.onnx', 'node'],
    ])
    for (const { figures, cutTexts } of report.runs.flatMap((run) => (run.mode === 'meaning' ? [run] : []))) {
      // Seven documents are relevant, of which one is not there and one stands behind its twin.
      expect(figures['recall@10']).toBe(0.875)
      expect(figures['recall@1']).toBe(0.5)
      expect(figures['nDCG@10']).toBeGreaterThan(0.7)
      expect(cutTexts).toBe(0)
    }
  })

  it('leaves vectors that others can compute on', () => {
    for (const file of ['model_quantized', 'model']) {
      const read = (name: string) => readFileSync(join(vectorsFolder, file, name))
      const ids = JSON.parse(read('corpus.json').toString()) as string[]
      const [corpus, queries] = ['corpus.f32', 'queries.f32'].map((name) =>
        toFloat32(new Uint8Array(read(name))),
      )
      if (!corpus || !queries) throw new Error('No vectors.')
      const dims = corpus.length / ids.length
      const asked = JSON.parse(read('queries.json').toString()) as string[]
      expect(asked).toEqual(['q1', 'q2', 'q3', 'q4'])
      expect(queries).toHaveLength(asked.length * dims)
      const scoreOf = (query: string, document: string) => {
        const start = asked.indexOf(query) * dims
        return dot(corpus, ids.indexOf(document) * dims, queries.subarray(start, start + dims))
      }
      expect(scoreOf('q2', 'd3')).toBe(scoreOf('q2', 'd4')) // one text twice
      expect(scoreOf('q4', 'q4')).toBeGreaterThan(scoreOf('q4', 'd1'))
    }
  })

  it('is measured with one file when that is named, found by its name alone', async () => {
    const { runs } = await run({ model: basename(defaultEncoderFolder), file: 'model.onnx' })
    const files = runs.filter((run) => run.mode !== 'words').map(({ mode, file }) => [mode, file])
    expect(files).toEqual([
      ['meaning', 'model.onnx'],
      ['both', 'model.onnx'],
    ])
  })

  it('is measured on pairs', async () => {
    const { data, runs } = await run({ data: join(fixture, 'pairs.tsv'), vectorsFolder })
    expect(data).toMatchObject({ kind: 'similarity', pairs: 5 })
    for (const { figures } of runs) expect(figures.Spearman).toBeGreaterThan(0.7)
    expect(readFileSync(join(vectorsFolder, 'model', 'scores.json'), 'utf8')).toBe('[3.8,0.2,3.6,2.4,0.2]\n')
  })

  it.each<[what: string, options: Partial<EvaluateOptions>, code: string, words: string]>([
    [
      'a file that is not the model’s',
      { file: 'other.onnx' },
      'usage',
      'model_quantized.onnx and model.onnx',
    ],
    [
      'the int8 file on WebGPU',
      { file: 'model_quantized.onnx', backend: 'webgpu' },
      'usage',
      'not made for WebGPU',
    ],
    [
      'a split of pairs',
      { data: join(fixture, 'pairs.tsv'), split: 'dev' },
      'usage',
      '--split is for folders',
    ],
    ['data that is not there', { data: 'no/such/folder' }, 'not-found', 'no/such/folder does not exist.'],
  ])('is not measured with %s', async (_what, options, code, words) => {
    const message = expect.stringContaining(words) as string
    await expect(run(options)).rejects.toMatchObject({ code, message })
  })

  it('is closed when the command is stopped', async () => {
    const stopped = evaluate(
      { model: defaultEncoderFolder, data: join(fixture, 'beir'), backend: 'node', isJson: true },
      { ...effects, signal: AbortSignal.abort() },
    )
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
  })
})
