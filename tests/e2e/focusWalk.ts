import type { Page } from 'playwright-core'

/** What is wrong with going through the page by the Tab key: controls that it misses, stops that cannot be seen. */
export async function walkByTab(page: Page): Promise<string[]> {
  const wanted = await page.evaluate(() => {
    const part = document.querySelector('dialog:modal') ?? document.body
    const controls = Array.from(
      part.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])',
      ),
    ).filter(
      (element) =>
        element.tabIndex >= 0 &&
        !element.matches(':disabled') &&
        element.checkVisibility({ visibilityProperty: true }) &&
        // Of a group of radio buttons one is a stop, the arrow keys lead to the others.
        !(element.matches('[type=radio]') && !(element as HTMLInputElement).checked),
    )
    controls.forEach((element, place) => element.setAttribute('data-stop', String(place)))
    controls[0]?.focus()
    return controls.length
  })
  // There and back, as a ring is only drawn for those who use the keyboard.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  const problems: string[] = []
  const stops: number[] = []
  for (let step = 0; step < wanted + 5; step++) {
    const stop = await page.evaluate(describeStop)
    if (stop === undefined || (stop.place !== undefined && stops.includes(stop.place))) break
    if (stop.place !== undefined) stops.push(stop.place)
    problems.push(...stop.problems)
    await page.keyboard.press('Tab')
  }
  const places = stops.toSorted((a, b) => a - b)
  if (stops.some((place, at) => place !== places[at])) problems.push(`not in order: ${stops.join(' ')}`)
  const missed = await page.evaluate(
    (seen) =>
      Array.from(document.querySelectorAll('[data-stop]'))
        .filter((element) => !seen.includes(Number(element.getAttribute('data-stop'))))
        .map((element) => `${element.tagName} ${element.ariaLabel ?? element.textContent}`.slice(0, 200)),
    stops,
  )
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('[data-stop]')) element.removeAttribute('data-stop')
  })
  return [...problems, ...missed.map((html) => `never reached: ${html}`)]
}

/** In the page: where the focus is, whether one sees that it is there, and whether it is covered. No place: it can be scrolled. */
function describeStop(): { place: number | undefined; problems: string[] } | undefined {
  const element = document.activeElement
  if (!element || element === document.body) return undefined
  const stop = element.getAttribute('data-stop')
  const name = `${element.tagName} ${element.ariaLabel ?? element.textContent}`.slice(0, 200)
  // Boxes that are drawn by hand lie in the label of the real one, which is hidden.
  const shown = element.closest('label') ?? element
  const hasRing = [element, shown, ...shown.querySelectorAll('*')].some((each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each)
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
  })
  const { left, right, top, bottom } = shown.getBoundingClientRect()
  const points = [0.1, 0.5, 0.9].flatMap((x) =>
    [0.1, 0.5, 0.9].map((y) => [left + x * (right - left), top + y * (bottom - top)] as const),
  )
  const isSeen = points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y)
    return hit !== null && (shown.contains(hit) || hit.contains(element))
  })
  return {
    place: stop === null ? undefined : Number(stop),
    problems: [hasRing ? '' : `no ring: ${name}`, isSeen ? '' : `covered: ${name}`].filter(Boolean),
  }
}
