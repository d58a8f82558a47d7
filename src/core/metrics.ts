/** Share of the expected rows that were found, whatever their order: recall@k for k = expected.length. */
export function overlap(found: ArrayLike<number | string>, expected: ArrayLike<number | string>): number {
  const wanted = new Set(Array.from(expected))
  const hits = Array.from(found).filter((row) => wanted.has(row)).length
  return wanted.size === 0 ? 1 : hits / wanted.size
}
