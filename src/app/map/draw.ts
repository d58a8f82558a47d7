import { fitMap, toScreen, type MapView, type Point, type Size } from './view.ts'

/** What is on the picture. Places are those of the points. */
export interface Picture {
  /** count × 2 */
  coordinates: Int16Array
  /** Place of each point's colour. */
  groups: Uint8Array
  /** Results, in their order. */
  lit: readonly number[]
  chosen: readonly number[]
  hovered: number | undefined
  /** Only this group has its colour. */
  onlyGroup: number | undefined
  /** The line that is being drawn, in the map's coordinates. */
  line: readonly Point[]
}

export interface Colours {
  groups: readonly string[]
  ink: string
  faint: string
  accent: string
}

/** @param pixelRatio device pixels to a CSS pixel: the canvas has as many */
export function drawMap(
  context: CanvasRenderingContext2D,
  picture: Picture,
  view: MapView,
  size: Size,
  colours: Colours,
  pixelRatio: number,
): void {
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  const radius = pointRadius(view, size)
  drawPoints(context, picture, view, size, colours, radius)
  for (const place of picture.chosen) drawRing(context, at(place), radius + 1, colours.accent, 1.5)
  // The best on top.
  for (const place of picture.lit.toReversed()) {
    context.fillStyle = colours.groups[picture.groups[place] ?? 0] ?? colours.ink
    drawRing(context, at(place), radius + 3, colours.ink, 2, true)
  }
  if (picture.hovered !== undefined) drawRing(context, at(picture.hovered), radius + 5, colours.ink, 2)
  drawLine(
    context,
    picture.line.map((point) => toScreen(view, size, point)),
    colours.accent,
  )

  function at(place: number): Point {
    const [x = 0, y = 0] = picture.coordinates.subarray(place * 2, place * 2 + 2)
    return toScreen(view, size, { x, y })
  }
}

/** Points grow more slowly than the picture, so that one comes nearer and not only sees larger dots. */
function pointRadius(view: MapView, size: Size): number {
  const zoomed = Math.log2(view.scale / fitMap(size).scale)
  return Math.min(Math.max(1.4 + zoomed * 0.5, 1), 6)
}

/** Squares, by colour: ten times as fast as circles in any order, and no different at this size. */
function drawPoints(
  context: CanvasRenderingContext2D,
  { coordinates, groups, lit, onlyGroup }: Picture,
  { x, y, scale }: MapView,
  { width, height }: Size,
  colours: Colours,
  radius: number,
): void {
  const side = radius * 2
  context.globalAlpha = lit.length > 0 ? 0.5 : 0.85
  for (const [group, colour] of colours.groups.entries()) {
    context.fillStyle = onlyGroup === undefined || onlyGroup === group ? colour : colours.faint
    for (let place = 0; place < groups.length; place++) {
      if (groups[place] !== group) continue
      const left = ((coordinates[place * 2] ?? 0) - x) * scale + width / 2 - radius
      const top = ((coordinates[place * 2 + 1] ?? 0) - y) * scale + height / 2 - radius
      if (left > -side && top > -side && left < width && top < height) context.fillRect(left, top, side, side)
    }
  }
  context.globalAlpha = 1
}

function drawRing(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  radius: number,
  colour: string,
  width: number,
  isFilled = false,
): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  if (isFilled) context.fill()
  context.strokeStyle = colour
  context.lineWidth = width
  context.stroke()
}

function drawLine(context: CanvasRenderingContext2D, line: readonly Point[], colour: string): void {
  const [first, ...others] = line
  if (!first) return
  context.beginPath()
  context.moveTo(first.x, first.y)
  for (const { x, y } of others) context.lineTo(x, y)
  context.closePath()
  context.strokeStyle = colour
  context.lineWidth = 2
  context.stroke()
  context.globalAlpha = 0.12
  context.fillStyle = colour
  context.fill()
  context.globalAlpha = 1
}
