/**
 * The value below which a share of all values lies, without interpolation: 0.5 gives the median, of two middle ones the
 * greater. NaN where there are no values.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}
