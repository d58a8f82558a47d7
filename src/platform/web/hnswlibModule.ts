/// <reference path="../wasm/hnswlib-wasm.d.ts" />
import type { MendedHnswlib } from '../wasm/hnswlib.ts'
import { noteHeap } from './wasmHeaps.ts'

/** Loads hnswlib-wasm in a worker; the build has mended its file (vite.config.ts). */
export async function loadHnswlibModule(): Promise<MendedHnswlib> {
  const { default: factory } = await import('hnswlib-wasm/dist/hnswlib-317962d7.js')
  const module = await factory()
  noteHeap(() => module.HEAPU8.byteLength)
  return module
}
