import { searchRows } from '../core/exactIndex.ts'
import { dequantize, rowScales } from '../core/quantize.ts'
import type { VectorIndex, VectorRows } from './ports.ts'

/**
 * Vectors as a pack stores them, which takes a quarter of the memory. What is asked of them is, to the last bit, what a reader
 * finds who holds them as floats.
 * @param rows count × dims, row-major, of `quantize`
 */
export function createStoredVectors(
  rows: Int8Array<ArrayBuffer>,
  dims: number,
): { vectors: VectorRows; exact: VectorIndex } {
  const count = rows.length / dims
  const scales = rowScales(rows, dims)
  return {
    vectors: {
      count,
      dims,
      row: (row) => dequantize(rows.subarray(row * dims, (row + 1) * dims), dims, `row ${row}`),
    },
    exact: { kind: 'exact', count, search: (query, k) => searchRows(rows, scales, query, k), close() {} },
  }
}
