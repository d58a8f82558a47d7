// The half of platform/node/chromium.ts that runs in the browser. No part of the site.

import type { Bytes } from '../../core/bytes.ts'
import type { EncoderCard } from '../../core/encoder/card.ts'
import type { Backend, Embedder } from '../../engine/ports.ts'
import { openTransformersEmbedder } from '../transformers/embedder.ts'
import { configureOrtRuntime } from './ortRuntime.ts'

export interface ServedEncoder {
  card: EncoderCard
  backend: Backend
  file: keyof EncoderCard['backends']
  /** Address under which the encoder's files lie. */
  filesUrl: string
  /** Address of ONNX Runtime's build for the backend, without `.mjs` and `.wasm`. */
  runtimeUrl: string
}

/** Opens the encoder as the page's worker does; once in a page, as ONNX Runtime cannot change its build. */
export async function openServedEncoder(encoder: ServedEncoder): Promise<Embedder> {
  const { card, backend, file, filesUrl, runtimeUrl } = encoder
  const wasm = await fetchBytes(`${runtimeUrl}.wasm`)
  configureOrtRuntime({ wasm: wasm.buffer, mjsUrl: `${runtimeUrl}.mjs` })
  return openTransformersEmbedder(card, { backend, file, readFile: (name) => fetchBytes(filesUrl + name) })
}

async function fetchBytes(url: string): Promise<Bytes> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: the server answered ${response.status}.`)
  return new Uint8Array(await response.arrayBuffer())
}
