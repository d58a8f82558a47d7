import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findEncoder, openNodeEncoder } from '../../src/platform/node/encoder.ts'
import { openTransformersEmbedder } from '../../src/platform/transformers/embedder.ts'
import { encodeOnnx, loop } from '../fakes/onnxModel.ts'
import { tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'
import { embedderContract } from './embedderContract.ts'

const folder = 'models/biohicl-small'

embedderContract('onnxruntime-node', () => openNodeEncoder(folder))

it('an encoder that is not there is missed by its path', async () => {
  await expect(openNodeEncoder('models/none')).rejects.toMatchObject({
    code: 'encoder-missing',
    message: expect.stringContaining('models/none/model.json') as string,
  })
})

it('R7: an encoder with its files missing is refused before any of them is loaded', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'encoder-test-'))
  try {
    await writeFile(join(copy, 'model.json'), await readFile(join(folder, 'model.json')))
    await expect(openNodeEncoder(copy)).rejects.toMatchObject({ code: 'file-damaged' })
  } finally {
    await rm(copy, { recursive: true })
  }
})

/** The tiny encoder with one of its files exchanged, and read as if its hash were right. */
async function openWith(name: string, change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) {
  const { card, readFile: read } = await findEncoder(tinyMpnetFolder)
  return openTransformersEmbedder(card, {
    backend: 'node',
    readFile: async (file) => (file === name ? change(await read(file)) : read(file)),
  })
}

it.each([
  ['29: a loop', encodeOnnx({ dims: 32, graph: loop }), /Loop runs a graph/],
  ['27: weights elsewhere', encodeOnnx({ dims: 32, graph: [[5, [[14, 1]]]] }), /outside of the file/],
  ['31: a width that its card does not have', encodeOnnx({ dims: 31 }), /31 dims/],
  ['37: opset 99', encodeOnnx({ dims: 32, opset: 99 }), /opset 99/],
])('R40: a model with %s never comes to the runtime', async (_what, weights, message) => {
  await expect(openWith('onnx/model_quantized.onnx', () => weights)).rejects.toMatchObject({
    code: 'encoder-invalid',
    message: expect.stringMatching(message) as string,
  })
})

it('34: a token whose id the model has no row for ends in an error, not in a vector', async () => {
  const embedder = await openWith('tokenizer.json', (bytes) => {
    const tokenizer = JSON.parse(new TextDecoder().decode(bytes)) as {
      model: { vocab: Record<string, number> }
    }
    const vocab = Object.fromEntries(
      Object.entries(tokenizer.model.vocab).map(([token, id]) => [token, id + 900_000]),
    )
    return new TextEncoder().encode(
      JSON.stringify({ ...tokenizer, model: { ...tokenizer.model, vocab }, added_tokens: [] }),
    )
  })
  await expect(embedder.embed(['heart'], 'document')).rejects.toThrow(
    /out of data bounds|out of range|indices/i,
  )
  await embedder.close()
})
