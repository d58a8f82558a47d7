import { AppError } from './errors.ts'

/**
 * Unit vectors in one byte a number: a row's largest number becomes 127 or -127, the others keep their proportion. The scale of
 * a row needs no place of its own: as its vector has length 1, it is 1 / the length of its bytes.
 * @param vectors count × dims, row-major. @returns the same shape
 */
export function quantize(vectors: Float32Array, dims: number): Int8Array<ArrayBuffer> {
  const rows = new Int8Array(vectors.length)
  for (let start = 0; start < vectors.length; start += dims) {
    let largest = 0
    for (let i = start; i < start + dims; i++) largest = Math.max(largest, Math.abs(vectors[i] ?? 0))
    for (let i = start; i < start + dims; i++) rows[i] = Math.round(((vectors[i] ?? 0) * 127) / largest)
  }
  return rows
}

/** What the numbers of each row are to be multiplied by, for a vector of length 1; not finite for a row of zeros. */
export function rowScales(rows: Int8Array, dims: number): Float64Array {
  const scales = new Float64Array(rows.length / dims)
  for (let row = 0; row < scales.length; row++) {
    let squares = 0
    for (let i = row * dims; i < (row + 1) * dims; i++) squares += (rows[i] ?? 0) ** 2
    scales[row] = 1 / Math.sqrt(squares)
  }
  return scales
}

/**
 * Unit vectors of what `quantize` made. Shapes as there.
 * @throws AppError `vector-invalid`, naming the first row that is all zeros and so has no direction
 */
export function dequantize(rows: Int8Array, dims: number, what: string): Float32Array<ArrayBuffer> {
  const vectors = new Float32Array(rows.length)
  for (const [row, scale] of rowScales(rows, dims).entries()) {
    if (scale === Infinity)
      throw new AppError('vector-invalid', `${what}: row ${row} is all zeros, expected a direction.`)
    for (let i = row * dims; i < (row + 1) * dims; i++) vectors[i] = (rows[i] ?? 0) * scale
  }
  return vectors
}
