import { mapReach } from '../../core/map/coordinates.ts'

/** Which part of a map is seen: the point in the middle, and how many pixels a unit of its coordinates takes. */
export interface MapView {
  x: number
  y: number
  scale: number
}

/** In CSS pixels. */
export interface Size {
  width: number
  height: number
}

export interface Point {
  x: number
  y: number
}

const margin = 0.94
/** Nearer, a point fills the picture; farther, the picture is a point. */
const zoomRange = { least: 0.5, most: 200 }

/** The whole map. */
export function fitMap({ width, height }: Size): MapView {
  return { x: 0, y: 0, scale: (Math.min(width, height) * margin) / (2 * mapReach) }
}

export function toScreen({ x, y, scale }: MapView, { width, height }: Size, point: Point): Point {
  return { x: (point.x - x) * scale + width / 2, y: (point.y - y) * scale + height / 2 }
}

export function toMap({ x, y, scale }: MapView, { width, height }: Size, pixel: Point): Point {
  return { x: (pixel.x - width / 2) / scale + x, y: (pixel.y - height / 2) / scale + y }
}

/** What is under the pixel stays under it. */
export function zoom(view: MapView, size: Size, factor: number, pixel: Point): MapView {
  const whole = fitMap(size).scale
  const scale = Math.min(Math.max(view.scale * factor, whole * zoomRange.least), whole * zoomRange.most)
  const point = toMap(view, size, pixel)
  return {
    x: point.x - (pixel.x - size.width / 2) / scale,
    y: point.y - (pixel.y - size.height / 2) / scale,
    scale,
  }
}

/** By so many pixels; the middle stays on the map. */
export function pan(view: MapView, dx: number, dy: number): MapView {
  const keep = (value: number) => Math.min(Math.max(value, -mapReach), mapReach)
  return { ...view, x: keep(view.x - dx / view.scale), y: keep(view.y - dy / view.scale) }
}

/** The place of the point that is nearest to a pixel, at most `reach` pixels away. @param coordinates count × 2 */
export function findPoint(
  coordinates: Int16Array,
  view: MapView,
  size: Size,
  pixel: Point,
  reach: number,
): number | undefined {
  const { x, y } = toMap(view, size, pixel)
  let found: number | undefined
  let least = (reach / view.scale) ** 2
  for (let place = 0; place < coordinates.length / 2; place++) {
    const distance = ((coordinates[place * 2] ?? 0) - x) ** 2 + ((coordinates[place * 2 + 1] ?? 0) - y) ** 2
    if (distance <= least) [found, least] = [place, distance]
  }
  return found
}

/** Places of the points inside a closed line, by the even-odd rule. @param line in the map's coordinates */
export function findInside(coordinates: Int16Array, line: readonly Point[]): number[] {
  const inside: number[] = []
  for (let place = 0; place < coordinates.length / 2; place++)
    if (isInside({ x: coordinates[place * 2] ?? 0, y: coordinates[place * 2 + 1] ?? 0 }, line))
      inside.push(place)
  return inside
}

/** A ray to the right crosses the line an odd number of times. */
function isInside({ x, y }: Point, line: readonly Point[]): boolean {
  let odd = false
  for (const [place, to] of line.entries()) {
    const from = line.at(place - 1) ?? to
    if (from.y > y !== to.y > y && x < ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x) odd = !odd
  }
  return odd
}
