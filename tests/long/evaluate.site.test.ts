import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { defaultEncoderFolder } from '../../src/cli/defaults.ts'
import type { EvaluationReport } from '../../src/cli/evaluate/report.ts'

it.each([
  ['wasm', 'model_quantized.onnx'],
  ['webgpu', 'model.onnx'],
])('the shipped encoder is measured in Chromium on %s', (backend, file) => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', 'tsx', 'src/cli/evaluate/main.ts', defaultEncoderFolder],
      ...['tests/fixtures/evaluation/beir', '--backend', backend, '--json'],
    ],
    { encoding: 'utf8' },
  )
  expect(stdout, stderr).toMatch(/^\{/)
  const { runs } = JSON.parse(stdout) as EvaluationReport
  expect(runs).toMatchObject([
    { mode: 'words' },
    { mode: 'meaning', backend, file, figures: { 'recall@1': 0.5, 'recall@10': 0.875 } },
    { mode: 'both', backend, file, figures: { 'recall@10': 0.875 } },
  ])
})
