import { quantile } from '../src/core/quantile.ts'

export interface Figure {
  what: string
  /** The target, where there is one. */
  target?: string
  value: string
}

/** `median (min–max)` with the unit. */
export function spread(values: readonly number[], unit: string, digits = 1): string {
  const show = (value: number) => value.toFixed(digits)
  return `${show(quantile(values, 0.5))} ${unit} (${show(Math.min(...values))}–${show(Math.max(...values))}, n = ${values.length})`
}
