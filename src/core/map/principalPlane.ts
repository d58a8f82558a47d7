import { dot } from '../exactIndex.ts'

/**
 * Coordinates of vectors on the plane in which they spread most: principal component analysis, by orthogonal iteration (Golub
 * and Van Loan, Matrix Computations, 8.2.4). The same vectors always give the same plane: axes begin at the two that a fixed
 * rule names, and point to where their largest component is positive.
 * @param vectors count × dims, row-major
 * @returns count × 2
 */
export function toPrincipalPlane(vectors: Float32Array, dims: number): Float32Array<ArrayBuffer> {
  const count = vectors.length / dims
  const mean = new Float32Array(dims)
  for (let at = 0; at < vectors.length; at++)
    mean[at % dims] = (mean[at % dims] ?? 0) + (vectors[at] ?? 0) / count
  const centred = vectors.map((value, at) => value - (mean[at % dims] ?? 0))

  const first = findAxis(centred, dims, undefined)
  const second = findAxis(centred, dims, first)
  const plane = new Float32Array(count * 2)
  for (let row = 0; row < count; row++) {
    plane[row * 2] = dot(centred, row * dims, first)
    plane[row * 2 + 1] = dot(centred, row * dims, second)
  }
  return plane
}

/** So many steps leave an angle that no eye sees, even where two axes spread nearly alike. */
const steps = 40

/** The direction in which rows spread most among those at right angles to `other`; zeros where they do not spread. */
function findAxis(rows: Float32Array, dims: number, other: Float32Array | undefined): Float32Array {
  let axis = Float32Array.from({ length: dims }, (_, i) => 1 + (i % 7))
  for (let step = 0; step < steps; step++) {
    const next = new Float32Array(dims)
    for (let start = 0; start < rows.length; start += dims) {
      const along = dot(rows, start, axis)
      for (let i = 0; i < dims; i++) next[i] = (next[i] ?? 0) + along * (rows[start + i] ?? 0)
    }
    const overlap = other ? dot(next, 0, other) : 0
    const upright = next.map((value, i) => value - overlap * (other?.[i] ?? 0))
    const length = Math.sqrt(dot(upright, 0, upright))
    if (length < 1e-9) return new Float32Array(dims)
    axis = upright.map((value) => value / length)
  }
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0)
  return largest < 0 ? axis.map((value) => -value) : axis
}
