/**
 * Runs every probe of a model folder in Node, on the tokenizer and runtime that libraries are built with: the export
 * calls it before a folder takes its place. `tsx src/cli/checkEncoder.ts FOLDER`
 */
import { dot } from '../core/exactIndex.ts'
import { AppError } from '../core/errors.ts'
import { openNodeEncoder } from '../platform/node/encoder.ts'
import type { Effects } from './effects.ts'
import { runCommand } from './runCommand.ts'

async function run([folder]: string[], effects: Effects): Promise<void> {
  if (folder === undefined) throw new AppError('usage', 'Usage: tsx src/cli/checkEncoder.ts FOLDER')
  const { card, embedder } = await openNodeEncoder(folder)
  const floor = card.floors.wasm
  let least = 1
  for (const { text, kind, tokens: expected, vector } of card.probes) {
    const { vectors, tokens } = await embedder.embed([text], kind)
    const read = Math.min(tokens[0] ?? 0, card.maxTokens)
    if (read !== expected) {
      throw new AppError(
        'encoder-invalid',
        `The tokenizer reads ${read} tokens in Node and ${expected} in Python of “${text.slice(0, 60)}”: ` +
          'transformers.js does not know something in tokenizer.json.',
      )
    }
    least = Math.min(least, dot(vectors, 0, Float32Array.from(vector)))
  }
  await embedder.close()
  if (least < floor) {
    throw new AppError(
      'self-test-failed',
      `The least cosine to PyTorch is ${least.toFixed(6)} in Node; at least ${floor} is needed.`,
    )
  }
  effects.out(`least cosine to PyTorch ${least.toFixed(6)}, required ${floor}`)
}

await runCommand(run, 'Stopped.')
