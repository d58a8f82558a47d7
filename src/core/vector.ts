import { AppError } from './errors.ts'

/** How far from 1 the length of a unit vector may lie: float32 rounding over a thousand dims stays far below. */
const normTolerance = 1e-3

/**
 * Checks that every row has unit length and only finite numbers.
 * @param vectors count × dims, row-major
 * @param firstRow the number of their first row, in messages
 * @throws AppError `vector-invalid`, naming the first row that is not.
 */
export function assertUnitVectors(vectors: Float32Array, dims: number, what: string, firstRow = 0): void {
  if (dims < 1 || vectors.length === 0 || vectors.length % dims !== 0) {
    throw new AppError(
      'vector-invalid',
      `${what}: ${vectors.length} numbers are not a whole number of ${dims}-d vectors.`,
    )
  }
  for (let start = 0; start < vectors.length; start += dims) {
    let squares = 0
    for (let i = start; i < start + dims; i++) squares += (vectors[i] ?? NaN) ** 2
    // NaN and infinities fail this comparison as well.
    if (!(Math.abs(Math.sqrt(squares) - 1) <= normTolerance)) {
      throw new AppError(
        'vector-invalid',
        `${what}: row ${firstRow + start / dims} has length ${Math.sqrt(squares)}, expected 1.`,
      )
    }
  }
}
