import type { Candidate } from '../../engine/openEncoder.ts'

/** The parts of WebGPU that the choice needs. https://www.w3.org/TR/webgpu/#navigator-gpu */
interface Gpu {
  requestAdapter(): Promise<{
    info: { isFallbackAdapter?: boolean; vendor: string; architecture: string }
  } | null>
}

/** Which backends to try here, in order, each with its reason in words for the user. */
export async function listBackends(
  preference: 'auto' | 'webgpu' | 'wasm' | 'wasm-instead',
): Promise<Candidate[]> {
  const wasm = (reason: string): Candidate => ({ backend: 'wasm', reason })
  if (preference === 'wasm') return [wasm('WebAssembly was asked for.')]
  if (preference === 'wasm-instead') return [wasm('WebGPU does not work here, so WebAssembly is used.')]
  if (preference === 'webgpu') return [{ backend: 'webgpu', reason: 'WebGPU was asked for.' }]

  const gpu = (navigator as { gpu?: Gpu }).gpu
  if (!gpu) return [wasm('This browser has no WebGPU.')]
  const adapter = await gpu.requestAdapter().catch(() => null)
  if (!adapter) return [wasm('WebGPU finds no graphics adapter here.')]
  const { isFallbackAdapter, vendor, architecture } = adapter.info
  if (isFallbackAdapter || architecture === 'swiftshader') {
    return [wasm('WebGPU is emulated in software here, which is slower than WebAssembly.')]
  }
  return [
    { backend: 'webgpu', reason: `WebGPU works here (${[vendor, architecture].filter(Boolean).join(' ')}).` },
    wasm('WebAssembly is used instead.'),
  ]
}
