import webgpuMjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'
import webgpuWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'
import wasmMjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import wasmWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { AppError } from '../core/errors.ts'
import type { BackendName, OrtRuntime } from '../protocol/engine.ts'
import { keepUsedFiles } from './offline/appFiles.ts'

type OnBytes = (doneBytes: number, totalBytes: number | undefined) => void

/** The build with WebGPU is twice the size, and on WebAssembly a short query takes two thirds longer. */
const builds = {
  webgpu: { wasmUrl: webgpuWasmUrl, mjsUrl: webgpuMjsUrl },
  wasm: { wasmUrl: wasmWasmUrl, mjsUrl: wasmMjsUrl },
}

/**
 * Fetches ONNX Runtime's WebAssembly for the search worker, which has no network.
 * @throws AppError `network`, `not-found`, `wrong-body`
 */
export async function loadRuntime(backend: BackendName, onBytes: OnBytes): Promise<OrtRuntime> {
  const { wasmUrl, mjsUrl } = builds[backend]
  const wasm = await loadBytes(wasmUrl, onBytes)
  void keepUsedFiles([wasmUrl, mjsUrl].map((url) => new URL(url, document.baseURI).href))
  // A worker resolves relative addresses against its own; this one is the page's.
  return { wasm, mjsUrl: new URL(mjsUrl, document.baseURI).href }
}

/** Bytes that loading it would fetch, as the server packs them; 0 where it does not say. */
export async function measureRuntime(backend: BackendName): Promise<number> {
  const response = await fetch(builds[backend].wasmUrl, { method: 'HEAD' }).catch(() => undefined)
  return Number(response?.headers.get('Content-Length') ?? 0)
}

async function loadBytes(url: string, onBytes: OnBytes): Promise<ArrayBuffer> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new AppError('network', `${url} could not be fetched.`, { cause })
  })
  if (!response.ok) throw new AppError('not-found', `${url}: the server answered ${response.status}.`)
  if (response.headers.get('Content-Type')?.startsWith('text/html')) {
    throw new AppError('wrong-body', `${url}: an HTML page came instead of the file.`)
  }
  try {
    return await readAll(response, onBytes)
  } catch (cause) {
    throw new AppError('network', `${url}: the connection broke off.`, { cause })
  }
}

async function readAll(response: Response, onBytes: OnBytes): Promise<ArrayBuffer> {
  // Content-Length counts compressed bytes, which are not the ones that are read here.
  const isPlain = !response.headers.has('Content-Encoding')
  const totalBytes = (isPlain && Number(response.headers.get('Content-Length'))) || undefined
  if (!response.body) return response.arrayBuffer()
  let doneBytes = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, stream) {
        onBytes((doneBytes += chunk.length), totalBytes)
        stream.enqueue(chunk)
      },
    }),
  )
  return new Response(counted).arrayBuffer()
}
