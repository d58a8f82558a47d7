import { parseArgs } from 'node:util'
import { AppError, toAppError } from '../../core/errors.ts'
import type { Backend } from '../../engine/ports.ts'
import type { Effects } from '../effects.ts'
import { runCommand } from '../runCommand.ts'
import { evaluate } from './evaluate.ts'

const backends: readonly Backend[] = ['node', 'wasm', 'webgpu']

const usage = `Usage: npm run evaluate -- MODEL DATA

  MODEL               folder of an encoder, or its name in models/
  DATA                folder in BEIR's layout: corpus.jsonl, queries.jsonl (or .jsonl.gz), qrels/SPLIT.tsv;
                      or a .tsv file of pairs: text, text, score
  --split NAME        which qrels: test when there is one, else the only one
  --backend NAME      node, or wasm or webgpu in Chromium (default: node)
  --file NAME         one weights file, such as model.onnx; by default those that ship for the backend, in Node both
  --json              one JSON object instead of a table
  --save-vectors DIR  keep the vectors, to compute on them elsewhere`

async function run(args: string[], effects: Effects): Promise<void> {
  const { values, positionals } = readArguments(args)
  const [model, data, ...rest] = positionals
  if (model === undefined) return effects.out(usage)
  if (data === undefined || rest.length > 0)
    throw new AppError('usage', `Expected a model and one folder or file.\n\n${usage}`)
  const wanted = values.backend ?? 'node'
  const backend = backends.find((name) => name === wanted)
  if (!backend) throw new AppError('usage', `--backend: expected ${backends.join(', ')}, got “${wanted}”.`)
  await evaluate(
    {
      ...{ model, data, backend, isJson: values.json ?? false },
      ...(values.file !== undefined && { file: values.file }),
      ...(values.split !== undefined && { split: values.split }),
      ...(values['save-vectors'] !== undefined && { vectorsFolder: values['save-vectors'] }),
    },
    effects,
  )
}

function readArguments(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { split: text, backend: text, file: text, 'save-vectors': text, json: { type: 'boolean' } },
    })
  } catch (cause) {
    throw new AppError('usage', `${toAppError(cause).message}\n\n${usage}`, { cause })
  }
}

await runCommand(run, 'Stopped.')
