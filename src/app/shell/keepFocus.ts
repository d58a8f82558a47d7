/** What takes the focus by itself when it comes has this long to do so. */
const waitMs = 100

const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'

/**
 * A control that is pressed often goes, or can no longer be pressed: the filter that one removes, the button that saves once.
 * The browser then has the focus nowhere, and whoever does not see the page is lost. It goes to the control beside it instead.
 * The search field is left out, as it comes back and takes the focus again.
 */
export function keepFocus(page: Document): void {
  let last: { control: Element; parents: Node[]; others: HTMLElement[] } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  page.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return
    last = { control: target, parents: parentsOf(target), others: nearestFirst(page, target) }
  })

  const isLost = () =>
    last !== undefined &&
    (page.activeElement === page.body || page.activeElement === null) &&
    (!last.control.isConnected || last.control.matches(':disabled')) &&
    !last.control.matches('[type=search]')

  function regain(): void {
    if (!last || !isLost()) return
    const { parents, others } = last
    const parentOf = (other: Element) => parents.findIndex((parent) => parent.contains(other))
    const usable = others.filter(
      (other) => other.isConnected && other.tabIndex >= 0 && other.checkVisibility(),
    )
    // First those within the same part of the page; sorting leaves the nearest of them first.
    for (const other of usable.toSorted((a, b) => parentOf(a) - parentOf(b))) {
      other.focus()
      if (page.activeElement === other) return
    }
  }

  new MutationObserver(() => {
    if (!isLost()) return
    clearTimeout(timer)
    timer = setTimeout(regain, waitMs)
  }).observe(page.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
}

function parentsOf(element: Element): Node[] {
  const parents: Node[] = []
  for (let parent = element.parentNode; parent; parent = parent.parentNode) parents.push(parent)
  return parents
}

/** All controls but itself, by their distance in the order of the page; of two as near the one before it. */
function nearestFirst(page: Document, control: Element): HTMLElement[] {
  const all = Array.from(page.querySelectorAll<HTMLElement>(controls))
  const at = all.findIndex((other) => other === control)
  const places = all.map((other, place) => ({ other, distance: Math.abs(place - at) }))
  return places
    .toSorted((a, b) => a.distance - b.distance)
    .flatMap(({ other, distance }) => (distance > 0 ? other : []))
}
