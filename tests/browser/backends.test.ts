import wasmMjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseCatalogue } from '../../src/core/catalogue.ts'
import type { EncoderCard } from '../../src/core/encoder/card.ts'
import { toFloat32 } from '../../src/core/bytes.ts'
import { searchExact } from '../../src/core/exactIndex.ts'
import { overlap } from '../../src/core/metrics.ts'
import { loadEncoderCard } from '../../src/engine/encoder.ts'
import type { Embedder } from '../../src/engine/ports.ts'
import { openTransformersEmbedder } from '../../src/platform/transformers/embedder.ts'
import { configureOrtRuntime } from '../../src/platform/web/ortRuntime.ts'
import { embedderContract } from '../contract/embedderContract.ts'

const modelUrl = '/models/all-MiniLM-L6-v2/'
const libraryUrl = '/data/libraries/'

async function read(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

const readFile = (name: string) => read(modelUrl + name)
const loadCard = async () => loadEncoderCard(new TextDecoder().decode(await readFile('model.json')))

let card: EncoderCard

beforeAll(async () => {
  card = await loadCard()
  configureOrtRuntime({ wasm: (await read(wasmUrl)).buffer, mjsUrl: new URL(wasmMjsUrl, location.href).href })
})

for (const backend of ['wasm', 'webgpu'] as const) {
  embedderContract(`${backend} in the browser`, async () => {
    const opened = await loadCard()
    return { card: opened, embedder: await openTransformersEmbedder(opened, { backend, readFile }) }
  })
}

describe('WebGPU and WebAssembly', () => {
  let webgpu: Embedder
  /** The file for WebGPU, on WebAssembly. */
  let sameFile: Embedder
  let quantized: Embedder

  beforeAll(async () => {
    webgpu = await openTransformersEmbedder(card, { backend: 'webgpu', readFile })
    const swapped = { ...card, backends: { ...card.backends, wasm: card.backends.webgpu } }
    sameFile = await openTransformersEmbedder(swapped, { backend: 'wasm', readFile })
    quantized = await openTransformersEmbedder(card, { backend: 'wasm', readFile })
    return () => Promise.all([webgpu.close(), sameFile.close(), quantized.close()])
  })

  it('give the same ten records with the same file for 20 queries, and nearly the same with the int8 file', async () => {
    const catalogue = parseCatalogue(await readText(`${libraryUrl}catalogue.json`))
    const vectors = toFloat32(await read(`${libraryUrl}${catalogue.default}/vectors.f32`))
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

async function readText(url: string): Promise<string> {
  return new TextDecoder().decode(await read(url))
}
