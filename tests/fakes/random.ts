/** Numbers in [0, 1) that are the same for a seed everywhere (mulberry32, public domain by Tommy Ettinger). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** count × dims, row-major, unit length, directions evenly spread. */
export function randomUnitVectors(count: number, dims: number, seed: number): Float32Array<ArrayBuffer> {
  const random = createRandom(seed)
  const vectors = new Float32Array(count * dims)
  for (let row = 0; row < count; row++) {
    const vector = vectors.subarray(row * dims, (row + 1) * dims)
    for (let i = 0; i < dims; i++) vector[i] = gaussian(random)
    scaleToUnit(vector)
  }
  return vectors
}

export function randomBytes(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const random = createRandom(seed)
  return Uint8Array.from({ length }, () => Math.floor(random() * 256))
}

export function scaleToUnit(vector: Float32Array): void {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) / length
}

/** Box-Muller transform. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
