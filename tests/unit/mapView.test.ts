import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findInside, findPoint, fitMap, pan, toMap, toScreen, zoom } from '../../src/app/map/view.ts'
import { mapReach } from '../../src/core/map/coordinates.ts'

const size = { width: 800, height: 500 }
const coordinate = fc.integer({ min: -mapReach, max: mapReach })
const point = fc.record({ x: coordinate, y: coordinate })
const pixel = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 500 }) })
const view = fc.record({
  x: coordinate,
  y: coordinate,
  scale: fc.double({ min: 0.005, max: 0.5, noNaN: true }),
})

it('the whole map is seen at first', () => {
  for (const [x, y] of [
    [mapReach, mapReach],
    [-mapReach, -mapReach],
  ] as const) {
    const seen = toScreen(fitMap(size), size, { x, y })
    expect(seen.x).toBeGreaterThanOrEqual(0)
    expect(seen.x).toBeLessThanOrEqual(size.width)
    expect(seen.y).toBeGreaterThanOrEqual(0)
    expect(seen.y).toBeLessThanOrEqual(size.height)
  }
})

it('zooming keeps what is under the pointer where it is', () => {
  fc.assert(
    fc.property(view, pixel, fc.double({ min: 0.5, max: 2, noNaN: true }), (seen, at, factor) => {
      const [before, after] = [toMap(seen, size, at), toMap(zoom(seen, size, factor, at), size, at)]
      expect(after.x).toBeCloseTo(before.x, 3)
      expect(after.y).toBeCloseTo(before.y, 3)
    }),
  )
})

it('zooming ends at both ends', () => {
  const middle = { x: 400, y: 250 }
  const whole = fitMap(size).scale
  expect(zoom(fitMap(size), size, 1e9, middle).scale).toBeCloseTo(whole * 200)
  expect(zoom(fitMap(size), size, 1e-9, middle).scale).toBeCloseTo(whole * 0.5)
})

it('a drag moves the picture with the pointer, as long as its middle is on the map', () => {
  const seen = { x: 0, y: 0, scale: 0.1 }
  const before = toScreen(seen, size, { x: 100, y: 200 })
  const after = toScreen(pan(seen, 30, -20), size, { x: 100, y: 200 })
  expect([after.x - before.x, after.y - before.y].map(Math.round)).toEqual([30, -20])
  expect(pan(seen, 1e9, 0).x).toBe(-mapReach)
})

it('finds the point under a pixel, and none where there is none', () => {
  const coordinates = Int16Array.from([0, 0, 1000, 0, 1000, 40])
  const seen = { x: 0, y: 0, scale: 0.1 }
  const at = toScreen(seen, size, { x: 1000, y: 38 })
  expect(findPoint(coordinates, seen, size, at, 8)).toBe(2)
  expect(findPoint(coordinates, seen, size, { x: 0, y: 0 }, 8)).toBeUndefined()
})

it('a rectangle drawn by hand holds what a rectangle holds', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 40 }), point, point, (points, a, b) => {
      const [left, right] = [Math.min(a.x, b.x) + 0.5, Math.max(a.x, b.x) + 0.5]
      const [top, bottom] = [Math.min(a.y, b.y) + 0.5, Math.max(a.y, b.y) + 0.5]
      const line = [
        { x: left, y: top },
        { x: right, y: top },
        { x: right, y: bottom },
        { x: left, y: bottom },
      ]
      const isIn = ({ x, y }: { x: number; y: number }) => x > left && x < right && y > top && y < bottom
      const expected = points.flatMap((found, place) => (isIn(found) ? [place] : []))
      expect(findInside(Int16Array.from(points.flatMap(({ x, y }) => [x, y])), line)).toEqual(expected)
    }),
  )
})

it('a line that is none holds nothing', () => {
  const coordinates = Int16Array.from([0, 0])
  expect(findInside(coordinates, [])).toEqual([])
  expect(findInside(coordinates, [{ x: 0, y: 0 }])).toEqual([])
})
