import { beforeAll, describe, expect, it } from 'vitest'
import { toInt8 } from '../../src/core/bytes.ts'
import { parseCatalogue } from '../../src/core/catalogue.ts'
import type { EncoderCard } from '../../src/core/encoder/card.ts'
import { dequantize } from '../../src/core/quantize.ts'
import { dot, searchExact } from '../../src/core/exactIndex.ts'
import { overlap } from '../../src/core/metrics.ts'
import type { Embedder } from '../../src/engine/ports.ts'
import { embedderContract } from '../contract/embedderContract.ts'
import { openShippedEncoder, read, readText } from '../browser/encoderFiles.ts'

const libraryUrl = '/data/libraries/'

/** https://www.w3.org/TR/webgpu/#navigator-gpu */
const { gpu } = navigator as unknown as {
  gpu: { requestAdapter(): Promise<{ features: ReadonlySet<string> }> }
}

embedderContract('WebAssembly in the browser', () => openShippedEncoder('wasm'))

describe('WebGPU and WebAssembly', () => {
  let card: EncoderCard
  let webgpu: Embedder
  /** The file for WebGPU, on WebAssembly. */
  let sameFile: Embedder
  let quantized: Embedder

  beforeAll(async () => {
    ;({ card, embedder: webgpu } = await openShippedEncoder('webgpu'))
    ;({ embedder: sameFile } = await openShippedEncoder('wasm', true))
    ;({ embedder: quantized } = await openShippedEncoder('wasm'))
    return () => Promise.all([webgpu.close(), sameFile.close(), quantized.close()])
  })

  it('33: give the known vectors for short texts on WebGPU without fp16, though some weights are stored in it', async () => {
    const { features } = await gpu.requestAdapter()
    expect(features.has('shader-f16')).toBe(false)
    for (const { text, kind, vector } of card.probes.filter(({ tokens }) => tokens < 200)) {
      const { vectors } = await webgpu.embed([text], kind)
      expect(dot(vectors, 0, Float32Array.from(vector))).toBeGreaterThanOrEqual(card.floors.webgpu)
    }
  })

  it('give the same ten records with the same file for 20 queries, and nearly the same with the int8 file', async () => {
    const catalogue = parseCatalogue(await readText(`${libraryUrl}catalogue.json`))
    const vectors = dequantize(
      toInt8(await read(`${libraryUrl}${catalogue.default}/vectors.i8`)),
      card.dims,
      'vectors',
    )
    const queries = (await readText('/tests/fixtures/queries.txt')).trim().split('\n')
    expect(queries).toHaveLength(20)
    let int8Overlap = 0
    for (const query of queries) {
      const search = async (embedder: Embedder) =>
        Array.from(searchExact(vectors, card.dims, (await embedder.embed([query], 'query')).vectors, 10).rows)
      const onWebGpu = await search(webgpu)
      expect(onWebGpu, query).toEqual(await search(sameFile))
      int8Overlap += overlap(await search(quantized), onWebGpu) / queries.length
    }
    expect(int8Overlap).toBeGreaterThanOrEqual(0.9)
  })
})
