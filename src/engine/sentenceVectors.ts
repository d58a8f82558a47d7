import { assertUnitVectors } from '../core/vector.ts'
import type { Embedder, TextKind } from './ports.ts'

/** Vectors of 384 numbers take 3 MB then. */
const mostKept = 2000

/** Vectors of single texts, those that were asked for last kept in memory. One text a run, as in the index. */
export interface SentenceVectors {
  /** Whether it is there already, and costs no run. */
  has(text: string, kind: TextKind): boolean
  /** @throws AppError `vector-invalid`, and what the encoder throws */
  get(text: string, kind: TextKind): Promise<Float32Array>
}

export function createSentenceVectors(
  embedder: Pick<Embedder, 'dims' | 'embed'>,
  most = mostKept,
): SentenceVectors {
  // A Map keeps the order in which its keys were set: the first one was not asked for the longest.
  const kept = new Map<string, Float32Array>()
  const keyOf = (text: string, kind: TextKind) => `${kind} ${text}`
  return {
    has: (text, kind) => kept.has(keyOf(text, kind)),
    async get(text, kind) {
      const key = keyOf(text, kind)
      const vector = kept.get(key) ?? (await embedOne(embedder, text, kind))
      kept.delete(key)
      kept.set(key, vector)
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(oldest)
      }
      return vector
    },
  }
}

async function embedOne(
  embedder: Pick<Embedder, 'dims' | 'embed'>,
  text: string,
  kind: TextKind,
): Promise<Float32Array> {
  const { vectors } = await embedder.embed([text], kind)
  assertUnitVectors(vectors, embedder.dims, kind)
  return vectors
}
