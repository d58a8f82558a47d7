import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { branchGroups } from './branchColours.ts'
import { drawMap, type Colours, type Picture } from './draw.ts'
import styles from './MapView.module.css'
import {
  findInside,
  findPoint,
  fitMap,
  pan,
  toMap,
  zoom,
  type MapView,
  type Point,
  type Size,
} from './view.ts'

interface Props {
  label: string
  picture: Omit<Picture, 'line'>
  /** Absent: the whole map. */
  view: MapView | undefined
  /** A drag draws a line around points instead of moving the picture. */
  isChoosing: boolean
  onView(view: MapView): void
  onHover(place: number | undefined): void
  onChoose(places: number[]): void
  onOpen(place: number): void
}

/** In CSS pixels, for fingers too. */
const reach = 12
const keyStep = 60
const zoomStep = 1.5

/** The picture itself. What it shows is in MapTable as well. */
export function MapCanvas({
  label,
  picture,
  view: given,
  isChoosing,
  onView,
  onHover,
  onChoose,
  onOpen,
}: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const [line, setLine] = useState<readonly Point[]>([])
  const pressed = useRef<{ from: Point; last: Point; hasMoved: boolean }>(undefined)
  const view = given ?? fitMap(size)

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const draw = useEffectEvent(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || size.width === 0) return
    const ratio = window.devicePixelRatio
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)]
    if (element.width !== width || element.height !== height) {
      element.width = width
      element.height = height
    }
    drawMap(context, { ...picture, line }, view, size, readColours(element), ratio)
  })
  useEffect(() => {
    const frame = requestAnimationFrame(() => draw())
    return () => cancelAnimationFrame(frame)
  }, [picture, view, size, line])
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const onChange = () => draw()
    scheme.addEventListener('change', onChange)
    return () => scheme.removeEventListener('change', onChange)
  }, [])

  // React listens passively, and the page would scroll too.
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    onView(zoom(view, size, Math.exp(-event.deltaY * 0.002), { x: event.offsetX, y: event.offsetY }))
  })
  useEffect(() => {
    const element = canvas.current
    const listener = (event: WheelEvent) => onWheel(event)
    element?.addEventListener('wheel', listener, { passive: false })
    return () => element?.removeEventListener('wheel', listener)
  }, [])

  function onPointerMove({ nativeEvent: { offsetX: x, offsetY: y } }: React.PointerEvent) {
    const press = pressed.current
    if (!press) return onHover(findPoint(picture.coordinates, view, size, { x, y }, reach))
    if (Math.hypot(x - press.from.x, y - press.from.y) > 4) press.hasMoved = true
    if (isChoosing) setLine([...line, toMap(view, size, { x, y })])
    else onView(pan(view, x - press.last.x, y - press.last.y))
    press.last = { x, y }
  }

  function onPointerUp({ nativeEvent: { offsetX: x, offsetY: y } }: React.PointerEvent) {
    const press = pressed.current
    pressed.current = undefined
    if (isChoosing && line.length > 2) onChoose(findInside(picture.coordinates, line))
    setLine([])
    if (press?.hasMoved) return
    const place = findPoint(picture.coordinates, view, size, { x, y }, reach)
    if (place !== undefined) onOpen(place)
  }

  function onKeyDown(event: React.KeyboardEvent) {
    const next = moveByKey(event.key, view, size)
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onView(next)
  }

  return (
    <canvas
      ref={canvas}
      className={`${styles.canvas} ${isChoosing ? styles.choosing : ''}`}
      role="application"
      aria-label={label}
      tabIndex={0}
      onPointerDown={(event) => {
        const { offsetX: x, offsetY: y } = event.nativeEvent
        event.currentTarget.setPointerCapture(event.pointerId)
        pressed.current = { from: { x, y }, last: { x, y }, hasMoved: false }
        if (isChoosing) setLine([toMap(view, size, { x, y })])
      }}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        pressed.current = undefined
        setLine([])
      }}
      onPointerLeave={() => onHover(undefined)}
      onKeyDown={onKeyDown}
    />
  )
}

function moveByKey(key: string, view: MapView, size: Size): MapView | undefined {
  const middle = { x: size.width / 2, y: size.height / 2 }
  switch (key) {
    case 'ArrowLeft':
      return pan(view, keyStep, 0)
    case 'ArrowRight':
      return pan(view, -keyStep, 0)
    case 'ArrowUp':
      return pan(view, 0, keyStep)
    case 'ArrowDown':
      return pan(view, 0, -keyStep)
    case '+':
    case '=':
      return zoom(view, size, zoomStep, middle)
    case '-':
      return zoom(view, size, 1 / zoomStep, middle)
    case '0':
      return fitMap(size)
    default:
      return undefined
  }
}

function readColours(element: HTMLElement): Colours {
  const computed = getComputedStyle(element)
  const read = (name: string) => computed.getPropertyValue(name).trim()
  return {
    groups: branchGroups.map((group) => read(`--branch-${group}`)),
    ink: read('--ink'),
    faint: read('--line'),
    accent: read('--accent'),
  }
}
