import type { Backend, Embedder, Embedding, TextKind } from '../../src/engine/ports.ts'
import { createRandom, scaleToUnit } from './random.ts'

export const toyDims = 16
export const toyMaxTokens = 32

/** Every word has a direction of its own; a text is the sum of its words' directions, so texts that share words are near. */
export class FakeEmbedder implements Embedder {
  readonly backend: Backend
  readonly dims: number = toyDims
  readonly maxTokens: number = toyMaxTokens
  /** The texts of each run. */
  readonly runs: string[][] = []
  isClosed = false

  constructor(backend: Backend = 'node') {
    this.backend = backend
  }

  async embed(texts: readonly string[], _kind: TextKind): Promise<Embedding> {
    this.runs.push([...texts])
    const vectors = new Float32Array(texts.length * this.dims)
    texts.forEach((text, row) => vectors.set(this.vectorOf(text), row * this.dims))
    return { vectors, tokens: texts.map((text) => wordsOf(text).length + 2) }
  }

  async close(): Promise<void> {
    this.isClosed = true
  }

  protected vectorOf(text: string): Float32Array<ArrayBuffer> {
    const vector = new Float32Array(this.dims)
    // The mark at the beginning stands for the special tokens: no text is without a direction.
    for (const word of ['^', ...wordsOf(text)]) {
      const random = createRandom(hashOf(word))
      for (let i = 0; i < this.dims; i++) vector[i] = (vector[i] ?? 0) + random() - 0.5
    }
    scaleToUnit(vector)
    return vector
  }
}

/** A backend that gives wrong numbers without an error: `damage` changes each right vector in place. */
export class WrongEmbedder extends FakeEmbedder {
  readonly #damage: (vector: Float32Array<ArrayBuffer>, run: number) => void

  constructor(backend: Backend, damage: (vector: Float32Array<ArrayBuffer>, run: number) => void) {
    super(backend)
    this.#damage = damage
  }

  protected override vectorOf(text: string): Float32Array<ArrayBuffer> {
    const vector = super.vectorOf(text)
    this.#damage(vector, this.runs.length - 1)
    return vector
  }
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** FNV-1a */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (const char of word) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
