/**
 * Coordinates in two bytes a number, as a pack holds them: the wider of the two axes takes the whole range, the other one keeps
 * its proportion, and their middle is 0.
 * @param points count × 2. @returns count × 2
 */
export function toMapCoordinates(points: Float32Array): Int16Array<ArrayBuffer> {
  const [x, y] = [extent(points, 0), extent(points, 1)]
  const reach = Math.max(x.half, y.half) || 1
  return Int16Array.from(points, (value, at) =>
    Math.round(((value - (at % 2 === 0 ? x : y).middle) * mapReach) / reach),
  )
}

/** The largest coordinate; the smallest is its negative. */
export const mapReach = 32767

function extent(points: Float32Array, axis: 0 | 1): { middle: number; half: number } {
  let [low, high] = [Infinity, -Infinity]
  for (let at = axis; at < points.length; at += 2) {
    low = Math.min(low, points[at] ?? 0)
    high = Math.max(high, points[at] ?? 0)
  }
  return { middle: (low + high) / 2, half: (high - low) / 2 }
}
