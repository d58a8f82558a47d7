import { describe, expect, it } from 'vitest'
import { assertFits } from '../../src/core/encoder/memory.ts'
import { openTransformersEmbedder } from '../../src/platform/transformers/embedder.ts'
import { toyEncoder } from '../fakes/toyPack.ts'

const { card } = await toyEncoder()
const backends = { wasm: 'onnx/model_quantized.onnx', webgpu: 'onnx/model.onnx' }
const sized = (bytes: number) => ({
  ...card,
  backends,
  files: Object.values(backends).map((name) => ({ name, bytes, sha256: '', chunks: [] })),
})

describe('the memory that an encoder needs', () => {
  it('is refused before anything is read, with both figures and a remedy', async () => {
    const opened = openTransformersEmbedder(sized(600e6), {
      backend: 'node',
      memoryBytes: 2 ** 30,
      readFile: (name) => Promise.reject(new Error(`${name} was read`)),
    })
    await expect(opened).rejects.toMatchObject({
      code: 'memory-short',
      message: expect.stringMatching(/^toy needs about 3\.6 GB .* there are 1\.1 GB\. Use /) as string,
    })
  })

  it('is more for the file of WebGPU, whose weights become fp32', () => {
    expect(() => assertFits(sized(300e6), 'wasm', 2e9)).not.toThrow()
    expect(() => assertFits(sized(300e6), 'webgpu', 2e9)).toThrow(/needs about 5\.7 GB/)
  })
})
