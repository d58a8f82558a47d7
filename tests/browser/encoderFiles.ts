import wasmMjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'
import type { EncoderCard } from '../../src/core/encoder/card.ts'
import { loadEncoderCard } from '../../src/engine/encoder.ts'
import type { Backend, Embedder } from '../../src/engine/ports.ts'
import { openTransformersEmbedder } from '../../src/platform/transformers/embedder.ts'
import { configureOrtRuntime } from '../../src/platform/web/ortRuntime.ts'

export async function read(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

export const readText = async (url: string) => new TextDecoder().decode(await read(url))

/** The shipped encoder on a backend of the browser; `isWebGpuFile` runs the file for WebGPU there. */
export const openShippedEncoder = (backend: Backend, isWebGpuFile = false) =>
  openEncoder('models/biohicl-small', backend, isWebGpuFile)

/** The encoder in a folder of the project. */
export async function openEncoder(
  folder: string,
  backend: Backend,
  isWebGpuFile = false,
): Promise<{ card: EncoderCard; embedder: Embedder }> {
  // Once a page is enough, but twice does no harm: each test file is a page of its own.
  configureOrtRuntime({ wasm: (await read(wasmUrl)).buffer, mjsUrl: new URL(wasmMjsUrl, location.href).href })
  const readFile = (name: string) => read(`/${folder}/${name}`)
  const card = await loadEncoderCard(new TextDecoder().decode(await readFile('model.json')))
  const file = isWebGpuFile || backend === 'webgpu' ? 'webgpu' : 'wasm'
  return { card, embedder: await openTransformersEmbedder(card, { backend, file, readFile }) }
}
