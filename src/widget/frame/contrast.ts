type Rgb = [red: number, green: number, blue: number]

/** What the browser paints for a colour, 0 to 255 each. @param color of CSS; may refer to the page's tokens */
export function toRgb(color: string): Rgb {
  const probe = document.createElement('span')
  probe.hidden = true
  probe.style.color = color
  document.body.append(probe)
  const computed = getComputedStyle(probe).color
  probe.remove()
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!brush) return [0, 0, 0]
  brush.fillStyle = computed
  brush.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data
  return [red, green, blue]
}

/** Contrast ratio, 1 to 21 (WCAG 2.2, “contrast ratio” and “relative luminance”). */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
