export interface Figure {
  what: string
  /** The target, where there is one. */
  target?: string
  value: string
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

/** `median (min–max)` with the unit. */
export function spread(values: readonly number[], unit: string, digits = 1): string {
  const show = (value: number) => value.toFixed(digits)
  return `${show(median(values))} ${unit} (${show(Math.min(...values))}–${show(Math.max(...values))}, n = ${values.length})`
}
