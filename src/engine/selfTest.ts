import type { EncoderCard } from '../core/encoder/card.ts'
import { dot } from '../core/exactIndex.ts'
import { AppError } from '../core/errors.ts'
import { assertUnitVectors } from '../core/vector.ts'
import type { Embedder } from './ports.ts'

export interface SelfTestResult {
  /** Smallest cosine between what the backend gave for a probe text and the reference vector. */
  minCosine: number
  floor: number
  probes: number
  durationMs: number
}

/**
 * Known-answer test: encodes texts whose vectors are known from PyTorch. Backends have been seen to give plausible but
 * wrong vectors without any error (no NaN, unit length); only this finds them.
 * @throws AppError `self-test-failed` with the cosine and the floor; `vector-invalid` when it is no unit vector of the
 * encoder's dims; also whatever the embedder throws
 */
export async function runSelfTest(
  embedder: Embedder,
  card: EncoderCard,
  now: () => number,
): Promise<SelfTestResult> {
  const start = now()
  const floor = card.floors[embedder.backend === 'webgpu' ? 'webgpu' : 'wasm']
  const probes = card.probes.filter(({ selfTest }) => selfTest)
  let minCosine = 1
  for (const { text, kind, vector } of probes) {
    const { vectors } = await embedder.embed([text], kind)
    // A cosine is one only between unit vectors: a longer one would pass for a near one.
    if (vectors.length === card.dims)
      assertUnitVectors(vectors, card.dims, `${card.name} on ${embedder.backend}`)
    else
      throw new AppError(
        'vector-invalid',
        `${card.name} on ${embedder.backend} gave ${vectors.length} dims, not ${card.dims}.`,
      )
    minCosine = Math.min(minCosine, dot(vectors, 0, Float32Array.from(vector)))
  }
  const result = { minCosine, floor, probes: probes.length, durationMs: now() - start }
  if (minCosine < floor) {
    throw new AppError(
      'self-test-failed',
      `${card.name} on ${embedder.backend} gave a vector with cosine ${minCosine.toFixed(4)} to the known one; ` +
        `at least ${floor} is needed.`,
    )
  }
  return result
}
