import { env } from '@huggingface/transformers'
import { noteNewHeaps } from './wasmHeaps.ts'

/**
 * Hands ONNX Runtime its WebAssembly: the search worker may not fetch, and nothing comes from a CDN.
 * @param mjsUrl address of the glue module on this origin: its threads are started from it
 * @returns how many threads it will use
 */
export function configureOrtRuntime({ wasm, mjsUrl }: { wasm: ArrayBuffer; mjsUrl: string }): number {
  const settings = env.backends.onnx.wasm
  if (!settings) throw new Error('ONNX Runtime has no WebAssembly settings in this environment.')
  // Threads share memory, which only isolated pages have.
  const threads = self.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1
  noteNewHeaps()
  settings.wasmBinary = wasm
  settings.wasmPaths = { mjs: mjsUrl }
  settings.numThreads = threads
  return threads
}
